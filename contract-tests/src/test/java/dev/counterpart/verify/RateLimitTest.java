package dev.counterpart.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Response;
import dev.counterpart.verify.send.Observation.Answered;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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

    @ParameterizedTest(name = "Retry-After: {0}, the sixth request: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # Retry-After | the sixth answer | how often the 5th request is sent | the 6th | the 7th
            0             | 429              | 4                                 | 1       | 1
            0             | 200              | 4                                 | 1       | 4
            -             | 429              | 4                                 | 4       | 4
            """)
    void a_provider_that_still_limits_after_the_time_that_it_named_is_not_waited_for_again(
            String retryAfter, int later, int fifth, int sixth, int seventh) {
        var limit = new RateLimit(Duration.ofNanos(1), Duration.ofNanos(1));
        var counts = new ArrayList<Integer>();
        for (int request = 1; request <= 7; request++) {
            var answer = request == 6 && later != 429 ? Response.of(later) : limited(retryAfter);
            var count = new AtomicInteger();
            limit.answered(
                    () -> {
                        count.incrementAndGet();
                        return new Answered(answer, List.of(), Duration.ZERO);
                    },
                    isLimited -> true);
            counts.add(count.get());
        }

        assertThat(counts.subList(4, 7)).containsExactly(fifth, sixth, seventh);
    }

    private static String date(ZonedDateTime time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(time);
    }

    private static Response limited(String retryAfter) {
        var headers = retryAfter.equals("-") ? Headers.none() : Headers.of("Retry-After", retryAfter);
        return new Response(429, headers, new byte[0]);
    }
}
