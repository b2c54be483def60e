package dev.counterpart.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.Durations;
import dev.counterpart.fixtures.Fixture;
import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.mock.settings.Setting;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which delay an answer has: what the request prefers, else its operation's, else that of all. */
class DelayTest {

    private static final MockEngine ENGINE = new MockEngine(
            Exchange.contract(Path.of("src/test/resources/contracts/steering.yaml")),
            Fixtures.none(),
            MockOptions.defaults()
                    .withDelay(
                            new Setting<>(delay("50ms"), Map.of("strict", delay("2s"), "GET /animal", delay("0ms")))));

    private static Fixture.Delay delay(String text) {
        return Durations.parseDelay(text).orElseThrow();
    }

    @ParameterizedTest(name = "{0} → {1} ms")
    @CsvSource(delimiter = '|', textBlock = """
            # request                          | milliseconds
            GET /animals                       | 50
            GET /animal                        | 0
            POST /strict?n=1&__auth=off        | 2000
            POST /strict?n=x&__auth=off        | 2000
            GET /animals?__delay=700ms         | 700
            POST /strict?n=1&__delay=0ms       | 0
            GET /elsewhere                     | 0
            """)
    void the_delay_of(String request, long millis) {
        assertThat(ENGINE.answer(Exchange.request(request + " HTTP/1.1")).delay())
                .hasMillis(millis);
    }
}
