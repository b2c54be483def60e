package dev.counterpart.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mock as the command starts it, while its files are edited. */
class ReloadTest {

    private static final String DOCUMENT = """
            openapi: 3.0.0
            paths:
              /a:
                get:
                  operationId: a
                  responses:
                    '200': {description: ok, content: {application/json: {schema: {type: object, properties: {n: {type: integer}}}}}}
            """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private URI url = URI.create("http://127.0.0.1");

    @BeforeEach
    void start() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), DOCUMENT);
        Files.createDirectories(folder.resolve("fixtures/a"));
        Files.writeString(folder.resolve("fixtures/a/200.json"), "{\"n\":1}");
        int code = Main.run(
                new PrintWriter(out),
                new PrintWriter(err),
                "mock",
                folder.resolve("a.yaml").toString(),
                "-p",
                "0",
                "--fixtures",
                folder.resolve("fixtures").toString());
        assertThat(code).isZero();
        var matcher = Pattern.compile("listening on (\\S+)").matcher(out.toString());
        assertThat(matcher.find()).isTrue();
        url = URI.create(matcher.group(1));
    }

    @Test
    void an_edited_fixture_is_served() throws IOException {
        assertThat(answer("/a")).isEqualTo("{\"n\":1}");
        Files.writeString(folder.resolve("fixtures/a/200.json"), "{\"n\":22}");
        eventually("/a", "{\"n\":22}");
    }

    @Test
    void a_broken_fixture_keeps_the_last_good_one_and_says_so() throws IOException {
        Files.writeString(folder.resolve("fixtures/a/200.json"), "{\"n\":\"no\"}");
        eventuallyTold("response.body.schema.type");
        eventuallyTold("are served as they were when they were last good");
        assertThat(err.toString()).doesNotContain("left out");
        assertThat(answer("/a")).isEqualTo("{\"n\":1}");
    }

    @Test
    void an_edited_document_is_served() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), DOCUMENT.replace("/a:", "/b:"));
        eventually("/b", "{\"n\":1}");
    }

    @Test
    void a_broken_document_keeps_the_last_good_one_and_says_so() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "openapi: [");
        eventuallyTold("the last good one is still served");
        assertThat(answer("/a")).isEqualTo("{\"n\":1}");
    }

    private String answer(String path) {
        try {
            var request = HttpRequest.newBuilder(url.resolve(path))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException failed) {
            return Assertions.fail("no answer", failed);
        }
    }

    private void eventually(String path, String body) {
        until(() -> answer(path).equals(body));
        assertThat(answer(path)).isEqualTo(body);
    }

    private void eventuallyTold(String text) {
        until(() -> err.toString().contains(text));
        assertThat(err.toString()).contains(text);
    }

    private interface Wish {
        boolean holds();
    }

    /** Waits for what happens in a moment, and at most 20 seconds. */
    private static void until(Wish wish) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!wish.holds() && System.nanoTime() < end) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
