package dev.counterpart.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.mock.Requests;
import dev.counterpart.mock.engine.Service;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The proxy as the command starts it, before servers that send what they should not. */
@ExtendWith(Running.End.class)
class ProxyCommandTest {

    private static final String DOCUMENT = """
            openapi: 3.0.0
            paths:
              /a:
                get: {responses: {'200': {description: ok, content: {application/json: {schema: {type: integer}}}}}}
                post:
                  requestBody: {content: {application/octet-stream: {}}}
                  parameters: [{name: n, in: query, schema: {type: integer}}]
                  responses: {'200': {description: ok, content: {application/json: {schema: {type: integer}}}}}
              /events:
                get: {responses: {'200': {description: ok, content: {text/event-stream: {schema: {type: string}}}}}}
              /lines:
                get: {responses: {'200': {description: ok, content: {application/jsonl: {schema: {type: integer}}, multipart/mixed: {schema: {type: array, items: {type: integer}}}}}}}
              /counts:
                get: {responses: {'200': {description: ok, content: {text/event-stream: {schema: {type: object, properties: {data: {type: integer}}}}}}}}
            """;

    private static final String OK = "HTTP/1.1 200 OK\nContent-Type: application/json\n";

    @TempDir
    private Path folder;

    private String document = "";

    @BeforeEach
    void write() throws IOException {
        document = Files.writeString(folder.resolve("a.yaml"), DOCUMENT).toString();
    }

    private Running proxy(String upstream, String... more) {
        var all = Stream.concat(Stream.of("proxy", document, upstream), Arrays.stream(more));
        return Running.of(all.toArray(String[]::new));
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # the server sends                                         | status
            ``                                                         | 502
            garbage                                                    | 502
            HTTP/1.1 abc OK\\n\\n                                      | 502
            HTTP/1.1 200 OK\\nContent-Length: 10\\n\\n123              | 502
            HTTP/1.1 200 OK\\nContent-Length: -5\\n\\n123              | 502
            HTTP/1.1 200 OK\\nTransfer-Encoding: chunked\\n\\nzz\\n123 | 502
            HTTP/1.1 200 OK\\nTransfer-Encoding: chunked\\n\\n5\\n123  | 502
            """)
    void a_server_that_does_not_speak_http_is_a_bad_gateway(String sent, int status) throws IOException {
        try (var server = RawServer.saying(sent.replace("\\n", "\n"))) {
            var proxy = proxy(server.url());
            for (int i = 0; i < 2; i++) {
                var response = proxy.get("/a");
                assertThat(response.status()).isEqualTo(status);
                assertThat(response.headers().first("Content-Type")).contains("application/problem+json");
                assertThat(response.text()).contains("\"type\":\"FetchError\"", "request to " + server.url());
            }
        }
    }

    /** Each character is one byte, so that {@code Ã¼} is ü in UTF-8 and {@code ü} is not UTF-8. */
    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '→', quoteCharacter = '`', textBlock = """
            # target as sent by the client → as forwarded
            /a                             → /a
            /a?                            → /a?
            /a??                           → /a??
            /a?&                           → /a?&
            /a?=                           → /a?=
            /a?x=%&y=%zz                   → /a?x=%&y=%zz
            /a%zz                          → /a%25zz
            /a%                            → /a%25
            /a%4                           → /a%254
            /a%%20b                        → /a%25%20b
            /a%ff                          → /a%ff
            /aÿ                            → /a%FF
            /aÿ%                           → /a%FF%25
            /aÃ¼                           → /a%C3%BC
            /aüÃ¼                          → /a%FC%C3%BC
            /a?b=ÿ&c=Ã¼&d=%ff              → /a?b=%FF&c=%C3%BC&d=%ff
            /a?b=ï¿½                       → /a?b=%EF%BF%BD
            """)
    void a_target_is_forwarded_as_it_came(String target, String forwarded) throws IOException {
        var line = new AtomicReference<String>();
        try (var server = RawServer.of((head, socket) -> {
            line.set(head.lines().findFirst().orElse(""));
            RawServer.write(socket, OK.replace("\n", "\r\n") + "Content-Length: 1\r\n\r\n1");
        })) {
            var proxy = proxy(server.url());
            try (var socket = new Socket(proxy.url().getHost(), proxy.url().getPort())) {
                socket.setSoTimeout(20_000);
                // In two pieces, as a slow client sends them, and behind another request.
                RawServer.write(socket, "GET /a HTTP/1.1\r\nHost: a\r\n\r\n\r\nGET " + target.substring(0, 2));
                RawServer.write(socket, target.substring(2) + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                socket.getInputStream().readAllBytes();
            }
        }
        assertThat(line.get()).isEqualTo("GET " + forwarded + " HTTP/1.1");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # body | option   | line of the log
            "a"    | --cors   | `  warning: response.body.schema.type at response body: expected integer, but was string "a"`
            "a"    | --errors | `  warning: response.body.schema.type at response body: expected integer, but was string "a"`
            {      | --cors   | `  warning: response.body.syntax at response body: `
            """)
    void the_log_lists_violations_of_the_upstream_server(String body, String option, String line) throws IOException {
        try (var server = RawServer.saying(OK + "Content-Length: " + body.length() + "\n\n" + body)) {
            var proxy = proxy(server.url(), option);
            proxy.get("/a");
            proxy.eventuallyLogged(line);
        }
    }

    @Test
    void a_connection_that_is_reset_is_a_bad_gateway() throws IOException {
        try (var server = RawServer.of((head, socket) -> socket.setSoLinger(true, 0))) {
            assertThat(proxy(server.url()).get("/a").status()).isEqualTo(502);
        }
    }

    @ParameterizedTest(name = "after {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # the server sends and stops
            ``
            HTTP/1.1 200 OK\\n
            HTTP/1.1 200 OK\\nContent-Type: application/json\\nContent-Length: 10\\n\\n12
            """)
    void a_server_that_stalls_is_a_gateway_timeout(String sent) throws IOException {
        try (var server = RawServer.of((head, socket) -> {
            RawServer.write(socket, sent.replace("\\n", "\r\n"));
            Thread.sleep(20_000);
        })) {
            var response = proxy(server.url(), "--upstream-timeout", "300ms").get("/a");
            assertThat(response.status()).isEqualTo(504);
            assertThat(response.text())
                    .isEqualTo("{\"type\":\"FetchError\",\"title\":\"request to " + server.url()
                            + " failed, reason: no answer within 300 ms\",\"status\":504,\"detail\":\"\"}");
        }
    }

    @Test
    void a_slow_server_has_the_time_for_every_byte_not_for_all() throws IOException {
        try (var server = RawServer.of((head, socket) -> {
            RawServer.write(socket, OK.replace("\n", "\r\n") + "Content-Length: 4\r\n\r\n");
            for (int i = 1; i <= 4; i++) {
                Thread.sleep(300);
                RawServer.write(socket, "1");
            }
        })) {
            var response = proxy(server.url(), "--upstream-timeout", "1s").get("/a");
            assertThat(response.status() + " " + response.text()).isEqualTo("200 1111");
        }
    }

    @Test
    void events_arrive_while_the_server_still_sends() throws IOException, InterruptedException {
        var heard = new CountDownLatch(1);
        try (var server = RawServer.of((head, socket) -> {
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n");
            if (heard.await(20, TimeUnit.SECONDS)) {
                RawServer.write(socket, "data: 2\n\n");
            }
        })) {
            var proxy = proxy(server.url());
            try (var socket = new Socket(proxy.url().getHost(), proxy.url().getPort())) {
                socket.setSoTimeout(20_000);
                RawServer.write(socket, "GET /events HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                assertThat(until(socket.getInputStream(), "data: 1\n\n")).contains("HTTP/1.1 200 OK");
                heard.countDown();
                assertThat(until(socket.getInputStream(), "data: 2\n\n")).contains("data: 2");
            }
            proxy.eventuallyLogged(
                    "GET /events → 200   answered by the upstream server; a stream, whose body is not validated");
        }
    }

    @Test
    void each_item_of_a_stream_is_validated_and_none_waits_for_the_next() throws IOException, InterruptedException {
        var heard = new CountDownLatch(1);
        try (var server = RawServer.of((head, socket) -> {
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Type: application/jsonl\r\n\r\n1\n\"a\"\n");
            if (heard.await(20, TimeUnit.SECONDS)) {
                RawServer.write(socket, "3\n{\n5");
            }
        })) {
            var proxy = proxy(server.url(), "--errors");
            try (var socket = new Socket(proxy.url().getHost(), proxy.url().getPort())) {
                socket.setSoTimeout(20_000);
                RawServer.write(socket, "GET /lines HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                assertThat(until(socket.getInputStream(), "\"a\"\n")).contains("HTTP/1.1 200 OK");
                heard.countDown();
                assertThat(until(socket.getInputStream(), "\n5")).contains("3\n{\n");
            }
            proxy.eventuallyLogged("a stream, whose items are validated while they are forwarded");
            proxy.eventuallyLogged("warning: response.body.schema.type at response body /1: expected integer");
            proxy.eventuallyLogged("warning: response.body.syntax at response body /3: expected JSON");
        }
    }

    @Test
    void parts_without_a_length_are_forwarded_one_by_one() throws IOException, InterruptedException {
        var heard = new CountDownLatch(1);
        try (var server = RawServer.of((head, socket) -> {
            RawServer.write(
                    socket,
                    "HTTP/1.1 200 OK\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n1\r\n--b\r\n");
            if (heard.await(20, TimeUnit.SECONDS)) {
                RawServer.write(socket, "\r\nx\r\n--b--\r\n");
            }
        })) {
            var proxy = proxy(server.url());
            try (var socket = new Socket(proxy.url().getHost(), proxy.url().getPort())) {
                socket.setSoTimeout(20_000);
                RawServer.write(socket, "GET /lines HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                assertThat(until(socket.getInputStream(), "1\r\n--b\r\n")).contains("HTTP/1.1 200 OK");
                heard.countDown();
                assertThat(until(socket.getInputStream(), "--b--\r\n")).contains("x");
            }
            proxy.eventuallyLogged("warning: response.body.schema.type at response body /1: expected integer");
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"gzip", "x-gzip", "deflate", "raw deflate"})
    void the_items_of_a_compressed_stream_are_validated_and_reported_before_it_ends(String coding)
            throws IOException, InterruptedException {
        var heard = new CountDownLatch(1);
        String announced = coding.replace("raw ", "");
        var coded = new ByteArrayOutputStream();
        var compressing = compressing(coding, coded);
        compressing.write("1\n\"a\"\n".getBytes(StandardCharsets.UTF_8));
        compressing.flush();
        try (var server = RawServer.of((head, socket) -> {
            RawServer.write(
                    socket,
                    "HTTP/1.1 200 OK\r\nContent-Type: application/jsonl\r\nContent-Encoding: " + announced
                            + "\r\n\r\n");
            socket.getOutputStream().write(coded.toByteArray());
            heard.await(20, TimeUnit.SECONDS);
        })) {
            var proxy = proxy(server.url(), "--errors");
            try (var socket = new Socket(proxy.url().getHost(), proxy.url().getPort())) {
                socket.setSoTimeout(20_000);
                RawServer.write(socket, "GET /lines HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                proxy.eventuallyLogged(
                        "GET /lines, stream: response.body.schema.type at response body /1: expected integer");
                heard.countDown();
                assertThat(socket.getInputStream().readAllBytes()).containsSequence(coded.toByteArray());
            }
            proxy.eventuallyLogged("a stream, whose items are validated while they are forwarded");
        }
    }

    /** Bytes from another compressor, with a flush after the part that is sent first: no library of ours compresses to Brotli. */
    @ParameterizedTest(name = "{0} {4}")
    @CsvSource(delimiter = '|', textBlock = """
            # path  | media type        | sent first               | then                           | logged
            /lines  | application/jsonl | 8b0280310a2261220a0800   | 08330a03                       | GET /lines, stream: response.body.schema.type at response body /1: expected integer, but was string "a"
            /counts | text/event-stream | 0b0480646174613a20310a0a | 5000805f524104af08512518b0c30003 | GET /counts, stream: response.body.schema.type at response body /1/data: expected integer, but was string
            /lines  | application/jsonl | 8b0080310a0800           | 08320a03                       | GET /lines → 200   answered by the upstream server; a stream, whose items are validated while they are forwarded
            """)
    void the_items_of_a_brotli_stream_are_validated_and_its_bytes_forwarded_at_once(
            String path, String type, String first, String rest, String logged)
            throws IOException, InterruptedException {
        var heard = new CountDownLatch(1);
        var begin = HexFormat.of().parseHex(first);
        var end = HexFormat.of().parseHex(rest);
        try (var server = RawServer.of((head, socket) -> {
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Encoding: br\r\n\r\n");
            socket.getOutputStream().write(begin);
            heard.await(20, TimeUnit.SECONDS);
            socket.getOutputStream().write(end);
        })) {
            var proxy = proxy(server.url());
            try (var socket = new Socket(proxy.url().getHost(), proxy.url().getPort())) {
                socket.setSoTimeout(20_000);
                RawServer.write(socket, "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                assertThat(until(socket.getInputStream(), new String(begin, StandardCharsets.ISO_8859_1)))
                        .contains("Content-Encoding: br");
                heard.countDown();
                assertThat(socket.getInputStream().readAllBytes()).containsSequence(end);
            }
            proxy.eventuallyLogged(logged);
        }
    }

    private static OutputStream compressing(String coding, OutputStream out) throws IOException {
        return switch (coding) {
            case "deflate" -> new DeflaterOutputStream(out, true);
            case "raw deflate" ->
                new DeflaterOutputStream(out, new Deflater(Deflater.DEFAULT_COMPRESSION, true), 512, true);
            default -> new GZIPOutputStream(out, true);
        };
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # Content-Encoding | what the log says of a stream that is not coded so
            gzip               | the rest of the stream was not validated: it is not gzip data, as Content-Encoding says: Not in GZIP format
            deflate            | the rest of the stream was not validated: it is not deflate data, as Content-Encoding says: invalid
            br                 | the rest of the stream was not validated: it is not br data, as Content-Encoding says
            zstd               | a stream, whose body is not validated
            """)
    void a_stream_that_is_not_coded_as_announced_is_forwarded_and_reported(String coding, String logged)
            throws IOException {
        String head = "HTTP/1.1 200 OK\nContent-Type: application/jsonl\nContent-Encoding: " + coding;
        try (var server = RawServer.saying(head + "\n\nthese are lines of plain text, not compressed\n")) {
            var proxy = proxy(server.url());
            try (var socket = new Socket(proxy.url().getHost(), proxy.url().getPort())) {
                socket.setSoTimeout(20_000);
                RawServer.write(socket, "GET /lines HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                        .contains("these are lines of plain text, not compressed");
            }
            proxy.eventuallyLogged(logged);
        }
    }

    private static String until(InputStream stream, String end) throws IOException {
        var text = new StringBuilder();
        for (int b = stream.read(); b >= 0 && !text.toString().endsWith(end); b = stream.read()) {
            text.append((char) b);
            if (text.toString().endsWith(end)) {
                break;
            }
        }
        return text.toString();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # the stream's status | option      | the answer
            299                   | --errors    | 500 application/problem+json
            299                   | --no-errors | 299 text/event-stream
            501                   | --errors    | 200 text/event-stream
            """)
    void a_stream_of_a_wrong_status_is_refused_or_mocked_as_a_whole(int status, String option, String answer)
            throws IOException {
        try (var server =
                RawServer.saying("HTTP/1.1 " + status + " X\nContent-Type: text/event-stream\n\ndata: 1\n\n")) {
            var response = proxy(server.url(), option).get("/events");
            assertThat(response.status() + " "
                            + response.headers().first("Content-Type").orElse(""))
                    .isEqualTo(answer);
            assertThat(response.text().contains("data: 1")).isEqualTo(status == response.status());
        }
    }

    @Test
    void a_body_that_is_too_large_to_be_judged_comes_whole_and_that_is_told() throws IOException {
        byte[] body = new byte[3 * Service.MOST_HELD];
        new Random(1).nextBytes(body);
        try (var server = RawServer.of((head, socket) -> {
            RawServer.write(socket, OK.replace("\n", "\r\n") + "Content-Length: " + body.length + "\r\n\r\n");
            socket.getOutputStream().write(body);
        })) {
            var response = proxy(server.url()).get("/a");
            assertThat(response.headers().first("Content-Length")).contains(Integer.toString(body.length));
            assertThat(response.headers().first("sl-violations"))
                    .contains("[{\"location\":[\"response\",\"body\"],\"severity\":\"Warning\",\"message\":"
                            + "\"Response body is larger than 10485760 bytes and was not validated\"}]");
            assertThat(Arrays.equals(response.body(), body)).isTrue();
        }
    }

    @Test
    void a_large_body_that_breaks_off_breaks_off_for_the_client_too() throws IOException {
        try (var server = RawServer.of((head, socket) -> {
            RawServer.write(socket, OK.replace("\n", "\r\n") + "Content-Length: " + 2 * Service.MOST_HELD + "\r\n\r\n");
            socket.getOutputStream().write(new byte[Service.MOST_HELD + Service.MOST_HELD / 2]);
        })) {
            var proxy = proxy(server.url());
            var response = proxy.get("/a");
            assertThat(response.headers().first("Content-Length")).contains(Integer.toString(2 * Service.MOST_HELD));
            assertThat(response.body().length).isLessThan(2 * Service.MOST_HELD);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # target  | told
            /a?n=1    | [{"location":["request","body"],"severity":"Warning","message":"Request body is larger than 10485760 bytes and was not validated"}]
            /a?n=x    | [{"location":["request","query","n"],"severity":"Error","code":"type","message":"Request query parameter n must be integer"},{"location":["request","body"],"severity":"Warning","message":"Request body is larger than 10485760 bytes and was not validated"}]
            """)
    void an_upload_that_is_too_large_to_be_judged_is_forwarded_whole(String target, String told) throws IOException {
        var length = new AtomicLong();
        try (var server = RawServer.of((head, socket) -> {
            length.set(socket.getInputStream().readNBytes(3 * Service.MOST_HELD).length);
            RawServer.write(socket, OK.replace("\n", "\r\n") + "Content-Length: 1\r\n\r\n1");
        })) {
            var request = Request.of(Method.POST, target)
                    .with("Content-Type", "application/octet-stream")
                    .withBody(new byte[3 * Service.MOST_HELD]);
            var response = proxy(server.url()).send(request);
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.headers().first("sl-violations")).contains(told);
            assertThat(length).hasValue(3L * Service.MOST_HELD);
        }
    }

    @Test
    void an_upload_that_breaks_the_contract_is_refused_with_errors_however_large() throws IOException {
        try (var server = RawServer.saying(OK + "Content-Length: 1\n\n1")) {
            var request = Request.of(Method.POST, "/a?n=x")
                    .with("Content-Type", "application/octet-stream")
                    .withBody(new byte[Service.MOST_HELD + 1]);
            assertThat(proxy(server.url(), "--errors").send(request).status()).isEqualTo(422);
        }
    }

    private static void override(Running proxy, String json) {
        var answer = proxy.send(Request.of(Method.POST, "/__counterpart/overrides")
                .with("Content-Type", "application/json")
                .withBody(json));
        assertThat(answer.status()).isEqualTo(201);
    }

    @Test
    void an_override_of_two_calls_is_used_by_two_requests_that_the_mock_answers() throws IOException {
        try (var server = RawServer.saying("HTTP/1.1 501 No\nContent-Length: 0\n\n")) {
            var proxy = proxy(server.url());
            override(proxy, "{\"operation\":\"*\",\"delay\":\"1ms\",\"calls\":2}");
            for (int calls = 1; calls >= 0; calls--) {
                assertThat(proxy.get("/a").status()).isEqualTo(200);
                assertThat(proxy.get("/__counterpart/overrides").text().contains("\"calls\" : 1"))
                        .isEqualTo(calls == 1);
            }
        }
    }

    @Test
    void a_stream_is_delayed() throws IOException {
        try (var server = RawServer.saying("HTTP/1.1 200 OK\nContent-Type: text/event-stream\n\ndata: 1\n\n")) {
            var proxy = proxy(server.url());
            override(proxy, "{\"operation\":\"*\",\"delay\":\"300ms\"}");
            long start = System.nanoTime();
            assertThat(proxy.get("/events").text()).startsWith("data: 1");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(299));
        }
    }

    @ParameterizedTest(name = "{0} with {1} → {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # the server says                                            | option        | the client hears
            501 No\\nContent-Length: 3\\nContent-Type: text/plain\\n\\nno! |               | 200 0
            501 No\\nContent-Length: 3\\nContent-Type: text/plain\\n\\nno! | --no-mock-501 | 501 no!
            307 No\\nContent-Length: 0\\nLocation: /b\\n\\n                |               | `307 `
            304 No\\n\\n                                                   |               | `304 `
            200 OK\\nConnection: close, X-Hop\\nX-Hop: 1\\nContent-Type: application/json\\nContent-Length: 1\\n\\n1 | | 200 1
            """)
    void what_a_server_says_is_passed_on(String says, String option, String heard) throws IOException {
        try (var server = RawServer.saying("HTTP/1.1 " + says.replace("\\n", "\n"))) {
            var proxy = option == null ? proxy(server.url()) : proxy(server.url(), option);
            var response = proxy.get("/a");
            assertThat(response.status() + " " + response.text()).isEqualTo(heard);
            assertThat(response.headers().has("X-Hop")).isFalse();
        }
    }

    @Test
    void cookies_stay_apart_and_binary_stays_as_it_is() throws IOException {
        try (var server = RawServer.saying("HTTP/1.1 200 OK\nSet-Cookie: a=1; Expires=Wed, 01 Jan 2031 00:00:00 GMT\n"
                + "Set-Cookie: b=2\nContent-Type: image/png\nContent-Length: 4\n\n\u0089\u0000\u00ff\u00fe")) {
            var response = proxy(server.url()).get("/a");
            assertThat(response.headers().all("Set-Cookie"))
                    .containsExactly("a=1; Expires=Wed, 01 Jan 2031 00:00:00 GMT", "b=2");
            assertThat(response.body()).containsExactly(0x89, 0, 0xff, 0xfe);
        }
    }

    @Test
    void the_length_that_a_head_answer_names_is_passed_on() throws IOException {
        try (var server = RawServer.saying(OK + "Content-Length: 17\n\n")) {
            var response = proxy(server.url()).send(Requests.of("HEAD /a HTTP/1.1"));
            assertThat(response.headers().all("Content-Length")).containsExactly("17");
        }
    }

    @Test
    void below_a_base_path_the_server_is_asked_without_it() throws IOException {
        try (var server = RawServer.of((head, socket) -> {
            String target = head.split(" ")[1];
            RawServer.write(
                    socket, OK.replace("\n", "\r\n") + "Content-Length: " + target.length() + "\r\n\r\n" + target);
        })) {
            var proxy = proxy(server.url() + "/v1", "--base-path", "/api");
            assertThat(proxy.get("/api/a?x=1").text()).isEqualTo("/v1/a?x=1");
            assertThat(proxy.get("/api/other").text()).isEqualTo("/v1/other");
            assertThat(proxy.get("/a").status()).isEqualTo(404);
        }
    }

    @Test
    void many_clients_that_leave_do_no_harm() throws IOException {
        var asked = new AtomicInteger();
        try (var server = RawServer.of((head, socket) -> {
            asked.incrementAndGet();
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
            Thread.sleep(20_000);
        })) {
            var proxy = proxy(server.url());
            for (int i = 0; i < 300; i++) {
                try (var socket = new Socket(proxy.url().getHost(), proxy.url().getPort())) {
                    RawServer.write(socket, "GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
                    assertThat(socket.getInputStream().read()).isEqualTo('H');
                }
            }
            assertThat(asked).hasValue(300);
            assertThat(proxy.send(Requests.of(
                                    "OPTIONS /a HTTP/1.1\nOrigin: http://a\nAccess-Control-Request-Method: GET"))
                            .status())
                    .isEqualTo(204);
        }
    }
}
