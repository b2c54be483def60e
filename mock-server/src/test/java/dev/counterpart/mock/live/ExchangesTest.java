package dev.counterpart.mock.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.mock.engine.Answer;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExchangesTest {

    private final List<String> problems = Collections.synchronizedList(new ArrayList<>());

    @Test
    void a_listener_that_fails_is_reported_once_and_receives_the_next_exchanges() {
        var seen = Collections.synchronizedList(new ArrayList<Long>());
        try (var exchanges = new Exchanges(problems::add)) {
            exchanges.add("odd numbers", exchange -> {
                if (exchange.id() % 2 == 0) {
                    throw new IllegalStateException("even");
                }
                seen.add(exchange.id());
            });
            for (int i = 0; i < 5; i++) {
                exchanges.publish(
                        Exchanges.Started.now(),
                        new Request("GET", "/a", "", Headers.none(), new byte[0]),
                        Answer.of(Response.of(200), "a test"));
            }

            assertThat(exchanges.settle(Duration.ofSeconds(10))).isTrue();
            assertThat(exchanges.dropped()).isEqualTo(2);
        }
        assertThat(seen).containsExactly(1L, 3L, 5L);
        assertThat(problems)
                .containsExactly(
                        "internal error: \"odd numbers\" failed for exchange 2:"
                                + " java.lang.IllegalStateException: even; it misses this exchange, and others for which it fails");
    }
}
