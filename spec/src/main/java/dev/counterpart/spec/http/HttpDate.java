package dev.counterpart.spec.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Dates in header fields, to the second.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110.html#section-5.6.7">RFC 9110 §5.6.7</a>
 */
public final class HttpDate {

    private static final int FIRST_YEAR = 1970;

    private static final DateTimeFormatter FIXED = formatter("EEE, dd MMM uuuu HH:mm:ss 'GMT'");

    /** Recipients must accept all three. A year of two digits is 1970 to 2069. */
    private static final List<DateTimeFormatter> ACCEPTED = List.of(
            FIXED,
            new DateTimeFormatterBuilder()
                    .appendPattern("EEEE, dd-MMM-")
                    .appendValueReduced(ChronoField.YEAR, 2, 2, FIRST_YEAR)
                    .appendPattern(" HH:mm:ss 'GMT'")
                    .toFormatter(Locale.ENGLISH),
            formatter("EEE MMM ppd HH:mm:ss uuuu"));

    private HttpDate() {}

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }

    /** The time; empty if the value is not a date in one of the three formats. */
    public static Optional<Instant> parse(String value) {
        return ACCEPTED.stream()
                .flatMap(formatter -> parse(value.strip(), formatter).stream())
                .findFirst();
    }

    private static Optional<Instant> parse(String value, DateTimeFormatter formatter) {
        try {
            return Optional.of(LocalDateTime.parse(value, formatter).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException another) {
            return Optional.empty();
        }
    }

    /** The preferred format: {@code Sun, 06 Nov 1994 08:49:37 GMT}. */
    public static String text(Instant time) {
        return FIXED.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
    }
}
