package dev.counterpart.mock.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.mock.settings.MockOptions.Compat;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.tls.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A proxy before a small server on this machine. */
class UpstreamTest {

    private static final byte[] BINARY = {(byte) 0x89, 'P', 'N', 'G', 0, (byte) 0xFF, '\r', '\n'};

    @SuppressWarnings("NullAway.Init") // before each test
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/base", UpstreamTest::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        var headers = exchange.getResponseHeaders();
        headers.add("Content-Type", path.endsWith("/things/5") ? "image/png" : "application/json");
        headers.add("Set-Cookie", "a=1");
        headers.add("Set-Cookie", "b=2");
        int status = 200;
        byte[] body = "{ \"id\": 12345678901234567890, \"name\": \"up\" }".getBytes(StandardCharsets.UTF_8);
        if (path.endsWith("/things/2")) {
            body = "{\"id\":\"x\",\"name\":\"up\"}".getBytes(StandardCharsets.UTF_8);
        } else if (path.endsWith("/things/3")) {
            status = 501;
        } else if (path.endsWith("/things/4")) {
            status = 302;
            headers.add("Location", "/elsewhere");
        } else if (path.endsWith("/things/5")) {
            body = BINARY;
        } else if (path.endsWith("/search")) {
            body = exchange.getRequestBody().readAllBytes();
        } else if (path.endsWith("/echo")) {
            body = exchange.getRequestURI().getRawQuery().getBytes(StandardCharsets.UTF_8);
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Response proxied(boolean errors, Request request) {
        return proxied(errors, request, base());
    }

    private URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/base");
    }

    private static Response proxied(boolean errors, Request request, URI base) {
        return proxied(contract(), Compat.PRISM, errors, request, base);
    }

    private static Response proxied(Contract contract, Compat compat, boolean errors, Request request, URI base) {
        var options = MockOptions.defaults().withErrors(errors).withCors(false).withCompat(compat);
        var engine = new MockEngine(contract, Fixtures.none(), options);
        var upstream = new Upstream(base, Optional.empty(), Trust.usual(), Duration.ofSeconds(20));
        return new Proxy(engine, options, upstream, true)
                .answer(request, Optional.empty())
                .response();
    }

    private static Contract contract() {
        var read = ContractReader.read("src/test/resources/contracts/prism.yaml", ReadOptions.defaults());
        return ((ReadResult.Read) read).contract();
    }

    @Test
    void the_answer_comes_back_as_it_is() {
        var response = proxied(false, Request.of(Method.GET, "/things/1"));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).isEqualTo("{ \"id\": 12345678901234567890, \"name\": \"up\" }");
        assertThat(response.headers().all("Set-Cookie")).containsExactlyInAnyOrder("a=1", "b=2");
    }

    @Test
    void bytes_that_are_no_text_are_untouched() {
        assertThat(proxied(false, Request.of(Method.GET, "/things/5")).body()).isEqualTo(BINARY);
    }

    @Test
    void redirects_are_passed_through() {
        var response = proxied(false, Request.of(Method.GET, "/things/4"));
        assertThat(response.status()).isEqualTo(302);
        assertThat(response.headers().first("Location")).contains("/elsewhere");
    }

    @Test
    void what_is_not_implemented_is_mocked() {
        var response = proxied(false, Request.of(Method.GET, "/things/3").with("Prefer", "example=two"));
        assertThat(response.status() + " " + response.text()).isEqualTo("200 {\"id\":2}");
    }

    @Test
    void the_query_is_forwarded_as_it_is() {
        assertThat(proxied(false, Request.of(Method.GET, "/echo?a=1&a=2&b=%20x"))
                        .text())
                .isEqualTo("a=1&a=2&b=%20x");
    }

    @Test
    void a_wrong_answer_is_told_in_a_header_and_refused_with_errors() {
        String told =
                "[{\"location\":[\"response\",\"body\",\"id\"],\"severity\":\"Error\",\"code\":\"type\",\"message\":\"Response body property id must be integer\"}]";
        var request = Request.of(Method.GET, "/things/2");
        assertThat(proxied(false, request).headers().first("sl-violations")).contains(told);
        assertThat(proxied(false, request).status()).isEqualTo(200);
        assertThat(proxied(true, request).headers().first("sl-violations")).contains(told);
        assertThat(proxied(true, request).status()).isEqualTo(500);
    }

    @Test
    void a_wrong_request_is_forwarded_and_told_and_refused_with_errors() {
        var request = Request.of(Method.GET, "/things/x");
        assertThat(proxied(false, request).status()).isEqualTo(200);
        assertThat(proxied(false, request).headers().first("sl-violations"))
                .contains(
                        "[{\"location\":[\"request\",\"path\",\"id\"],\"severity\":\"Error\",\"code\":\"type\",\"message\":\"Request path parameter id must be integer\"}]");
        assertThat(proxied(true, request).status()).isEqualTo(422);
    }

    @Test
    void an_unknown_route_is_forwarded_with_a_warning_and_refused_with_errors() {
        var request = Request.of(Method.GET, "/nowhere");
        assertThat(proxied(false, request).headers().first("sl-violations"))
                .contains(
                        "[{\"location\":[\"request\"],\"severity\":\"Warning\",\"message\":\"Selected route not found\"}]");
        assertThat(proxied(true, request).status()).isEqualTo(404);
    }

    /** Such as the searches of Elasticsearch. */
    @ParameterizedTest(name = "{0} {1} → {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # compat | path     | answer
            NONE     | /search  | 200 {"query": 1}
            NONE     | /plain   | 501
            NONE     | /nowhere | 501
            PRISM    | /search  | 501
            PRISM    | /nowhere | 501
            """)
    void the_body_of_a_get_is_forwarded_if_it_is_declared(Compat compat, String path, String expected) {
        byte[] document = """
                openapi: 3.0.4
                info: {title: T, version: '1'}
                paths:
                  /search: {get: {requestBody: {content: {application/json: {}}}, responses: {200: {description: ok, content: {application/json: {}}}}}}
                  /plain: {get: {responses: {200: {description: ok}}}}
                """.getBytes(StandardCharsets.UTF_8);
        var contract =
                ((ReadResult.Read) ContractReader.read(document, "openapi.yaml", ReadOptions.defaults())).contract();
        var request = Request.of(Method.GET, path).withHeaders(Headers.of("Content-Type", "application/json"));
        var response = proxied(contract, compat, false, request.withBody("{\"query\": 1}"), base());

        assertThat(response.status() == 200 ? "200 " + response.text() : "" + response.status())
                .isEqualTo(expected);
    }

    @Test
    void a_server_that_is_not_there_is_told() {
        int port = server.getAddress().getPort();
        server.stop(0);
        var response = proxied(false, Request.of(Method.GET, "/things/1"), URI.create("http://127.0.0.1:" + port));
        assertThat(response.status()).isEqualTo(502);
        assertThat(response.text())
                .startsWith("{\"type\":\"FetchError\",\"title\":\"request to http://127.0.0.1:" + port);
    }
}
