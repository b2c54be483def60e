package dev.counterpart.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.proxy.Proxy;
import dev.counterpart.spec.http.Response;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
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

    static Stream<Exchange> endings() {
        return Exchange.all().filter(exchange -> exchange.name().startsWith("odd-"));
    }

    /** What ends or hangs Prism. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("endings")
    void the_proxy_forwards_odd_requests_and_judges_odd_answers(Exchange exchange) {
        var options = exchange.options();
        var engine = new MockEngine(exchange.contract(), exchange.fixtures(), options);
        var mocked = engine.answer(exchange.request()).response();
        var upstream = Response.of(200, "text/plain; ;=", "up").with("X-Object", "{");
        for (var said : List.of(mocked, upstream)) {
            var proxy = new Proxy(engine, options, (request, rest) -> new Proxy.Forwarded.Answered(said), true);
            assertThat(proxy.answer(exchange.request(), Optional.empty())
                            .response()
                            .status())
                    .isEqualTo(said.status());
        }
    }
}
