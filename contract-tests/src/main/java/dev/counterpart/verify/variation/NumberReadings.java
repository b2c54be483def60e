package dev.counterpart.verify.variation;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The numbers that a text can be read as. OpenAPI says that parameters are text, and leaves open how text becomes a number; many
 * providers read {@code 07}, {@code +7}, {@code 7.0} and {@code 7.} as 7. Many also ignore white space around a number, as those of
 * Python and .NET do.
 */
public final class NumberReadings {

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d{1,40}\\.?\\d{0,40}|\\.\\d{1,40})([eE][+-]?\\d{1,2})?");

    private NumberReadings() {}

    /** The number in its usual form, for example {@code 7}; empty for a text that no usual reader takes for a number. */
    public static List<String> of(String text) {
        String number = text.strip();
        return NUMBER.matcher(number).matches()
                ? List.of(new BigDecimal(number).stripTrailingZeros().toPlainString())
                : List.of();
    }
}
