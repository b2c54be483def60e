package dev.counterpart.verify.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.verify.send.Observation.Answered;
import dev.counterpart.verify.send.Observation.Reason;
import dev.counterpart.verify.send.Observation.Unanswered;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both transports, seen from the other end of the socket. */
class TransportTest {

    private static final String ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "rest assured, /a%2Fb",
        "rest assured, /a%2fb",
        "rest assured, /a/../b",
        "rest assured, //a//b/",
        "rest assured, /%41%0A%00",
        "rest assured, /a;b=c",
        "rest assured, /%7B%7D%25",
        "rest assured, /a?b=c+d%20e&b=%2B&c&d=",
        "rest assured, /a?b%5Bc%5D=d",
        "rest assured, /a?access_token=a%26b",
        "raw, /a%2Fb",
        "raw, /a/../b",
        "raw, /a?b=c+d%20e&b=%2B&c&d=",
    })
    void the_target_is_sent_as_it_is(String transport, String target) throws IOException {
        assertThat(sent(transport, Request.of(Method.GET, target))).startsWith("GET /base" + target + " HTTP/1.1\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rest assured", "raw"})
    void the_headers_are_the_request_s_and_no_others(String transport) throws IOException {
        var request = Request.of(Method.GET, "/a")
                .withHeaders(Headers.of("Authorization", "", "X-A", "1", "x-a", "2", "Cookie", "a=b; c=d"));

        assertThat(sent(transport, request).lines().filter(line -> !line.startsWith("Host: ")))
                .containsExactly(
                        "GET /base/a HTTP/1.1",
                        "Authorization: ",
                        "X-A: 1",
                        "x-a: 2",
                        "Cookie: a=b; c=d",
                        "Connection: close",
                        "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rest assured", "raw"})
    void the_body_is_sent_as_it_is(String transport) throws IOException {
        var request = Request.of(Method.POST, "/a")
                .with("Content-Type", "application/json")
                .withBody("{\"ä\": 1}");

        assertThat(sent(transport, request))
                .contains("Content-Type: application/json\r\n", "Content-Length: 9\r\n")
                .endsWith("\r\n\r\n{\"Ã¤\": 1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE", "PATCH", "OPTIONS", "HEAD"})
    void every_method_is_sent(String method) throws IOException {
        var request = Request.of(Method.valueOf(method), "/a");

        assertThat(sent("rest assured", request)).startsWith(method + " /base/a HTTP/1.1\r\n");
        assertThat(sent("raw", request)).startsWith(method + " /base/a HTTP/1.1\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rest assured", "raw"})
    void a_redirect_is_not_followed(String transport) throws IOException {
        try (var server = new OneAnswer("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n")) {
            var answered = (Answered) transport(transport, server).send(Request.of(Method.GET, "/a"));

            assertThat(answered.response())
                    .isEqualTo(new Response(
                            302, Headers.of("Location", "/elsewhere", "Content-Length", "0"), new byte[0]));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rest assured", "raw"})
    void a_connection_that_ends_without_an_answer_brings_nothing(String transport) throws IOException {
        try (var server = new OneAnswer("")) {
            assertThat(transport(transport, server).send(Request.of(Method.GET, "/a")))
                    .isInstanceOfSatisfying(
                            Unanswered.class,
                            unanswered -> assertThat(unanswered.reason()).isEqualTo(Reason.NOTHING));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rest assured", "raw"})
    void an_answer_that_ends_early_is_cut_off(String transport) throws IOException {
        try (var server = new OneAnswer("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}")) {
            var observation = transport(transport, server).send(Request.of(Method.GET, "/a"));

            assertThat(observation)
                    .isInstanceOfSatisfying(
                            Unanswered.class,
                            unanswered -> assertThat(unanswered.reason()).isEqualTo(Reason.CUT_OFF));
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
        # transport  | what comes again and again                        | after                                            | reason
        rest assured | xxxxxxxxxxxxxxxx                                   | HTTP/1.1 200 OK~~                                | ENDLESS
        raw          | xxxxxxxxxxxxxxxx                                   | HTTP/1.1 200 OK~~                                | ENDLESS
        rest assured | 7d0~(2000 octets)~                                 | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~     | ENDLESS
        raw          | 7d0~(2000 octets)~                                 | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~     | ENDLESS
        rest assured | X-A: 1~                                            | HTTP/1.1 200 OK~                                 | NOT_HTTP
        raw          | X-A: 1~                                            | HTTP/1.1 200 OK~                                 | ENDLESS
        raw          | HTTP/1.1 103 Early Hints~~                         | HTTP/1.1 103 Early Hints~~                       | ENDLESS
        """)
    void an_endless_answer_is_not_read_to_its_end(String transport, String again, String before, Reason reason)
            throws IOException {
        String repeated = again.replace("(2000 octets)", "x".repeat(2000)).replace("~", "\r\n");
        try (var server = new OneAnswer(before.replace("~", "\r\n"), repeated, 0)) {
            assertThat(transport(transport, server).send(Request.of(Method.GET, "/a")))
                    .isInstanceOfSatisfying(
                            Unanswered.class,
                            unanswered -> assertThat(unanswered.reason()).isEqualTo(reason));
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
        rest assured | x       | HTTP/1.1 200 OK~Content-Length: 1000~~
        raw          | x       | HTTP/1.1 200 OK~Content-Length: 1000~~
        rest assured | X-A: 1~ | HTTP/1.1 200 OK~
        raw          | X-A: 1~ | HTTP/1.1 200 OK~
        """)
    void an_answer_that_trickles_has_to_end_in_time(String transport, String again, String before) throws IOException {
        try (var server = new OneAnswer(before.replace("~", "\r\n"), again.replace("~", "\r\n"), 50)) {
            var target = Target.of("http://127.0.0.1:" + server.port(), Duration.ofMillis(400))
                    .orElseThrow();

            assertThat(transport(transport, target).send(Request.of(Method.GET, "/a")))
                    .isInstanceOfSatisfying(
                            Unanswered.class,
                            unanswered -> assertThat(unanswered.reason()).isEqualTo(Reason.TIMEOUT));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rest assured", "raw"})
    void nobody_there_is_unreachable(String transport) throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var target =
                Target.of("http://127.0.0.1:" + port, Duration.ofSeconds(2)).orElseThrow();

        assertThat(transport(transport, target).send(Request.of(Method.GET, "/a")))
                .isInstanceOfSatisfying(
                        Unanswered.class,
                        unanswered -> assertThat(unanswered.reason()).isEqualTo(Reason.UNREACHABLE));
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:4010, true",
        "https://example.com/api/v0/, true",
        "localhost:4010, false",
        "ftp://localhost, false",
        "http://, false",
        "http://a b, false",
        "http://user:password@localhost, false",
        "http://localhost?x=y, false"
    })
    void a_target_is_an_http_url_without_query_and_user(String url, boolean usable) {
        assertThat(Target.of(url, Duration.ofSeconds(1)).isPresent()).isEqualTo(usable);
    }

    private static String sent(String transport, Request request) throws IOException {
        try (var server = new OneAnswer(ANSWER)) {
            transport(transport, server).send(request);
            return server.received();
        }
    }

    private static Transport transport(String name, OneAnswer server) {
        return transport(
                name,
                Target.of("http://127.0.0.1:" + server.port() + "/base", Duration.ofMinutes(1))
                        .orElseThrow());
    }

    private static Transport transport(String name, Target target) {
        return name.equals("raw") ? new RawTransport(target) : new RestAssuredTransport(target);
    }

    /** A server that reads one request, sends these bytes and closes. */
    private static final class OneAnswer implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final CompletableFuture<String> received;

        OneAnswer(String answer) throws IOException {
            this(answer, "", 0);
        }

        /** After the answer, the second text is sent until nobody reads it any more. */
        OneAnswer(String answer, String again, int pause) throws IOException {
            received = CompletableFuture.supplyAsync(() -> {
                try (var client = socket.accept()) {
                    client.setSoTimeout(300);
                    String request = read(client.getInputStream());
                    client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                    repeat(client, again, pause);
                    return request;
                } catch (IOException failed) {
                    throw new CompletionException(failed);
                }
            });
        }

        private static void repeat(java.net.Socket client, String again, int pause) throws IOException {
            byte[] bytes = again.repeat(pause == 0 ? 1000 : 1).getBytes(StandardCharsets.ISO_8859_1);
            try {
                while (bytes.length > 0) {
                    client.getOutputStream().write(bytes);
                    if (pause > 0) {
                        Thread.sleep(pause);
                    }
                }
            } catch (java.net.SocketException brokenOff) {
                assertThat(bytes).isNotEmpty();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        private static String read(java.io.InputStream in) throws IOException {
            var bytes = new ByteArrayOutputStream();
            while (true) {
                String text = bytes.toString(StandardCharsets.ISO_8859_1);
                int end = text.indexOf("\r\n\r\n");
                int length = 0;
                for (String line : end < 0 ? new String[0] : text.split("\r\n", -1)) {
                    if (line.startsWith("Content-Length: ")) {
                        length = Integer.parseInt(line.substring(16));
                    }
                }
                if (end >= 0 && bytes.size() >= end + 4 + length) {
                    return text;
                }
                int next = in.read();
                if (next < 0) {
                    return text;
                }
                bytes.write(next);
            }
        }

        int port() {
            return socket.getLocalPort();
        }

        String received() {
            return received.join();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
