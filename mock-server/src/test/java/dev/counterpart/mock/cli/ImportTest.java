package dev.counterpart.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of other tools become fixtures. */
@ExtendWith(Running.End.class)
class ImportTest {

    private static final String DOCUMENT = """
            openapi: 3.1.0
            info: {title: pets, version: '1'}
            servers: [{url: https://api.test/v1}]
            paths:
              /pets:
                post:
                  operationId: addPet
                  requestBody: {content: {application/json: {}, application/x-www-form-urlencoded: {}}}
                  responses: {'201': {description: '', content: {application/json: {}}}, '409': {description: ''}}
              /pets/{id}:
                parameters: [{name: id, in: path, required: true, schema: {type: string}}]
                get:
                  operationId: getPet
                  responses:
                    '200': {description: '', content: {application/json: {schema: {type: object, required: [name]}}, image/png: {}}}
                    '404': {description: ''}
            """;

    private static final String HAR = """
            {"log": {"version": "1.2", "entries": [
              {"request": {"method": "GET", "url": "https://api.test/v1/pets/1?x=1#top",
                 "headers": [{"name": ":authority", "value": "api.test"}, {"name": "authorization", "value": "Bearer abcdefghijklmnopqrst"}]},
               "response": {"status": 200, "headers": [{"name": "content-encoding", "value": "gzip"}, {"name": "etag", "value": "7"}],
                 "content": {"mimeType": "application/json; charset=utf-8", "text": "{\\"name\\":\\"Rex\\",\\"token\\":\\"abcdefghijklmnopqrst\\"}"}}},
              {"request": {"method": "GET", "url": "https://api.test/v1/pets/2", "headers": []},
               "response": {"status": 200, "headers": [{"name": "Content-Type", "value": "image/png"}],
                 "content": {"mimeType": "image/png", "encoding": "base64", "text": "iVBORw0K"}}},
              {"request": {"method": "GET", "url": "https://api.test/v1/pets/3", "headers": []},
               "response": {"status": 200, "headers": [], "content": {"mimeType": "application/json", "text": "{}"}}},
              {"request": {"method": "POST", "url": "https://api.test/v1/pets", "headers": [],
                 "postData": {"mimeType": "application/json", "text": "{\\"name\\":\\"Rex\\"}"}},
               "response": {"status": 201, "headers": [], "content": {"mimeType": "application/json", "text": "{\\"id\\":1}"}}},
              {"request": {"method": "GET", "url": "https://cdn.test/logo.png", "headers": []},
               "response": {"status": 200, "headers": [], "content": {}}},
              {"request": {"method": "GET", "url": "https://api.test/v1/pets/4", "headers": []},
               "response": {"status": 0, "headers": [], "content": {}}}
            ]}}
            """;

    private static final String POSTMAN = """
            {"info": {"name": "pets", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
             "item": [{"name": "folder", "item": [
               {"name": "get", "request": {"method": "GET", "url": "{{baseUrl}}/pets/1"}, "response": [
                 {"name": "found", "code": 200, "_postman_previewlanguage": "json", "header": [], "body": "{\\"name\\":\\"Rex\\"}",
                  "originalRequest": {"method": "GET", "header": [{"key": "X-Api-Key", "value": "abcdefghijklmnopqrst"}],
                    "url": {"raw": "{{baseUrl}}/pets/:id", "variable": [{"key": "id", "value": "7"}]}}},
                 {"name": "none", "code": 404, "header": [], "body": null,
                  "originalRequest": {"method": "GET", "url": {"raw": "https://api.test/v1/pets/:id", "variable": [{"key": "id", "value": "8"}]}}}]},
               {"name": "add", "request": {"method": "POST", "url": "{{baseUrl}}/pets"}, "response": [
                 {"name": "added", "code": 201, "header": [{"key": "Content-Type", "value": "application/json"}], "body": "{\\"id\\":1}",
                  "originalRequest": {"method": "POST", "url": {"raw": "{{baseUrl}}/pets"},
                    "body": {"mode": "raw", "raw": "{\\"name\\":\\"Rex\\"}", "options": {"raw": {"language": "json"}}}}},
                 {"name": "known", "code": 409, "header": [], "body": "",
                  "originalRequest": {"method": "POST", "url": {"raw": "{{baseUrl}}/pets"},
                    "body": {"mode": "raw", "raw": "{\\"name\\":\\"Tom\\"}", "options": {"raw": {"language": "json"}}}}}]}]}]}
            """;

    private static final String STUBS = """
            {"mappings": [
              {"request": {"method": "GET", "urlPath": "/v1/pets/1"}, "response": {"jsonBody": {"name": "Rex"}}},
              {"request": {"method": "GET", "urlPath": "/v1/pets/2"}, "response": {"jsonBody": {}}},
              {"name": "else", "request": {"method": "GET", "urlPath": "/other"}, "response": {}}
            ]}
            """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String document = "";

    @BeforeEach
    void write() throws IOException {
        document = Files.writeString(folder.resolve("pets.yaml"), DOCUMENT).toString();
    }

    private int run(String format, String source) {
        return Main.run(
                new PrintWriter(out),
                new PrintWriter(err),
                "import",
                format,
                source,
                document,
                "--out",
                folder.resolve("fixtures").toString());
    }

    private String printed() {
        return out.toString().replace(folder.toString(), "");
    }

    private String fixture(String file) throws IOException {
        return Files.readString(folder.resolve("fixtures").resolve(file));
    }

    @Test
    void an_http_archive_becomes_fixtures_without_secrets() throws IOException {
        var source = Files.writeString(folder.resolve("a.har"), HAR).toString();

        assertThat(run("har", source)).as(err.toString()).isZero();

        assertThat(printed()).isEqualTo("""
                  getPet/200-1.yaml
                  getPet/200-2.yaml
                  addPet/201.yaml
                  _invalid/getPet/200-106cdd.yaml   violates the contract
                  skipped 1 exchange: no operation of the contract has this method and path
                  skipped 1 exchange: the entry is incomplete: it has no URL, no status, or a body that is not Base64
                3 fixtures written to /fixtures, 1 invalid answer set aside
                """);
        assertThat(fixture("getPet/200-1.yaml")).isEqualTo("""
                # Recorded by counterpart. Edit it freely: an edited file is not recorded again.
                when:
                  path: { id: 1 }
                response:
                  headers: { etag: "7" }
                  body:
                    name: Rex
                    token: fake-token-dd65ee
                """);
        assertThat(Files.readAllBytes(folder.resolve("fixtures/getPet/_bodies/200-2.png")))
                .isEqualTo(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n'});
    }

    @Test
    void the_examples_of_a_postman_collection_become_fixtures() throws IOException {
        var source = Files.writeString(folder.resolve("a.json"), POSTMAN).toString();

        assertThat(run("postman", source)).as(err.toString()).isZero();

        assertThat(printed()).isEqualTo("""
                  getPet/200-7.yaml
                  getPet/404-8.yaml
                  addPet/201-name-Rex.yaml
                  addPet/409-name-Tom.yaml
                4 fixtures written to /fixtures
                """);
        var mock = Running.of(
                "mock", document, "--fixtures", folder.resolve("fixtures").toString());
        assertThat(mock.get("/v1/pets/7").text()).isEqualTo("{\"name\":\"Rex\"}");
        assertThat(mock.get("/v1/pets/8").status()).isEqualTo(404);
    }

    @Test
    void stubs_of_wiremock_become_fixtures() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("stubs")).resolve("a.json"), STUBS);

        assertThat(run("wiremock", folder.resolve("stubs").toString()))
                .as(err.toString())
                .isZero();

        assertThat(printed()).isEqualTo("""
                  getPet/200-1.yaml
                1 fixture written to /fixtures; 3 stubs read, 1 not imported, 1 invalid
                """);
        assertThat(err.toString()).isEqualTo("""
                not imported   a.json stub 3 (else): no operation of the contract has its method and URL
                invalid        a.json stub 2: response.body.schema.required at response body: expected property "name", but was object with no properties
                """);
    }

    @Test
    void the_mock_serves_the_stubs_of_a_wiremock() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("stubs")).resolve("a.json"), STUBS);

        var mock = Running.of(
                "mock", document, "--wiremock", folder.resolve("stubs").toString());

        assertThat(mock.get("/v1/pets/1").text()).isEqualTo("{\"name\":\"Rex\"}");
        assertThat(mock.err()).contains("not imported   a.json stub 3 (else): ");
    }

    @Test
    void edits_of_stubs_are_served_and_broken_ones_leave_the_last_valid_version() throws IOException {
        var stub = Files.createDirectories(folder.resolve("stubs/mappings")).resolve("a.json");
        String rex = """
                {"request": {"method": "GET", "url": "/v1/pets/1"}, "response": {"jsonBody": {"name": "Rex"}}}""";
        Files.writeString(stub, rex);
        var mock = Running.of(
                "mock", document, "--wiremock", folder.resolve("stubs").toString());
        assertThat(mock.get("/v1/pets/1").text()).isEqualTo("{\"name\":\"Rex\"}");

        Files.writeString(stub, rex.replace("Rex", "Tom"));
        mock.eventually("/v1/pets/1", "{\"name\":\"Tom\"}");

        Files.writeString(stub, "{oops");
        mock.eventuallyTold("a.json");
        assertThat(mock.err()).contains("a stub with a counterpart", "it is not JSON", "stay in use");
        assertThat(mock.get("/v1/pets/1").text()).isEqualTo("{\"name\":\"Tom\"}");

        Files.writeString(stub, rex.replace("\"name\"", "\"nickname\""));
        mock.eventuallyTold("response.body.schema.required");
        assertThat(mock.get("/v1/pets/1").text()).isEqualTo("{\"name\":\"Tom\"}");

        Files.writeString(stub, rex.replace("Rex", "Kim"));
        mock.eventually("/v1/pets/1", "{\"name\":\"Kim\"}");
        Files.writeString(stub.resolveSibling("b.json"), rex.replace("pets/1", "pets/2"));
        mock.eventually("/v1/pets/2", "{\"name\":\"Rex\"}");
    }

    @Test
    void a_body_of_a_stub_that_becomes_invalid_or_is_deleted_leaves_the_last_valid_one() throws IOException {
        var stubs = folder.resolve("stubs");
        Files.writeString(Files.createDirectories(stubs.resolve("mappings")).resolve("a.json"), """
                {"request": {"method": "GET", "url": "/v1/pets/1"}, "response": {"bodyFileName": "pet.json"}}""");
        var body = Files.createDirectories(stubs.resolve("__files")).resolve("pet.json");
        Files.writeString(body, "{\"name\":\"Rex\"}");
        var mock = Running.of("mock", document, "--wiremock", stubs.toString());
        assertThat(mock.get("/v1/pets/1").text()).isEqualTo("{\"name\":\"Rex\"}");

        Files.writeString(body, "{\"name\":\"Tom\"}");
        mock.eventually("/v1/pets/1", "{\"name\":\"Tom\"}");

        Files.writeString(body, "{\"nickname\":\"Kim\"}");
        mock.eventuallyTold("response.body.schema.required");
        assertThat(mock.get("/v1/pets/1").text()).isEqualTo("{\"name\":\"Tom\"}");

        Files.delete(body);
        mock.eventuallyTold("its body pet.json is not a file below __files");
        assertThat(mock.get("/v1/pets/1").text()).isEqualTo("{\"name\":\"Tom\"}");

        Files.writeString(body, "{\"name\":\"Ada\"}");
        mock.eventually("/v1/pets/1", "{\"name\":\"Ada\"}");
    }

    @Test
    void a_file_with_a_stub_that_is_not_imported_keeps_the_others_after_a_broken_edit() throws IOException {
        var file = Files.createDirectories(folder.resolve("stubs")).resolve("a.json");
        Files.writeString(file, STUBS);
        var mock = Running.of(
                "mock", document, "--wiremock", folder.resolve("stubs").toString());
        assertThat(mock.get("/v1/pets/1").text()).isEqualTo("{\"name\":\"Rex\"}");

        Files.writeString(file, STUBS + "oops");
        mock.eventuallyTold("it is not JSON");
        assertThat(mock.get("/v1/pets/1").text()).isEqualTo("{\"name\":\"Rex\"}");

        Files.writeString(file, STUBS.replace("Rex", "Tom"));
        mock.eventually("/v1/pets/1", "{\"name\":\"Tom\"}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # format   | file                  | message
            har        | oops                  | it is not an HTTP Archive: JSON with log.entries
            har        | `{"log": {}}`         | it is not an HTTP Archive: JSON with log.entries
            postman    | oops                  | it is not JSON
            postman    | `{"info": {}}`        | it is not a Postman collection 2.0 or 2.1: JSON with item
            """)
    void a_file_of_another_format_is_refused(String format, String text, String message) throws IOException {
        var source = Files.writeString(folder.resolve("file"), text).toString();

        assertThat(run(format, source)).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("""
                counterpart: %s cannot be imported: %s
                to fix    name a file of this format
                """.formatted(source, message));
    }

    @Test
    void a_missing_file_is_reported() {
        assertThat(run("har", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("counterpart: " + folder.resolve("none") + " cannot be imported to "
                        + folder.resolve("fixtures") + ": " + folder.resolve("none") + " does not exist\n");
    }
}
