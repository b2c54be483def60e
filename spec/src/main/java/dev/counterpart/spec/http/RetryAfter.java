package dev.counterpart.spec.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The header {@code Retry-After}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110.html#section-10.2.3">RFC 9110 §10.2.3</a>
 */
public final class RetryAfter {

    private static final int MOST_DIGITS = 9;

    /** In seconds, 31 years; longer delays count as this one. */
    private static final long MOST = 999_999_999L;

    private RetryAfter() {}

    /** How long it asks to wait; zero for a date in the past, empty if it is missing or neither seconds nor a date. */
    public static Optional<Duration> of(Headers headers) {
        return of(headers, Duration.ofSeconds(1));
    }

    /**
     * As {@link #of(Headers)}.
     *
     * @param second what a second takes, for tests
     */
    public static Optional<Duration> of(Headers headers, Duration second) {
        return headers.first("Retry-After").map(String::strip).flatMap(value -> delay(value, second));
    }

    private static Optional<Duration> delay(String value, Duration second) {
        if (value.matches("[0-9]+")) {
            String digits = value.replaceFirst("^0+(?=[0-9])", "");
            return Optional.of(second.multipliedBy(digits.length() > MOST_DIGITS ? MOST : Long.parseLong(digits)));
        }
        return HttpDate.parse(value)
                .map(date -> Duration.between(Instant.now(), date))
                .map(delay -> delay.isNegative() ? Duration.ZERO : delay);
    }
}
