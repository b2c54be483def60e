package dev.counterpart.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the mock says about a WireMock stub names its file, and its place in a file with several. */
@ExtendWith(Running.End.class)
class WireMockStubsTest {

    private static final String DOCUMENT = """
            openapi: 3.1.0
            info: {title: pets, version: '1'}
            paths:
              /pets/{id}:
                parameters: [{name: id, in: path, required: true, schema: {type: string}}]
                get:
                  operationId: getPet
                  responses:
                    '200':
                      description: ''
                      content: {application/json: {schema: {type: object, properties: {name: {type: string, maxLength: 5}, key: {writeOnly: true}}}}}
                    '404': {description: ''}
            """;

    private static final String SEVERAL = """
            {"mappings": [
              {"request": {"method": "GET", "urlPath": "/pets/1"},
               "response": {"jsonBody": {"name": "Rex"}}},
              {"request": {"method": "GET", "urlPath": "/pets/2"},
               "response": %s}
            ]}
            """;

    @TempDir
    private Path folder;

    private Path stubs = Path.of("");

    @BeforeEach
    void write() throws IOException {
        stubs = folder.resolve("stubs");
        Files.createDirectories(stubs.resolve("mappings"));
        Files.createDirectories(stubs.resolve("__files"));
        Files.writeString(folder.resolve("pets.yaml"), DOCUMENT);
    }

    private Running mock() {
        return Running.of(
                "mock", folder.resolve("pets.yaml").toString(), "--wiremock", stubs.toString(), "-v", "debug");
    }

    private Path stub(String file, String text) throws IOException {
        return Files.writeString(stubs.resolve("mappings").resolve(file), text);
    }

    private String shown(String text) {
        return text.replace(folder.toString(), "");
    }

    private static String everything(Running mock) {
        String admin = "/__counterpart/";
        return mock.out()
                + mock.err()
                + mock.get(admin + "operations").text()
                + mock.get(admin + "journal").text()
                + mock.get(admin + "journal/1").text()
                + mock.get(admin + "scenarios").text()
                + mock.get(admin + "fixtures").text()
                + mock.get(admin + "documents").text();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # what                      | response                                                                       | message
            a body that warns           | {"jsonBody": {"key": "a"}}                                                     | warning   response.body.write-only
            a template that may not fit | {"jsonBody": {"name": "{{request.query.name}} and more"}, "transformers": ["response-template"]} | warning   response.body.schema.maxLength
            an invalid body             | {"jsonBody": {"name": 1}}                                                      | invalid        mappings/several.json stub 2: response.body.schema.type
            an undocumented status      | {"status": 201}                                                                | not imported   mappings/several.json stub 2: the contract does not document status 201
            a body file that is missing | {"bodyFileName": "none.json"}                                                  | not imported   mappings/several.json stub 2: its body none.json is not a file below __files
            an unknown expression       | {"body": "{{other}}", "transformers": ["response-template"]}                   | not imported   mappings/several.json stub 2: the expression {{other}}
            a difference                | {"jsonBody": {}, "statusMessage": "fine"}                                      | differs        mappings/several.json stub 2: its statusMessage is left out
            """)
    void a_message_at_the_start_names_the_stub(String what, String response, String message) throws IOException {
        stub("several.json", SEVERAL.formatted(response));

        var mock = mock();

        assertThat(shown(mock.err())).contains(message);
        if (message.startsWith("warning")) {
            assertThat(shown(mock.err()))
                    .contains("/stubs/mappings/several.json:4 (/mappings/1) for GET /pets/{id} → 200");
        }
        assertThat(everything(mock)).doesNotContain("counterpart-wiremock");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # file       | target  | reason
            one.json     | /pets/9 | fixture /stubs/mappings/one.json
            several.json | /pets/1 | fixture /stubs/mappings/several.json:2 (/mappings/0)
            several.json | /pets/2 | fixture /stubs/mappings/several.json:4 (/mappings/1)
            """)
    void the_reasons_of_an_answer_name_the_stub(String file, String target, String reason) throws IOException {
        stub("one.json", """
                {"request": {"method": "GET", "urlPath": "/pets/9"},
                 "response": {"bodyFileName": "pet.json"}}""");
        Files.writeString(stubs.resolve("__files/pet.json"), "{\"name\": \"Kim\"}");
        stub("several.json", SEVERAL.formatted("{\"jsonBody\": {\"name\": \"Tom\"}}"));
        var mock = mock();

        assertThat(mock.get(target).status()).isEqualTo(200);

        assertThat(shown(mock.get("/__counterpart/journal/1").text())).contains("\"" + reason + "\"");
        mock.eventuallySaid(
                List.of("because fixture " + stubs.resolve("mappings").resolve(file)));
        assertThat(mock.out()).contains("   " + file);
        assertThat(everything(mock)).doesNotContain("counterpart-wiremock");
    }

    @Test
    void near_misses_and_scenarios_name_the_stub() throws IOException {
        stub("story.json", """
                {"mappings": [
                  {"scenarioName": "sale", "requiredScenarioState": "Started", "newScenarioState": "sold",
                   "request": {"method": "GET", "urlPath": "/pets/1", "queryParameters": {"a": {"equalTo": "1"}}},
                   "response": {"jsonBody": {"name": "Rex"}}},
                  {"scenarioName": "sale", "requiredScenarioState": "sold",
                   "request": {"method": "GET", "urlPath": "/pets/1"}, "response": {"status": 404}}
                ]}""");
        var mock = mock();

        assertThat(mock.get("/pets/1?a=2").status()).isEqualTo(200);

        assertThat(shown(mock.get("/__counterpart/journal/1").text()))
                .contains("\"file\" : \"/stubs/mappings/story.json\",\n    \"line\" : 2");
        assertThat(shown(mock.get("/__counterpart/scenarios").text()))
                .contains("\"file\" : \"/stubs/mappings/story.json\"");
        assertThat(everything(mock)).doesNotContain("counterpart-wiremock");
    }

    @Test
    void stubs_are_not_edited_as_fixtures() throws IOException {
        stub("one.json", """
                {"request": {"method": "GET", "urlPath": "/pets/9"}, "response": {"jsonBody": {"name": "Kim"}}}""");
        var mock = mock();

        assertThat(mock.get("/__counterpart/fixtures").text()).isEqualToIgnoringWhitespace("[]");
        assertThat(mock.get("/__counterpart/operations").text()).contains("\"editable\" : false");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # edit                | response                    | place                    | reason
            an invalid body       | {"jsonBody": {"name": 1}}   | several.json:4 (/mappings/1) | stub 2 response.body.schema.type
            a body that is absent | {"bodyFileName": "none"}    | several.json:4 (/mappings/1) | stub 2 its body none is not a file below __files
            not JSON              | {                           | several.json                 | it is not JSON
            """)
    void a_message_after_an_edit_names_the_stub(String edit, String response, String place, String reason)
            throws IOException {
        var file = stub("several.json", SEVERAL.formatted("{\"jsonBody\": {\"name\": \"Tom\"}}"));
        var mock = mock();
        assertThat(mock.get("/pets/2").text()).isEqualTo("{\"name\":\"Tom\"}");

        Files.writeString(file, SEVERAL.formatted(response));
        mock.eventuallyTold("stay in use");

        assertThat(shown(mock.err()))
                .contains("/stubs/mappings/" + place + "\n")
                .contains(reason);
        assertThat(mock.get("/pets/1").text()).isEqualTo("{\"name\":\"Rex\"}");
        assertThat(mock.get("/pets/2").text()).isEqualTo("{\"name\":\"Tom\"}");
        assertThat(mock.get("/__counterpart/operations").text()).containsOnlyOnce("\"200-2\"");
        assertThat(everything(mock)).doesNotContain("counterpart-wiremock");
    }

    @Test
    void an_edit_of_the_document_that_a_stub_violates_keeps_the_stub() throws IOException {
        stub("several.json", SEVERAL.formatted("{\"jsonBody\": {\"name\": \"Tommy\"}}"));
        var mock = mock();
        assertThat(mock.get("/pets/2").text()).isEqualTo("{\"name\":\"Tommy\"}");

        Files.writeString(folder.resolve("pets.yaml"), DOCUMENT.replace("maxLength: 5", "maxLength: 3"));
        mock.eventuallyTold("response.body.schema.maxLength");

        assertThat(shown(mock.err())).contains("/stubs/mappings/several.json:4 (/mappings/1)\n");
        assertThat(mock.get("/pets/1").text()).isEqualTo("{\"name\":\"Rex\"}");
        assertThat(mock.get("/pets/2").text()).isEqualTo("{\"name\":\"Tommy\"}");
    }

    @Test
    void an_edit_of_the_document_that_adds_an_operation_serves_its_stub() throws IOException {
        stub("a.json", """
                {"request": {"method": "GET", "urlPath": "/cats"}, "response": {"jsonBody": {"name": "Mia"}}}""");
        var mock = mock();
        assertThat(mock.err()).contains("no operation of the contract has its method and URL");

        Files.writeString(folder.resolve("pets.yaml"), DOCUMENT + """
              /cats:
                get: {responses: {'200': {description: '', content: {application/json: {}}}}}
            """);

        mock.eventually("/cats", "{\"name\":\"Mia\"}");
    }
}
