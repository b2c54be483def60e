package dev.counterpart.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A mock as the command starts it, while its files are edited. */
@ExtendWith(Running.End.class)
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

    private static final String REFERRING = DOCUMENT.replace("/a:", "/b:")
            .replace("operationId: a", "operationId: b")
            .replace("{type: object, properties: {n: {type: integer}}}", "{$ref: parts/b.yaml}");

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // before each test
    private Running mock;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), DOCUMENT);
        Files.createDirectories(folder.resolve("fixtures/a"));
        Files.writeString(folder.resolve("fixtures/a/200.json"), "{\"n\":1}");
        mock = Running.of(
                "mock",
                folder.resolve("a.yaml").toString(),
                "--fixtures",
                folder.resolve("fixtures").toString());
    }

    @Test
    void an_invalid_edit_of_a_scenario_keeps_the_last_valid_one() throws IOException {
        var scenario = folder.resolve("fixtures/_scenarios/s.yaml");
        Files.createDirectories(scenario.getParent());
        Files.writeString(scenario, "steps: [{answers: {a: {status: 503}}}]");
        mock.eventually("/a", "{\"n\":1}");
        assertThat(mock.send(Request.of(Method.POST, "/__counterpart/scenarios/s/start"))
                        .status())
                .isEqualTo(200);
        Files.writeString(scenario, "steps: [{answers: {b: {status: 503}}}]");
        mock.eventuallyTold("scenario.operation.unknown");
        assertThat(mock.get("/a").status()).isEqualTo(503);
        Files.writeString(scenario, "steps: [{answers: {a: {status: 502}}}]");
        Running.until(() -> mock.get("/a").status() == 502);
        assertThat(mock.get("/a").status()).isEqualTo(502);
        Files.delete(scenario);
        Running.until(() -> mock.get("/a").status() == 200);
        assertThat(mock.get("/a").status()).isEqualTo(200);
    }

    /** A query is not part of the name of a file (RFC 8089 §2). */
    @Test
    void an_edited_file_is_read_again_whose_reference_has_a_query() throws IOException {
        Files.writeString(folder.resolve("n.yaml"), "{type: integer, example: 7}");
        Files.writeString(folder.resolve("a.yaml"), DOCUMENT.replace("n: {type: integer}", "n: {$ref: 'n.yaml?v=1'}"));
        Files.delete(folder.resolve("fixtures/a/200.json"));
        mock.eventually("/a", "{\"n\":7}");
        Files.writeString(folder.resolve("n.yaml"), "{type: integer, example: 8888}");
        mock.eventually("/a", "{\"n\":8888}");
    }

    @Test
    void an_edited_fixture_is_served() throws IOException {
        assertThat(answer("/a")).isEqualTo("{\"n\":1}");
        Files.writeString(folder.resolve("fixtures/a/200.json"), "{\"n\":22}");
        mock.eventually("/a", "{\"n\":22}");
    }

    @Test
    void a_broken_fixture_keeps_the_last_good_one_and_says_so() throws IOException {
        Files.writeString(folder.resolve("fixtures/a/200.json"), "{\"n\":\"no\"}");
        mock.eventuallyTold("response.body.schema.type");
        mock.eventuallyTold("of the fixtures above stay in use");
        assertThat(mock.err()).doesNotContain("are skipped; the others");
        assertThat(answer("/a")).isEqualTo("{\"n\":1}");
    }

    @Test
    void an_edited_document_is_served() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), DOCUMENT.replace("/a:", "/b:"));
        mock.eventually("/b", "{\"n\":1}");
    }

    @Test
    @Timeout(60)
    @DisabledOnOs(OS.WINDOWS)
    void a_document_that_becomes_a_pipe_is_not_read() throws Exception {
        var document = folder.resolve("a.yaml");
        Files.delete(document);
        assertThat(new ProcessBuilder("mkfifo", document.toString()).start().waitFor())
                .isZero();
        mock.eventuallyTold("a pipe or a device, which is read at the start only");
        assertThat(answer("/a")).isEqualTo("{\"n\":1}");

        Files.delete(document);
        Files.writeString(document, DOCUMENT.replace("/a:", "/b:"));
        mock.eventually("/b", "{\"n\":1}");
    }

    @Test
    void an_edited_file_that_a_reference_names_is_served() throws IOException {
        Files.createDirectories(folder.resolve("parts"));
        Files.writeString(
                folder.resolve("parts/b.yaml"), "{type: object, properties: {n: {type: integer, default: 7}}}");
        Files.writeString(folder.resolve("a.yaml"), REFERRING);
        mock.eventually("/b", "{\"n\":7}");
        Files.writeString(
                folder.resolve("parts/b.yaml"), "{type: object, properties: {n: {type: integer, default: 8000}}}");
        mock.eventually("/b", "{\"n\":8000}");
    }

    @Test
    void a_file_that_a_reference_names_may_come_later_or_break_for_a_while() throws IOException {
        Files.createDirectories(folder.resolve("parts"));
        Files.writeString(folder.resolve("a.yaml"), REFERRING.replace("parts/b.yaml", "b.yaml"));
        mock.eventuallyTold("document.reference.dangling");
        mock.eventuallyTold("The document is invalid; the last valid version stays in use.");
        assertThat(answer("/a")).isEqualTo("{\"n\":1}");
        Files.writeString(folder.resolve("b.yaml"), "{type: object, properties: {n: {type: integer, default: 7}}}");
        mock.eventually("/b", "{\"n\":7}");
        Files.writeString(folder.resolve("b.yaml"), "{type: [object");
        mock.eventuallyTold("b.yaml:1");
        assertThat(answer("/b")).isEqualTo("{\"n\":7}");
    }

    @Test
    void a_file_that_a_reference_names_may_come_later_in_a_folder_that_nobody_looked_at() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), REFERRING);
        mock.eventuallyTold("The document is invalid; the last valid version stays in use.");
        Files.createDirectories(folder.resolve("parts"));
        Files.writeString(
                folder.resolve("parts/b.yaml"), "{type: object, properties: {n: {type: integer, default: 7}}}");
        mock.eventually("/b", "{\"n\":7}");
        assertThat(mock.err()).containsOnlyOnce("The document is invalid");
    }

    @Test
    void a_document_that_is_served_with_a_lost_reference_can_be_edited_and_mended_but_not_lose_another()
            throws IOException {
        var lost =
                Files.writeString(folder.resolve("lost.yaml"), REFERRING + DOCUMENT.replaceAll("(?s)^.*paths:\n", ""));
        var other = Running.of("mock", lost.toString());
        other.eventually("/a", "{\"n\":0}");
        Files.writeString(lost, Files.readString(lost).replace("/a:", "/c:"));
        other.eventually("/c", "{\"n\":0}");
        Files.writeString(lost, Files.readString(lost).replace("{type: integer}", "{$ref: parts/n.yaml}"));
        other.eventuallyTold("The document is invalid; the last valid version stays in use.");
        assertThat(other.get("/c").text()).isEqualTo("{\"n\":0}");
    }

    @Test
    void a_document_that_is_renamed_and_comes_back_is_served() throws IOException {
        Files.move(folder.resolve("a.yaml"), folder.resolve("away.yaml"));
        mock.eventuallyTold("document.missing");
        assertThat(answer("/a")).isEqualTo("{\"n\":1}");
        Files.writeString(folder.resolve("away.yaml"), DOCUMENT.replace("/a:", "/b:"));
        Files.move(folder.resolve("away.yaml"), folder.resolve("a.yaml"));
        mock.eventually("/b", "{\"n\":1}");
    }

    @Test
    void a_broken_document_keeps_the_last_good_one_and_says_so() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "openapi: [");
        mock.eventuallyTold("the last valid version stays in use");
        assertThat(answer("/a")).isEqualTo("{\"n\":1}");
    }

    @Test
    void options_of_json_schema_faker_that_have_no_effect_are_listed_at_the_start() throws IOException {
        Files.writeString(
                folder.resolve("b.yaml"),
                DOCUMENT + "x-json-schema-faker: {locale: de, min-items: 2, fillProperties: false, nonsense: []}\n");
        var other = Running.of("mock", folder.resolve("b.yaml").toString(), "-m", "--dynamic");
        assertThat(other.get("/a").status()).isEqualTo(200);
        other.eventuallyTold(
                "x-json-schema-faker: locale, nonsense have no effect; docs/prism.md lists the options that have one");
    }

    private String answer(String path) {
        return mock.get(path).text();
    }
}
