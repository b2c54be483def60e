package dev.counterpart.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.mock.engine.MockEngine;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every exchange of the folder, asked of the engine without a port, and of the server over a socket. */
class ExchangeTest {

    static Stream<Exchange> exchanges() {
        return Exchange.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exchanges")
    void the_engine_answers(Exchange exchange) {
        var engine = new MockEngine(exchange.contract(), exchange.fixtures(), exchange.options());
        var response = engine.answer(exchange.request()).response();
        assertThat(exchange.actual(response)).isEqualTo(exchange.expected());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exchanges")
    void the_server_answers(Exchange exchange) throws IOException {
        try (var server = MockServer.start(exchange.contract(), exchange.fixtures(), exchange.options())
                .orElseThrow()) {
            var response = PlainClient.send(server.url(), exchange.request());
            assertThat(exchange.actual(response)).isEqualTo(exchange.expected());
        }
    }
}
