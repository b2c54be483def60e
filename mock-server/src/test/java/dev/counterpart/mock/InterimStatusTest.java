package dev.counterpart.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.settings.MockOptions;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An interim status is never the answer, even if it is declared: the client would wait for the final response (RFC 9110 §15.2). */
class InterimStatusTest {

    private static MockEngine engine(MockOptions.Compat compat) {
        return new MockEngine(
                Exchange.contract(Path.of("src/test/resources/contracts/interim.yaml")),
                Fixtures.none(),
                MockOptions.defaults().withCompat(compat));
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # request                 | status
            GET /exact                | 204
            GET /exact?__code=204     | 204
            GET /exact?__code=100     | 404
            GET /exact?__code=103     | 404
            GET /exact?__code=101     | 404
            GET /range?__code=100     | 404
            GET /range?__code=199     | 404
            GET /default              | 200
            GET /default?__code=102   | 404
            GET /default?__code=299   | 299
            GET /first                | 301
            """)
    void a_final_status_is_sent(String request, int status) {
        for (var compat : MockOptions.Compat.values()) {
            assertThat(engine(compat)
                            .answer(Exchange.request(request + " HTTP/1.1"))
                            .response()
                            .status())
                    .as(compat.toString())
                    .isEqualTo(status);
        }
    }

    @ParameterizedTest(name = "{0} says {1}")
    @CsvSource(delimiter = '|', textBlock = """
            GET /exact?__code=100 | 204
            GET /range?__code=100 | 204
            """)
    void the_refusal_lists_final_statuses_only(String request, String statuses) {
        assertThat(engine(MockOptions.Compat.NONE)
                        .answer(Exchange.request(request + " HTTP/1.1"))
                        .response()
                        .text())
                .contains(statuses)
                .doesNotContain("103", "1XX");
    }
}
