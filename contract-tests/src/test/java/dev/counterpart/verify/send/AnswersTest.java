package dev.counterpart.verify.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import dev.counterpart.verify.send.Observation.Answered;
import dev.counterpart.verify.send.Observation.Fault;
import dev.counterpart.verify.send.Observation.Reason;
import dev.counterpart.verify.send.Observation.Unanswered;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the two ordinary transports make of the same answers. In an answer, {@code ~} ends a line, and {@code (gzip)},
 * {@code (1 MB)} and {@code (70 KB)} stand for hello in this coding and for that much text. In an observation, {@code !} precedes
 * a fault.
 */
@Execution(ExecutionMode.CONCURRENT)
class AnswersTest {

    private static final List<String> BOTH = List.of("rest assured", "plain");

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
        # method | answer                                                                            | observation
        # --- statuses
        GET      | HTTP/1.1 200 OK~Content-Length: 5~~hello                                          | 200; Content-Length: 5 >> hello
        GET      | HTTP/1.1 200~Content-Length: 5~~hello                                             | 200; Content-Length: 5 >> hello
        GET      | HTTP/1.1 200 ~Content-Length: 0~~                                                 | 200; Content-Length: 0
        GET      | HTTP/1.0 404 Not Found~Content-Length: 0~~                                        | 404; Content-Length: 0
        GET      | HTTP/1.1 299 Odd~Content-Length: 0~~                                              | 299; Content-Length: 0
        GET      | HTTP/1.1 418 I'm a teapot~Content-Length: 0~~                                     | 418; Content-Length: 0
        GET      | HTTP/1.1 599 No~Content-Length: 0~~                                               | 599; Content-Length: 0
        GET      | HTTP/1.1 999 No~Content-Length: 0~~                                               | 999; Content-Length: 0
        GET      | HTTP/1.1 100 Continue~~HTTP/1.1 201 Created~Content-Length: 0~~                   | 201; Content-Length: 0
        GET      | HTTP/1.1 102 Processing~~HTTP/1.1 103 Early Hints~Link: </a>~~HTTP/1.1 200 OK~Content-Length: 0~~ | 200; Content-Length: 0
        # --- redirects and requests for credentials are answers
        GET      | HTTP/1.1 301 Moved~Location: /b~Content-Length: 0~~                               | 301; Location: /b; Content-Length: 0
        GET      | HTTP/1.1 302 Found~Location: http://127.0.0.1:1/~Content-Length: 0~~              | 302; Location: http://127.0.0.1:1/; Content-Length: 0
        POST     | HTTP/1.1 303 See Other~Location: /b~Content-Length: 0~~                           | 303; Location: /b; Content-Length: 0
        POST     | HTTP/1.1 307 Temporary Redirect~Location: /b~Content-Length: 0~~                  | 307; Location: /b; Content-Length: 0
        GET      | HTTP/1.1 308 Permanent Redirect~Location: /b~Content-Length: 0~~                  | 308; Location: /b; Content-Length: 0
        GET      | HTTP/1.1 401 Unauthorized~WWW-Authenticate: Basic realm="a"~Content-Length: 0~~   | 401; WWW-Authenticate: Basic realm="a"; Content-Length: 0
        GET      | HTTP/1.1 407 Proxy~Proxy-Authenticate: Basic~Content-Length: 0~~                  | 407; Proxy-Authenticate: Basic; Content-Length: 0
        GET      | HTTP/1.1 429 Too Many~Retry-After: 1~Content-Length: 0~~                          | 429; Retry-After: 1; Content-Length: 0
        GET      | HTTP/1.1 503 Busy~Retry-After: 1~Content-Length: 0~~                              | 503; Retry-After: 1; Content-Length: 0
        # --- fields
        GET      | HTTP/1.1 200 OK~Set-Cookie: a=1; Path=/~Set-Cookie: b=2~Content-Length: 0~~       | 200; Set-Cookie: a=1; Path=/; Set-Cookie: b=2; Content-Length: 0
        GET      | HTTP/1.1 200 OK~X-A: 1~x-a: 2~X-A: 1~Content-Length: 0~~                          | 200; X-A: 1; x-a: 2; X-A: 1; Content-Length: 0
        GET      | HTTP/1.1 200 OK~Vary: a, b~Content-Length: 0~Vary: c~~                            | 200; Vary: a, b; Content-Length: 0; Vary: c
        GET      | HTTP/1.1 200 OK~X-A:~X-B:   ~X-C:1~X-D:  1  ~Content-Length: 0~~                  | 200; X-A: ; X-B: ; X-C: 1; X-D: 1; Content-Length: 0
        GET      | HTTP/1.1 200 OK~X-A: a:b: c~Content-Length: 0~~                                   | 200; X-A: a:b: c; Content-Length: 0
        GET      | HTTP/1.1 200 OK~X-A: Grüße~Content-Length: 0~~                                    | 200; X-A: Grüße; Content-Length: 0
        GET      | HTTP/1.1 200 OK~content-type: TEXT/Plain; charset=utf-8~CONTENT-LENGTH: 0~~      | 200; content-type: TEXT/Plain; charset=utf-8; CONTENT-LENGTH: 0
        GET      | HTTP/1.1 200 OK~Connection: keep-alive~Keep-Alive: timeout=5~Content-Length: 0~~  | 200; Connection: keep-alive; Keep-Alive: timeout=5; Content-Length: 0
        GET      | HTTP/1.1 200 OK~X-A: (1 KB)~Content-Length: 0~~                                   | 200; X-A: (1 KB); Content-Length: 0
        # --- bodies
        GET      | HTTP/1.1 200 OK~Content-Length: 5~Content-Length: 5~~hello                        | 200; Content-Length: 5; Content-Length: 5 >> hello
        GET      | HTTP/1.1 200 OK~Content-Length: 005~~hello                                        | 200; Content-Length: 005 >> hello
        GET      | HTTP/1.1 200 OK~Content-Length: 5~~hello and more                                 | 200; Content-Length: 5 >> hello
        GET      | HTTP/1.1 200 OK~Content-Length: 70000~~(70 KB)                                    | 200; Content-Length: 70000 >> (70 KB)
        GET      | HTTP/1.1 200 OK~Content-Length: 1000000~~(1 MB)                                   | 200; Content-Length: 1000000 >> (1 MB)
        GET      | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5~hello~0~~                           | 200; Transfer-Encoding: chunked >> hello
        GET      | HTTP/1.1 200 OK~Transfer-Encoding: Chunked~~2~he~3~llo~0~~                        | 200; Transfer-Encoding: Chunked >> hello
        GET      | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5;a=b~hello~0;c~~                     | 200; Transfer-Encoding: chunked >> hello
        GET      | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~0005~hello~000~X-A: 1~~               | 200; Transfer-Encoding: chunked >> hello
        GET      | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~F4240~(1 MB)~0~~                      | 200; Transfer-Encoding: chunked >> (1 MB)
        GET      | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~0~~                                   | 200; Transfer-Encoding: chunked
        # --- answers without a body
        GET      | HTTP/1.1 204 No Content~~                                                         | 204
        GET      | HTTP/1.1 204 No Content~Content-Length: 0~~                                       | 204; Content-Length: 0
        GET      | HTTP/1.1 304 Not Modified~Content-Length: 5~~                                     | 304; Content-Length: 5
        HEAD     | HTTP/1.1 200 OK~Content-Length: 5~~                                               | 200; Content-Length: 5
        HEAD     | HTTP/1.1 200 OK~~                                                                 | 200
        HEAD     | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~                                      | 200; Transfer-Encoding: chunked
        HEAD     | HTTP/1.1 200 OK~Content-Encoding: gzip~Content-Length: 5~~                        | 200; Content-Encoding: gzip; Content-Length: 5
        HEAD     | HTTP/1.1 200 OK~Content-Length: 5~~hello                                          | 200; Content-Length: 5
        # --- codings
        GET      | HTTP/1.1 200 OK~Content-Encoding: gzip~Content-Length: 25~~(gzip)                 | 200; Content-Encoding: gzip; Content-Length: 25 >> hello
        GET      | HTTP/1.1 200 OK~Content-Encoding: gzip~Transfer-Encoding: chunked~~19~(gzip)~0~~  | 200; Content-Encoding: gzip; Transfer-Encoding: chunked >> hello
        GET      | HTTP/1.1 200 OK~Content-Encoding: identity~Content-Length: 5~~hello               | 200; Content-Encoding: identity; Content-Length: 5 >> hello
        GET      | HTTP/1.1 200 OK~Content-Encoding: gzip~Content-Length: 5~~hello                   | 200; Content-Encoding: gzip; Content-Length: 5 >> hello ! CONTENT_CODING
        GET      | HTTP/1.1 200 OK~Content-Encoding: zstd~Content-Length: 5~~hello                   | 200; Content-Encoding: zstd; Content-Length: 5 >> hello ! UNCHECKED_CODING
        GET      | HTTP/1.1 200 OK~Transfer-Encoding: gzip, chunked~~5~hello~0~~                     | 200; Transfer-Encoding: gzip, chunked >> hello ! TRANSFER_CODING
        """)
    void an_answer_is_read_alike_whether_the_connection_ends_or_stays(String method, String answer, String observation)
            throws IOException {
        for (String transport : BOTH) {
            assertThat(observed(transport, method, answer, false)).as(transport).isEqualTo(spelt(observation));
            assertThat(observed(transport, method, answer, true))
                    .as(transport + ", while the connection stays open")
                    .isEqualTo(spelt(observation));
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
        # method | answer                                                             | observation
        GET      | HTTP/1.1 200 OK~~hello                                             | 200 >> hello
        GET      | HTTP/1.1 200 OK~Connection: close~~                                | 200; Connection: close
        GET      | HTTP/1.0 200 OK~~(1 MB)                                            | 200 >> (1 MB)
        GET      | HTTP/1.1 200 OK~Content-Length: 6~~hello                           | CUT_OFF
        GET      | HTTP/1.1 200 OK~Content-Length: 6~~                                | CUT_OFF
        GET      | HTTP/1.1 200 OK~Content-Length: 1000001~~(1 MB)                    | CUT_OFF
        GET      | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5~hello~               | CUT_OFF
        GET      | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5~hel                  | CUT_OFF
        GET      | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~                       | CUT_OFF
        GET      | ''                                                                 | NOTHING
        GET      | hello~                                                             | NOT_HTTP
        GET      | SSH-2.0-OpenSSH~                                                   | NOT_HTTP
        """)
    void the_end_of_the_connection_ends_an_answer_or_cuts_it_off(String method, String answer, String observation)
            throws IOException {
        for (String transport : BOTH) {
            assertThat(observed(transport, method, answer, false)).as(transport).isEqualTo(spelt(observation));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        # answer                                                                  | REST Assured                                                | plain
        HTTP/1.1 200 OK~X-A                                                       | NOT_HTTP                                                    | CUT_OFF
        HTTP/1.1 200 OK~X-A: 1~                                                   | 200; X-A: 1                                                 | CUT_OFF
        HTTP/1.1 200 OK~X-A~Content-Length: 0~~                                   | NOT_HTTP                                                    | 200; Content-Length: 0 ! HEADER_SYNTAX
        HTTP/1.1 200 OK~X A: 1~Content-Length: 0~~                                | 200; X A: 1; Content-Length: 0                              | 200; X A: 1; Content-Length: 0 ! HEADER_SYNTAX
        HTTP/1.1 200 OK~X-A: 1~ 2~Content-Length: 0~~                             | 200; X-A: 1 2; Content-Length: 0                            | 200; X-A: 1; Content-Length: 0 ! HEADER_SYNTAX
        HTTP/2 200~Content-Length: 0~~                                            | NOT_HTTP                                                    | 200; Content-Length: 0 ! STATUS_LINE
        ~~HTTP/1.1 200 OK~Content-Length: 0~~                                     | 200; Content-Length: 0                                      | NOT_HTTP
        hello~HTTP/1.1 200 OK~Content-Length: 0~~                                 | 200; Content-Length: 0                                      | NOT_HTTP
        HTTP/1.1 200 OK~Content-Length: 5~Content-Length: 6~~hello                | CUT_OFF                                                     | 200; Content-Length: 5; Content-Length: 6 >> hello ! CONTENT_LENGTH
        HTTP/1.1 200 OK~Content-Length: five~~hello                               | 200; Content-Length: five >> hello                          | 200; Content-Length: five >> hello ! CONTENT_LENGTH
        HTTP/1.1 200 OK~Content-Length: -1~~hello                                 | 200; Content-Length: -1 >> hello                            | 200; Content-Length: -1 >> hello ! CONTENT_LENGTH
        HTTP/1.1 200 OK~Transfer-Encoding: chunked~~hello~0~~                     | CUT_OFF                                                     | 200; Transfer-Encoding: chunked >> 0~~ ! TRANSFER_CODING
        HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5~hello!!~0~~                 | CUT_OFF                                                     | 200; Transfer-Encoding: chunked >> hello!!~0~~ ! TRANSFER_CODING
        HTTP/1.1 200 OK~Transfer-Encoding: chunked~Content-Length: 3~~5~hello~0~~ | 200; Transfer-Encoding: chunked; Content-Length: 3 >> hello | 200; Transfer-Encoding: chunked; Content-Length: 3 >> hello ! TRANSFER_CODING
        HTTP/1.1 101 Switching Protocols~Upgrade: x~~                             | NOTHING                                                     | 101; Upgrade: x
        HTTP/1.1 204 No Content~Content-Length: 5~~hello                          | 204; Content-Length: 5                                      | 204; Content-Length: 5 ! CONTENT_LENGTH
        HTTP/1.1 204 No Content~Transfer-Encoding: chunked~~0~~                   | 204; Transfer-Encoding: chunked                             | 204; Transfer-Encoding: chunked ! TRANSFER_CODING
        HTTP/1.1 205 Reset Content~Content-Length: 5~~hello                       | 205; Content-Length: 5                                      | 205; Content-Length: 5 >> hello
        HTTP/1.1 200 OK~Content-Type: a/b; charset=x~Content-Length: 0~~          | NOT_HTTP                                                    | 200; Content-Type: a/b; charset=x; Content-Length: 0
        """)
    void what_REST_Assured_corrects_or_cannot_read_is_shown_by_the_plain_transport(
            String answer, String restAssured, String plain) throws IOException {
        assertThat(observed("rest assured", "GET", answer, false)).isEqualTo(restAssured);
        assertThat(observed("plain", "GET", answer, false)).isEqualTo(plain);
    }

    /** REST Assured takes a body for complete that ends with the timeout, where only the connection's end can end it. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
        rest assured | ''
        plain        | ''
        rest assured | HTTP/1.1 200 OK~Content-Le
        plain        | HTTP/1.1 200 OK~Content-Le
        rest assured | HTTP/1.1 200 OK~Content-Length: 9~~hello
        plain        | HTTP/1.1 200 OK~Content-Length: 9~~hello
        rest assured | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5~hello~
        plain        | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5~hello~
        plain        | HTTP/1.1 200 OK~~hello
        """)
    void an_answer_that_does_not_end_is_a_timeout(String transport, String answer) throws IOException {
        assertThat(observation(transport, "GET", answer, true, Duration.ofMillis(200)))
                .isInstanceOfSatisfying(Unanswered.class, unanswered -> {
                    assertThat(unanswered.reason()).isEqualTo(Reason.TIMEOUT);
                    assertThat(unanswered.message()).isEqualTo("the answer has not ended after 200 ms");
                });
    }

    private static String observed(String transport, String method, String answer, boolean stays) throws IOException {
        return described(observation(transport, method, answer, stays, Duration.ofSeconds(10)));
    }

    private static Observation observation(
            String transport, String method, String answer, boolean stays, Duration timeout) throws IOException {
        String bytes = spelt(answer).replace("~", "\r\n");
        try (var server = stays ? OneAnswer.thatStays(bytes) : new OneAnswer(bytes);
                var sender = TransportTest.transport(
                        transport,
                        Target.of("http://127.0.0.1:" + server.port(), timeout).orElseThrow())) {
            return sender.send(new Request(method, "/a", "", Headers.none(), new byte[0]));
        }
    }

    private static String described(Observation observation) {
        if (observation instanceof Unanswered unanswered) {
            return unanswered.reason().toString();
        }
        var answered = (Answered) observation;
        var response = answered.response();
        String fields = response.headers().fields().stream()
                .map(field -> "; " + field.getKey() + ": " + field.getValue())
                .collect(Collectors.joining());
        String body = new String(response.body(), StandardCharsets.ISO_8859_1).replace("\r\n", "~");
        String faults = answered.faults().stream()
                .map(Fault::kind)
                .map(kind -> " ! " + kind)
                .collect(Collectors.joining());
        return response.status() + fields + (body.isEmpty() ? "" : " >> " + body) + faults;
    }

    private static String spelt(String text) throws IOException {
        return text.replace("(1 KB)", "x".repeat(1_000))
                .replace("(70 KB)", "y".repeat(70_000))
                .replace("(1 MB)", "z".repeat(1_000_000))
                .replace("(gzip)", gzip("hello"));
    }

    private static String gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }
}
