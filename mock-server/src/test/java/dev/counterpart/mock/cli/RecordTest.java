package dev.counterpart.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The proxy records what real servers answer. */
@ExtendWith(Running.End.class)
class RecordTest {

    private static final String DOCUMENT = """
            openapi: 3.0.0
            servers: [{url: /v1}]
            paths:
              /pets/{id}:
                parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
                get:
                  operationId: getPet
                  responses:
                    '200': {description: ok, content: {application/json: {schema: {type: object, required: [name]}}}}
                    '404': {description: none}
            """;

    @TempDir
    private Path folder;

    private String document = "";
    private Path record = Path.of("");

    @BeforeEach
    void write() throws IOException {
        document = Files.writeString(folder.resolve("a.yaml"), DOCUMENT).toString();
        record = folder.resolve("recorded");
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var stream = new GZIPOutputStream(bytes)) {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** Waits for what is saved in a moment, and at most 20 seconds. */
    private String eventually(String file) throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!Files.exists(record.resolve(file)) && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        return Files.readString(record.resolve(file));
    }

    @Test
    void answers_of_the_server_become_fixtures_that_the_mock_serves() throws IOException, InterruptedException {
        try (var server = RawServer.of((head, socket) -> {
            if (head.startsWith("GET /pets/9 ")) {
                RawServer.write(socket, "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n");
            } else if (head.startsWith("GET /v1/pets/8 ")) {
                RawServer.write(
                        socket, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
            } else {
                byte[] body = gzip("{\"name\":\"Rex\",\"token\":\"0123456789abcdefghij\"}");
                RawServer.write(
                        socket,
                        ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nDate: now\r\n"
                                + "Content-Length: " + body.length + "\r\n\r\n"));
                socket.getOutputStream().write(body);
            }
        })) {
            var proxy = Running.of("proxy", document, server.url(), "--record", record.toString());
            proxy.get("/v1/pets/8");
            proxy.get("/pets/9");
            assertThat(proxy.send(Request.of(Method.GET, "/pets/1").with("Authorization", "Bearer secret-of-this-user"))
                            .status())
                    .isEqualTo(200);

            assertThat(eventually("getPet/404-9.yaml")).contains("when:\n  path: { id: 9 }\nresponse: {}\n");
            assertThat(eventually("getPet/200-1.yaml")).isEqualTo("""
                    # Recorded by counterpart. Edit it freely: an edited file is not recorded again.
                    when:
                      path: { id: 1 }
                    response:
                      body:
                        name: Rex
                        token: fake-token-6bc14b
                    """);
            var invalid = record.resolve("_invalid/getPet");
            Running.until(() -> {
                var answers = invalid.toFile().list((in, name) -> name.matches("200-.*\\.yaml"));
                return answers != null && answers.length > 0;
            });
            assertThat(invalid).isDirectoryContaining("glob:**/200-*.yaml");
        }
        var mock = Running.of("mock", document, "--fixtures", record.toString());
        assertThat(mock.get("/pets/1").text()).isEqualTo("{\"name\":\"Rex\",\"token\":\"fake-token-6bc14b\"}");
        assertThat(mock.get("/pets/9").status()).isEqualTo(404);
    }

    @Test
    void a_server_that_does_not_answer_is_not_recorded() throws IOException, InterruptedException {
        String url;
        try (var server = RawServer.saying("")) {
            url = server.url();
        }
        var proxy = Running.of("proxy", document, url, "--record", record.toString());
        assertThat(proxy.get("/pets/1").status()).isEqualTo(502);
        Thread.sleep(1_000);

        assertThat(record).isEmptyDirectory();
    }

    @Test
    void a_folder_that_cannot_be_written_ends_the_start() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");
        var err = new StringWriter();

        int code = Main.run(
                new PrintWriter(new StringWriter()),
                new PrintWriter(err),
                "proxy",
                document,
                "http://127.0.0.1:1",
                "-p",
                "0",
                "--record",
                file.toString());

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("""
                counterpart: fixtures cannot be written to %1$s: %1$s
                to fix    choose a folder that can be written
                more      counterpart explain not-writable
                """.formatted(file));
    }
}
