package dev.counterpart.spec.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        # value                           | seconds
        0                                 | 0
        120                               | 120
        999999999                         | 999999999
        1000000000                        | 999999999
        99999999999999999999999999        | 999999999
        000000000000000000007             | 7
        +7                                |
        7s                                |
        7, 8                              |
        ٧                                 |
        1994-11-06T08:49:37Z              |
        Mon, 06 Nov 1994 08:49:37 GMT     |
        -1                                |
        1.5                               |
        soon                              |
        Sun, 06 Nov 1994 08:49:37 GMT     | 0
        Sunday, 06-Nov-94 08:49:37 GMT    | 0
        Sun Nov  6 08:49:37 1994          | 0
        """)
    void seconds_and_the_three_formats_of_dates_are_read(String value, Long seconds) {
        var delay = RetryAfter.of(Headers.of("Retry-After", value));

        assertThat(delay.map(Duration::toSeconds).orElse(null)).isEqualTo(seconds);
    }

    @Test
    void a_date_to_come_is_the_time_until_then() {
        var then = HttpDate.text(Instant.now().plusSeconds(3_600));

        assertThat(RetryAfter.of(Headers.of("Retry-After", then)).orElseThrow())
                .isBetween(Duration.ofSeconds(3_500), Duration.ofSeconds(3_600));
        assertThat(RetryAfter.of(Headers.none())).isEmpty();
    }
}
