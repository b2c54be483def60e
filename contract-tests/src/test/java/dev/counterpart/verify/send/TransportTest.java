package dev.counterpart.verify.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.verify.send.Observation.Answered;
import dev.counterpart.verify.send.Observation.Reason;
import dev.counterpart.verify.send.Observation.Unanswered;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All transports, seen from the other end of the socket. */
@Execution(ExecutionMode.CONCURRENT)
class TransportTest {

    private static final List<String> TRANSPORTS = List.of("rest assured", "plain", "raw");

    private static final String ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a%2Fb",
                "/a%2fb",
                "/a/../b",
                "//a//b/",
                "/%41%0A%00",
                "/a;b=c",
                "/%7B%7D%25",
                "/a?b=c+d%20e&b=%2B&c&d=",
                "/a?b%5Bc%5D=d",
                "/a?access_token=a%26b",
            })
    void the_target_is_sent_as_it_is(String target) throws IOException {
        for (String transport : TRANSPORTS) {
            assertThat(sent(transport, Request.of(Method.GET, target)))
                    .as(transport)
                    .startsWith("GET /base" + target + " HTTP/1.1\r\n");
        }
    }

    /** Of 50 MB, in chunks of 16 KiB. */
    @ParameterizedTest
    @ValueSource(strings = {"plain", "raw", "kept"})
    void a_large_answer_is_read(String transport) throws IOException {
        String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
        String answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk.repeat(50 * 64) + "0\r\n\r\n";
        try (var server = OneAnswer.thatStays(answer);
                var sender = transport(transport, server)) {
            var answered = (Answered) sender.send(Request.of(Method.GET, "/a"));

            assertThat(answered.faults()).isEmpty();
            assertThat(answered.response().length()).isEqualTo(50 * 64 * 0x4000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rest assured", "plain", "raw"})
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
    @ValueSource(strings = {"rest assured", "plain", "raw"})
    void the_body_is_sent_as_it_is(String transport) throws IOException {
        var request = Request.of(Method.POST, "/a")
                .with("Content-Type", "application/json")
                .withBody("{\"ä\": 1}");

        assertThat(sent(transport, request))
                .contains("Content-Type: application/json\r\n", "Content-Length: 9\r\n")
                .endsWith("\r\n\r\n{\"Ã¤\": 1}");
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
        # method  | fields                                | body  | sent besides these, Host and Connection
        GET       |                                       |       |
        GET       |                                       | hello | Content-Length: 5
        HEAD      |                                       |       |
        OPTIONS   |                                       |       |
        TRACE     |                                       |       |
        DELETE    |                                       |       |
        DELETE    | Content-Type: text/plain              | hello | Content-Length: 5
        POST      |                                       |       | Content-Length: 0
        POST      | Content-Type: text/plain              | hello | Content-Length: 5
        PUT       |                                       |       | Content-Length: 0
        PATCH     |                                       |       | Content-Length: 0
        QUERY     | Content-Type: text/plain              | hello | Content-Length: 5
        GET       | Cookie: a=b; Cookie: c=d              |       |
        GET       | Accept: ; User-Agent: me              |       |
        GET       | X-A: ü; Authorization: Bearer a.b.c== |       |
        """)
    void every_method_is_sent_with_its_fields(
            String method, @Nullable String fields, @Nullable String body, @Nullable String further)
            throws IOException {
        var headers = Headers.none();
        for (String field : fields == null ? new String[0] : fields.split("; ", -1)) {
            int colon = field.indexOf(':');
            headers = headers.and(
                    field.substring(0, colon), field.substring(colon + 1).strip());
        }
        var request =
                new Request(method, "/a", "", headers, (body == null ? "" : body).getBytes(StandardCharsets.UTF_8));
        var expected = new TreeSet<>(List.of("Connection: close"));
        headers.fields().forEach(field -> expected.add(field.getKey() + ": " + field.getValue()));
        if (further != null) {
            expected.add(further);
        }
        for (String transport : TRANSPORTS) {
            String[] parts = sent(transport, request).split("\r\n\r\n", 2);
            assertThat(parts[0].lines().findFirst()).as(transport).hasValue(method + " /base/a HTTP/1.1");
            assertThat(new TreeSet<>(parts[0].lines()
                            .skip(1)
                            .filter(line -> !line.startsWith("Host: 127.0.0.1:"))
                            .toList()))
                    .as(transport)
                    .isEqualTo(expected);
            assertThat(parts[1]).as(transport).isEqualTo(body == null ? "" : body);
        }
    }

    /** REST Assured writes them in capitals, and adds a length. */
    @ParameterizedTest
    @ValueSource(strings = {"PURGE", "M-SEARCH", "get"})
    void a_method_that_is_not_known_is_sent_as_it_is(String method) throws IOException {
        var request = new Request(method, "/a", "", Headers.none(), new byte[0]);

        for (String transport : List.of("plain", "raw")) {
            assertThat(sent(transport, request).lines().filter(line -> !line.startsWith("Host: ")))
                    .as(transport)
                    .containsExactly(method + " /base/a HTTP/1.1", "Connection: close", "");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rest assured", "plain", "raw"})
    void a_field_of_the_request_replaces_that_of_the_transport(String transport) throws IOException {
        var request = Request.of(Method.GET, "/a").with("Host", "example.com").with("Content-Length", "0");

        assertThat(sent(transport, request).lines())
                .containsExactlyInAnyOrder(
                        "GET /base/a HTTP/1.1", "Host: example.com", "Content-Length: 0", "Connection: close", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rest assured", "plain", "raw"})
    void a_redirect_is_not_followed(String transport) throws IOException {
        try (var server = new OneAnswer("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n")) {
            var answered = (Answered) transport(transport, server).send(Request.of(Method.GET, "/a"));

            assertThat(answered.response())
                    .isEqualTo(new Response(
                            302, Headers.of("Location", "/elsewhere", "Content-Length", "0"), new byte[0]));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rest assured", "plain", "raw"})
    void a_connection_that_ends_without_an_answer_brings_nothing(String transport) throws IOException {
        try (var server = new OneAnswer("")) {
            assertThat(transport(transport, server).send(Request.of(Method.GET, "/a")))
                    .isInstanceOfSatisfying(
                            Unanswered.class,
                            unanswered -> assertThat(unanswered.reason()).isEqualTo(Reason.NOTHING));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rest assured", "plain", "raw"})
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
        plain        | xxxxxxxxxxxxxxxx                                   | HTTP/1.1 200 OK~~                                | ENDLESS
        plain        | 7d0~(2000 octets)~                                 | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~     | ENDLESS
        rest assured | X-A: 1~                                            | HTTP/1.1 200 OK~                                 | NOT_HTTP
        plain        | X-A: 1~                                            | HTTP/1.1 200 OK~                                 | ENDLESS
        plain        | HTTP/1.1 103 Early Hints~~                         | HTTP/1.1 103 Early Hints~~                       | ENDLESS
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
        plain        | x       | HTTP/1.1 200 OK~Content-Length: 1000~~
        plain        | X-A: 1~ | HTTP/1.1 200 OK~
        plain        | 1~x~    | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~
        rest assured | 1~x~    | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~
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
    @ValueSource(strings = {"rest assured", "plain", "raw"})
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

    static Transport transport(String name, Target target) {
        return switch (name) {
            case "plain" -> new PlainTransport(target);
            case "raw" -> new RawTransport(target);
            case "kept" -> new KeptTransport(target);
            default -> new RestAssuredTransport(target);
        };
    }
}
