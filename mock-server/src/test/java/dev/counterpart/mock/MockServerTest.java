package dev.counterpart.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.counterpart.fixtures.FixtureReader;
import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.engine.Service;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.http.Request;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can only be seen on a socket. */
class MockServerTest {

    private static final Contract CONTRACT =
            Exchange.contract(Path.of("../spec/openapi/dynamic-oauth-access-token.yaml"));
    private static final String TARGET = "/oauthAccounts/0f8fad5b-d9cb-469f-a165-70867728950e/accessToken";
    private static final Request REQUEST = Exchange.request("GET " + TARGET + " HTTP/1.1\nAuthorization: Bearer x");

    @TempDir
    private Path folder;

    private MockServer server = start(Fixtures.none());

    private static MockServer start(Fixtures fixtures) {
        return MockServer.start(CONTRACT, fixtures, MockOptions.defaults().withPort(0))
                .orElseThrow();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void serve(String file, String text) throws IOException {
        var path = folder.resolve("getUserOauthAccessToken").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        server.serve(CONTRACT, FixtureReader.read(folder, CONTRACT).fixtures());
    }

    @Test
    void a_fault_reset_breaks_the_connection() throws IOException {
        serve("200.yaml", "fault: reset\nresponse: {body: {accessToken: t, scopes: []}}");
        assertThatThrownBy(() -> PlainClient.raw(server.url(), bytes())).isInstanceOf(SocketException.class);
    }

    @Test
    void a_fault_empty_closes_the_connection_without_a_byte() throws IOException {
        serve("200.yaml", "fault: empty\nresponse: {body: {accessToken: t, scopes: []}}");
        assertThat(PlainClient.raw(server.url(), bytes())).isEmpty();
    }

    @Test
    void a_fault_garbage_sends_what_is_not_http() throws IOException {
        serve("200.yaml", "fault: garbage\nresponse: {body: {accessToken: t, scopes: []}}");
        assertThat(new String(PlainClient.raw(server.url(), bytes()), StandardCharsets.ISO_8859_1))
                .isNotEmpty()
                .doesNotContain("HTTP/1.1");
    }

    @Test
    void a_fault_truncate_sends_half_of_the_body() throws IOException {
        serve("200.yaml", "fault: truncate\nresponse: {body: {accessToken: t, scopes: []}}");
        var response = PlainClient.parsed(PlainClient.raw(server.url(), bytes()));
        String whole = "{\"accessToken\":\"t\",\"scopes\":[]}";
        assertThat(response.headers().first("Content-Length")).contains(Integer.toString(whole.length()));
        assertThat(response.text()).isEqualTo(whole.substring(0, whole.length() / 2));
    }

    @Test
    void a_fault_stall_sends_nothing_and_keeps_the_connection() throws IOException {
        serve("200.yaml", "fault: stall\nresponse: {body: {accessToken: t, scopes: []}}");
        try (var socket = new Socket(server.url().getHost(), server.url().getPort())) {
            socket.setSoTimeout(400);
            socket.getOutputStream().write(bytes());
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void a_delay_is_waited_for() throws IOException {
        serve("200.yaml", "delay: 300ms\nresponse: {body: {accessToken: t, scopes: []}}");
        long start = System.nanoTime();
        assertThat(PlainClient.send(server.url(), REQUEST).status()).isEqualTo(200);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(300_000_000L);
    }

    @ParameterizedTest(name = "a header of {0} characters → {1}")
    @CsvSource({"20000, 200", "48000, 200", "50000, 500"})
    void large_response_headers_are_sent_up_to_a_bound(int length, int status) throws IOException {
        serve(
                "200.yaml",
                "response: {headers: {X-Large: '" + "x".repeat(length) + "'}, body: {accessToken: t, scopes: []}}");
        var response = PlainClient.send(server.url(), REQUEST);
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.headers().first("X-Large").map(String::length))
                .isEqualTo(status == 200 ? Optional.of(length) : Optional.empty());
    }

    @Test
    void a_template_is_filled_from_the_request() throws IOException {
        serve(
                "200.yaml",
                "response: {template: true, body: {accessToken: 'for {{path.oauthAccountId}}', scopes: ['{{query.q}}']}}");
        var response = PlainClient.send(
                server.url(), Exchange.request("GET " + TARGET + "?q=a%20b HTTP/1.1\nAuthorization: Bearer x"));
        assertThat(response.text())
                .isEqualTo("{\"accessToken\":\"for 0f8fad5b-d9cb-469f-a165-70867728950e\",\"scopes\":[\"a b\"]}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"gzip", "'gzip, chunked'", "identity", "chunked"})
    void a_fixture_does_not_break_the_framing(String coding) throws IOException {
        serve(
                "200.yaml",
                "response: {headers: {Transfer-Encoding: '" + coding
                        + "', Content-Length: '9'}, body: {accessToken: a, scopes: []}}");

        var response = PlainClient.send(server.url(), REQUEST);
        assertThat(response.text()).contains("{\"accessToken\":\"a\",\"scopes\":[]}");
        assertThat(response.headers().has("Content-Length")).isEqualTo(!coding.equals("chunked"));
        assertThat(response.headers().has("Transfer-Encoding")).isEqualTo(coding.equals("chunked"));
    }

    @Test
    void new_fixtures_are_served_from_the_next_request_on() throws IOException {
        serve("200.yaml", "response: {body: {accessToken: first, scopes: []}}");
        Files.writeString(
                folder.resolve("getUserOauthAccessToken/200.yaml"),
                "response: {body: {accessToken: second, scopes: []}}");
        server.serve(CONTRACT, FixtureReader.read(folder, CONTRACT).fixtures());
        assertThat(PlainClient.send(server.url(), REQUEST).text())
                .isEqualTo("{\"accessToken\":\"second\",\"scopes\":[]}");
    }

    @Test
    void a_port_in_use_is_a_result() {
        var second = MockServer.start(
                CONTRACT,
                Fixtures.none(),
                MockOptions.defaults().withPort(server.url().getPort()));
        assertThat(second).isEmpty();
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # request line and headers                    | status
            GET /a%zz HTTP/1.1                            | 404
            GET /% HTTP/1.1                               | 404
            GET /a%4 HTTP/1.1                             | 404
            GET /a%00b HTTP/1.1                           | 400
            GET /..;/x HTTP/1.1                           | 400
            'GET /a|b HTTP/1.1'                           | 404
            this is not HTTP                              | 400
            GET /a HTTP/9.9                               | 505
            GET /a%2Fb HTTP/1.1                           | 404
            GET //a HTTP/1.1                              | 404
            GET /a;b=1 HTTP/1.1                           | 404
            GET /é HTTP/1.1                               | 404
            OPTIONS * HTTP/1.1                            | 404
            """)
    void a_strange_request_line_is_answered_by_a_problem_document(String line, int status) throws IOException {
        byte[] request = (line + "\r\nHost: a\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        var response = PlainClient.parsed(PlainClient.raw(server.url(), request));
        assertThat(response.status() + " "
                        + response.headers().first("Content-Type").orElse("none"))
                .isEqualTo(status + " application/problem+json");
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # request; /T is a good target and A a good header, ~ a line end                              | statuses
            GET http://other.example:80/T HTTP/1.1~Host: a~A~~                                            | 200
            GET /T HTTP/1.0~A~~                                                                           | 200
            GET /T HTTP/1.1~Host: a~A~~GET /T HTTP/1.1~Host: a~A~Connection: close~~                       | 200 200
            ~~GET /T HTTP/1.1~Host: a~A~~                                                                 | 200
            GET /T#fragment HTTP/1.1~Host: a~A~~                                                          | 200
            GET /T?a=%zz&%&=&&b HTTP/1.1~Host: a~A~~                                                      | 200
            GET /T HTTP/1.1~Host: a~A~Expect: 100-continue~Content-Length: 1~~1                           | 415
            GET /T HTTP/1.1~Host: a~A~Expect: magic~~                                                     | 417
            GET /T HTTP/1.1~Host: a~A~Upgrade: h2c~Connection: Upgrade, close~~                           | 200
            GET /T HTTP/1.1~Host: a~A~Upgrade: websocket~Connection: Upgrade, close~Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==~Sec-WebSocket-Version: 13~~ | 200
            GET /T HTTP/1.1~Host: a~A~Transfer-Encoding: chunked~~zz~abc~0~~                              | 400
            GET /T HTTP/1.1~Host: a~A~Transfer-Encoding: chunked~~5~ab                                    | 400
            GET /T HTTP/1.1~Host: a~A~Content-Length: 5~~ab                                               | 400
            GET /T HTTP/1.1~Host: a~A~Content-Length: 3~Transfer-Encoding: chunked~~0~~                   | 400
            GET /T HTTP/1.1~Host: a~A~Content-Length: 3~Content-Length: 4~~abcd                           | 400
            GET /T HTTP/1.1~Host: a~A~Content-Length: -3~~                                                | 400
            GET /T HTTP/1.1~Host: a~A~X : a~~                                                             | 400
            GET /T HTTP/1.1~Host: a~A~no colon~~                                                          | 400
            GET /T HTTP/1.1~A~~                                                                           | 400
            GET /T HTTP/1.1~Host: a~Host: b~A~~                                                           | 400
            GET /%ff%fe/%C3%28 HTTP/1.1~Host: a~~                                                        | 404
            CONNECT a:80 HTTP/1.1~Host: a~~                                                              | 501
            GET /T HTTP/1.1~Host: a~A~Transfer-Encoding: gzip, chunked~~0~~                               | 501
            GET /T HTTP/1.1~Host: a~A~Transfer-Encoding: Chunked~~0~~                                     | 200
            PRI * HTTP/2.0~~SM~~                                                                         | 505
            """)
    void a_strange_request_is_answered_over_http_and_the_server_goes_on(String request, String statuses)
            throws IOException {
        String text = request.replace("~", "\r\n")
                .replace("/T", TARGET)
                .replace("\r\nA\r\n", "\r\nAuthorization: Bearer x\r\n");
        String answer = new String(sentAndClosed(text), StandardCharsets.ISO_8859_1);
        var found = Pattern.compile("HTTP/1.1 ([2-5]\\d\\d) ")
                .matcher(answer)
                .results()
                .map(each -> each.group(1))
                .toList();
        assertThat(String.join(" ", found)).as(answer).isEqualTo(statuses);
        assertThat(answer).doesNotContainIgnoringCase("<html").doesNotContain("\tat ", "Set-Cookie");
        assertThat(PlainClient.send(server.url(), REQUEST).status()).isEqualTo(200);
    }

    /** The length of a 304 would be that of the answer to GET (RFC 9110 §8.6). */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # request                                                              | answer
            GET /a HTTP/1.1~Host: a~If-None-Match: "1"~Connection: close~~         | HTTP/1.1 304 Not Modified, ETag: "1", Connection: close
            HEAD /a HTTP/1.1~Host: a~If-None-Match: "1"~Connection: close~~        | HTTP/1.1 304 Not Modified, ETag: "1", Connection: close
            GET /a HTTP/1.1~Host: a~If-None-Match: "1"~~GET /a HTTP/1.1~Host: a~Connection: close~~ | HTTP/1.1 304 Not Modified, ETag: "1", HTTP/1.1 200 OK, ETag: "1", Content-Length: 2, Connection: close
            """)
    void not_modified_has_no_length(String request, String answer) throws IOException {
        var file = Files.writeString(folder.resolve("etag.yaml"), """
                openapi: 3.1.1
                info: {title: T, version: '1'}
                paths:
                  /a:
                    get: &a {responses: {200: {description: ok, headers: {ETag: {schema: {const: '"1"'}}}, content: {text/plain: {example: hi}}}, 304: {description: ok}}}
                    head: *a
                """);
        server.serve(Exchange.contract(file), Fixtures.none());

        assertThat(new String(sentAndClosed(request.replace("~", "\r\n")), StandardCharsets.ISO_8859_1)
                        .lines()
                        .filter(line -> line.matches("(HTTP|ETag|Content-Length|Connection|Transfer).*"))
                        .collect(Collectors.joining(", ")))
                .isEqualTo(answer);
    }

    @Test
    void http_2_is_refused_in_words() throws IOException {
        assertThat(new String(sentAndClosed("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), StandardCharsets.ISO_8859_1))
                .endsWith("\"detail\":\"The request could not be read: HTTP/2 is not supported. Send HTTP/1.1.\"}");
    }

    /** What comes back to a client that says no more. */
    private byte[] sentAndClosed(String text) throws IOException {
        try (var socket = new Socket(server.url().getHost(), server.url().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return socket.getInputStream().readAllBytes();
        }
    }

    @Test
    void headers_that_are_too_long_are_answered_by_a_problem_document() throws IOException {
        String request = "GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n";
        var response = PlainClient.parsed(PlainClient.raw(server.url(), request.getBytes(StandardCharsets.UTF_8)));
        assertThat(response.status()).isEqualTo(431);
    }

    @Test
    void a_body_that_is_too_long_is_answered_by_a_problem_document_and_the_server_goes_on() throws IOException {
        var large = REQUEST.withBody(new byte[Service.MOST_HELD + 1]);
        assertThat(PlainClient.send(server.url(), large).status()).isEqualTo(413);
        assertThat(PlainClient.send(server.url(), REQUEST).status()).isEqualTo(200);
    }

    private static byte[] bytes() {
        return ("GET " + TARGET + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer x\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void clients_that_are_slow_to_send_their_bodies_do_not_keep_others_waiting() throws IOException {
        var slow = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 300; i++) {
                var socket = new Socket(server.url().getHost(), server.url().getPort());
                slow.add(socket);
                socket.getOutputStream()
                        .write("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n{"
                                .getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(PlainClient.send(server.url(), REQUEST).status()).isEqualTo(200);
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void a_client_that_waits_to_be_told_to_send_its_body_is_told() throws IOException {
        try (var socket = new Socket(server.url().getHost(), server.url().getPort())) {
            var head = "POST " + TARGET + " HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(25), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            socket.getOutputStream().write('1');
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 405");
        }
    }
}
