package dev.counterpart.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Response;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitTest {

    @ParameterizedTest(name = "Retry-After: {0}")
    @CsvSource(delimiter = '|', textBlock = """
            # Retry-After | is retried | after so many ms at least
            0             | true       | 0
            2             | true       | 20
            1000          | true       | 10000
            1001          | false      | 0
            999999999     | false      | 0
            soon          | true       | 500
            -1            | true       | 500
            -             | true       | 500
            """)
    void a_wait_is_bounded(String value, boolean isRetried, long millis) {
        var limit = new RateLimit(Duration.ofMillis(10));
        long before = System.nanoTime();

        assertThat(limit.isWorthRetrying(limited(value))).isEqualTo(isRetried);
        if (millis < 1_000) {
            limit.await();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(millis));
        }
    }

    @Test
    void a_date_in_the_past_is_no_wait_and_one_far_away_is_too_long() {
        var now = ZonedDateTime.now(ZoneOffset.UTC);

        assertThat(new RateLimit().isWorthRetrying(limited(date(now.minusHours(1)))))
                .isTrue();
        assertThat(new RateLimit().isWorthRetrying(limited(date(now.plusHours(1)))))
                .isFalse();
    }

    @Test
    void waits_that_overlap_count_once() {
        var limit = new RateLimit(Duration.ofNanos(1));
        int waits = 0;
        var each = new Response(
                429,
                Headers.of("Retry-After", date(ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(9))),
                new byte[0]);
        while (waits < 1_000 && limit.isWorthRetrying(each)) {
            waits++;
        }

        assertThat(waits).isEqualTo(1_000);
    }

    private static String date(ZonedDateTime time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(time);
    }

    private static Response limited(String retryAfter) {
        var headers = retryAfter.equals("-") ? Headers.none() : Headers.of("Retry-After", retryAfter);
        return new Response(429, headers, new byte[0]);
    }
}
