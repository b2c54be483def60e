package dev.counterpart.spec.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Dates in header fields, to the second.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110.html#section-5.6.7">RFC 9110 §5.6.7</a>
 */
public final class HttpDate {

    private static final DateTimeFormatter FIXED = formatter("EEE, dd MMM uuuu HH:mm:ss 'GMT'");
    private static final DateTimeFormatter ASCTIME = formatter("EEE MMM ppd HH:mm:ss uuuu");

    /** How far in the future a year of two digits may be. */
    private static final int MOST_YEARS = 50;

    /** Allowed in a date, but not in Java's times: counted as the second before it. */
    private static final Pattern LEAP_SECOND = Pattern.compile(":60(?= )");

    private HttpDate() {}

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }

    /** The time; empty if the value is not a date in one of the three formats, all of which recipients must accept. */
    public static Optional<Instant> parse(String value) {
        String text = value.strip();
        return parse(text, FIXED).or(() -> parse(text, ASCTIME)).or(() -> parse(text, rfc850()));
    }

    private static DateTimeFormatter rfc850() {
        int first = Year.now(ZoneOffset.UTC).getValue() + MOST_YEARS - 99;
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, first)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH);
    }

    private static Optional<Instant> parse(String value, DateTimeFormatter formatter) {
        try {
            return Optional.of(LocalDateTime.parse(LEAP_SECOND.matcher(value).replaceFirst(":59"), formatter)
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException another) {
            return Optional.empty();
        }
    }

    /** The preferred format: {@code Sun, 06 Nov 1994 08:49:37 GMT}. */
    public static String text(Instant time) {
        return FIXED.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
    }
}
