package dev.counterpart.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.mock.Requests;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.PercentEncoding;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several documents on one port, and paths below a base path. */
@ExtendWith(Running.End.class)
class SeveralDocumentsTest {

    private static final String PETS = """
            openapi: 3.0.0
            servers: [{url: 'https://example.com/v1'}]
            paths:
              /pets/{id}:
                get:
                  operationId: pet
                  responses: {'200': {description: a pet, content: {text/plain: {example: pets}}}}
                put: {responses: {'204': {description: put}}}
                parameters: [{name: id, in: path, required: true}]
            """;

    private static final String STOCK = """
            openapi: 3.0.0
            servers: [{url: 'https://example.com/v2'}]
            paths:
              /pets/mine:
                get: {responses: {'200': {description: mine, content: {text/plain: {example: mine of stock}}}}}
              /pets/{name}:
                get: {responses: {'200': {description: a pet, content: {text/plain: {example: stock}}}}}
                delete: {responses: {'204': {description: gone}}}
                parameters: [{name: name, in: path, required: true}]
            """;

    @TempDir
    private Path folder;

    private String pets = "";
    private String stock = "";

    @BeforeEach
    void write() throws IOException {
        pets = Files.writeString(folder.resolve("pets.yaml"), PETS).toString();
        stock = Files.writeString(folder.resolve("stock.yaml"), STOCK).toString();
    }

    private static String told(Running mock, String line) {
        var response = mock.send(Requests.of(line + " HTTP/1.1"));
        return response.status() + " "
                + response.headers()
                        .first("Allow")
                        .map(allow -> "allow " + allow)
                        .orElseGet(response::text);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # request              | answer
            GET /a/pets/1          | 200 pets
            GET /a/v1/pets/1       | 200 pets
            GET /b/c/pets/1        | 200 stock
            GET /b/c/pets/mine     | 200 mine of stock
            GET /b/c/v2/pets/mine  | 200 mine of stock
            POST /a/pets/1         | 405 allow GET, PUT, HEAD
            """)
    void each_is_served_below_its_prefix(String request, String answer) {
        var mock = Running.of("mock", "a=" + pets, "/b/c/=" + stock);
        assertThat(told(mock, request)).isEqualTo(answer);
        assertThat(mock.err()).isEmpty();
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # request           | answer
            GET /pets/1         | 200 pets
            GET /v1/pets/1      | 200 pets
            GET /v2/pets/1      | 200 stock
            GET /pets/mine      | 200 mine of stock
            GET /v1/pets/mine   | 200 pets
            DELETE /pets/1      | '204 '
            PUT /pets/1         | '204 '
            POST /pets/1        | 405 allow GET, PUT, DELETE, HEAD
            """)
    void without_prefixes_the_more_concrete_path_answers_and_then_the_first_document(String request, String answer) {
        var mock = Running.of("mock", pets, stock);
        assertThat(told(mock, request)).isEqualTo(answer);
    }

    @Test
    void a_document_whose_references_lead_nowhere_is_served_but_for_what_they_are_for() throws IOException {
        var file = Files.writeString(folder.resolve("torn.yaml"), """
                openapi: 3.0.0
                paths:
                  /whole: {get: {responses: {'200': {description: ok, content: {text/plain: {example: whole}}}}}}
                  /torn: {get: {responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/No'}}}}}}}
                  /none: {get: {responses: {'200': {$ref: '#/components/responses/No'}}}}
                """);

        var mock = Running.of("mock", file.toString());

        assertThat(told(mock, "GET /whole")).isEqualTo("200 whole");
        assertThat(told(mock, "GET /torn")).isEqualTo("200 null");
        assertThat(told(mock, "GET /whole")).isEqualTo("200 whole");
        assertThat(mock.err())
                .contains("document.reference.dangling", "torn.yaml:4", "torn.yaml:5", "#/components/schemas/No")
                .doesNotContain("Exception");
    }

    @Test
    void what_two_documents_declare_at_the_same_path_is_told_with_both_places() {
        var mock = Running.of("mock", pets, stock);
        assertThat(mock.err().replace(folder + "/", "")).isEqualTo("""
                GET /pets/{id} is declared by two documents
                  at        pets.yaml:5
                  and       stock.yaml:7
                  answered  by the first; the one of stock.yaml answers below /v2
                  to fix    serve one of them below a prefix of its own: stock=stock.yaml
                """);
    }

    @Test
    void the_same_below_the_same_path_is_never_reached_and_told() throws IOException {
        Files.writeString(folder.resolve("stock.yaml"), STOCK.replace("/v2", "/v1"));
        assertThat(Running.of("mock", "x=" + pets, "x=" + stock).err())
                .contains("GET /x/pets/{id} is declared by two documents", "stock.yaml is never reached");
    }

    @Test
    void the_start_lists_each_documents_operations_where_they_are() {
        var mock = Running.of("mock", "a=" + pets, stock);
        assertThat(mock.out().replace(folder + "/", "").replaceAll("127.0.0.1:\\d+", "127.0.0.1"))
                .isEqualTo("""
                Counterpart is listening on http://127.0.0.1
                Control room: http://127.0.0.1/__counterpart/
                pets.yaml
                  GET /a/pets/{id}   also below /a/v1
                  PUT /a/pets/{id}   also below /a/v1
                stock.yaml
                  GET /pets/mine   also below /v2
                  GET /pets/{name}   also below /v2
                  DELETE /pets/{name}   also below /v2
                """);
    }

    @Test
    void without_the_admin_api_there_is_no_control_room() {
        var mock = Running.of("mock", pets, "--no-admin", "--open");
        assertThat(mock.out()).doesNotContain("Control room");
        assertThat(mock.err()).contains("counterpart: --open needs the control room; remove --no-admin");
        assertThat(mock.get("/__counterpart/").status()).isEqualTo(404);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # override of             | answer of /a/pets/1 | answer of /b/pets/1
            /a#pet                    | 503                 | 200
            /b#pet                    | 200                 | 503
            /b#GET /pets/{id}         | 200                 | 503
            /b#*                      | 200                 | 503
            *                         | 503                 | 503
            """)
    void an_override_names_the_operation_of_one_document(String operation, int ofA, int ofB) {
        var mock = Running.of("mock", "a=" + pets, "b=" + pets);
        var set = mock.send(Requests.of("POST /__counterpart/overrides HTTP/1.1\ncontent-type: application/json\n\n"
                + "{\"operation\":\"" + operation + "\",\"status\":503}"));
        assertThat(set.status()).as(set.text()).isEqualTo(201);
        assertThat(mock.get("/a/pets/1").status()).isEqualTo(ofA);
        assertThat(mock.get("/b/pets/1").status()).isEqualTo(ofB);
        assertThat(Json.read(mock.get("/__counterpart/journal?operation=/b%23pet")
                                .text())
                        .path("exchanges")
                        .size())
                .isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # operation               | prefix of it
            /a#pet                    | /a
            /b#pet                    | /b
            /b#GET /pets/{id}         | /b
            pet                       | /a
            """)
    void a_description_and_a_draft_are_of_one_document(String operation, String prefix) {
        var mock = Running.of("mock", "a=" + pets, "b=" + pets);
        String name = PercentEncoding.encoded(operation);
        assertThat(Json.read(mock.get("/__counterpart/operation?name=" + name).text())
                        .path("prefix")
                        .asString())
                .isEqualTo(prefix);
        assertThat(Json.read(mock.get("/__counterpart/fixtures/draft?status=200&operation=" + name)
                                .text())
                        .path("prefix")
                        .asString())
                .isEqualTo(prefix);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # override of        | detail
            pet                  | "pet" is an operation of several documents. Name one: /a#GET /pets/{id}, /#GET /pets/{id}.
            GET /pets/{id}       | "GET /pets/{id}" is an operation of several documents. Name one: /a#GET /pets/{id}, /#GET /pets/{id}.
            /c#pet               | No document is served at the prefix of "/c#pet"; the prefixes are: /a, /.
            """)
    void an_operation_of_several_documents_is_refused(String operation, String detail) {
        var mock = Running.of("mock", "a=" + pets, pets);
        var set = mock.send(Requests.of("POST /__counterpart/overrides HTTP/1.1\ncontent-type: application/json\n\n"
                + "{\"operation\":\"" + operation + "\",\"status\":503}"));
        assertThat(set.status()).isEqualTo(400);
        assertThat(Json.read(set.text()).path("detail").asString()).isEqualTo(detail);
    }

    /** Items stay with their document when another one is added in front. */
    @Test
    void the_state_of_a_document_is_independent_of_its_position() throws IOException {
        var orders = Files.writeString(folder.resolve("orders.yaml"), collection("Orders", "/orders"));
        var users = Files.writeString(folder.resolve("users.yaml"), collection("Users", "/orders"));
        String state = folder.resolve("state.db").toString();
        var first = Running.of("mock", "o=" + orders, "--state", state);
        first.send(Requests.of("POST /o/orders HTTP/1.1\ncontent-type: application/json\n\n{\"id\":\"kept\"}"));
        first.close();

        var second = Running.of("mock", "u=" + users, "o=" + orders, "--state", state);

        assertThat(second.get("/o/orders").text()).isEqualTo("[{\"id\":\"kept\"}]");
        assertThat(second.get("/u/orders").text()).isEqualTo("[]");
    }

    private static String collection(String title, String path) {
        return """
                openapi: 3.1.0
                info: {title: TITLE, version: '1'}
                components: {schemas: {Item: {type: object, required: [id], properties: {id: {type: string}}}}}
                paths:
                  PATH:
                    get: {responses: {'200': {description: all, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Item'}}, example: []}}}}}
                    post:
                      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Item'}}}}
                      responses: {'201': {description: made, content: {application/json: {schema: {$ref: '#/components/schemas/Item'}}}}}
                  PATH/{id}:
                    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
                    get: {responses: {'200': {description: one, content: {application/json: {schema: {$ref: '#/components/schemas/Item'}}}}, '404': {description: none}}}
                """.replace("TITLE", title).replace("PATH", path);
    }

    @Test
    void each_is_reloaded_by_itself() throws IOException {
        var mock = Running.of("mock", "a=" + pets, "b=" + stock);
        Files.writeString(folder.resolve("stock.yaml"), STOCK.replace("mine of stock", "edited"));
        mock.eventually("/b/pets/mine", "edited");
        assertThat(told(mock, "GET /a/pets/1")).isEqualTo("200 pets");
        mock.eventuallySaid(List.of("Reloaded: " + stock + ": 3 operations, 0 fixtures"));
    }

    @Test
    void fixtures_of_several_documents_are_in_a_folder_each() throws IOException {
        Files.createDirectories(folder.resolve("fixtures/pets/pet"));
        Files.writeString(folder.resolve("fixtures/pets/pet/200.txt"), "a fixture");
        var mock = Running.of(
                "mock", pets, stock, "--fixtures", folder.resolve("fixtures").toString());
        assertThat(told(mock, "GET /pets/1")).isEqualTo("200 a fixture");
        assertThat(told(mock, "GET /v2/pets/1")).isEqualTo("200 stock");
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # request               | answer
            GET /api/pets/1         | 200 pets
            GET /api/v1/pets/1      | 200 pets
            HEAD /api/pets/1        | `200 `
            OPTIONS /api/pets/1     | 405 allow GET, PUT, HEAD
            GET /pets/1             | 404 {"type":"https://stoplight.io/prism/errors#NO_PATH_MATCHED_ERROR","title":"Route not resolved, no path matched","status":404,"detail":"The route /pets/1 hasn't been found: everything is served below /api"}
            GET /apis/pets/1        | 404 {"type":"https://stoplight.io/prism/errors#NO_PATH_MATCHED_ERROR","title":"Route not resolved, no path matched","status":404,"detail":"The route /apis/pets/1 hasn't been found: everything is served below /api"}
            GET /api                | 404 {"type":"https://stoplight.io/prism/errors#NO_PATH_MATCHED_ERROR","title":"Route not resolved, no path matched","status":404,"detail":"The contract has no path that matches /; the nearest is /pets/{id}.","nearest":"/pets/{id}"}
            """)
    void below_a_base_path_everything_is_served_and_elsewhere_nothing(String request, String answer) {
        var mock = Running.of("mock", pets, "--base-path", "api/");
        assertThat(told(mock, request)).isEqualTo(answer);
    }

    @ParameterizedTest(name = "{0} {1} → {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # option             | value                   | told
            --delay              | pett=20ms               | '--delay names the operation "pett", which is not declared; the nearest is "pet"'
            --auth               | GET /pets/our=off       | '--auth names the operation "GET /pets/our", which is not declared; the nearest is "GET /pets/mine"'
            --validate-request   | nothing-like-it=false   | '--validate-request names the operation "nothing-like-it", which is not declared'
            """)
    void an_operation_that_there_is_not_is_told(String option, String value, String told) {
        var err = new StringWriter();
        int code = Main.run(
                new PrintWriter(new StringWriter()),
                new PrintWriter(err),
                "mock",
                pets,
                stock,
                "-p",
                "0",
                option,
                value);
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).startsWith("counterpart: " + told + "\n");
    }

    private Running withScenarios(String one, String other) throws IOException {
        for (String each : List.of("pets", "stock")) {
            var scenarios = Files.createDirectories(folder.resolve("fixtures/" + each + "/_scenarios"));
            Files.writeString(scenarios.resolve("down.yaml"), "steps: [{answers: {'*': {status: 503}}}]");
        }
        return Running.of(
                "mock", one, other, "--fixtures", folder.resolve("fixtures").toString());
    }

    private static String ctl(Running mock, String... arguments) {
        var out = new StringWriter();
        var all = Stream.concat(
                Stream.of("ctl", "scenario"),
                Stream.concat(
                        Stream.of(arguments), Stream.of("--url", mock.url().toString())));
        Main.run(new PrintWriter(out), new PrintWriter(out), all.toArray(String[]::new));
        return out.toString();
    }

    @ParameterizedTest(name = "{0}{1}: {2} → {3}, {4}")
    @CsvSource(delimiter = '|', textBlock = """
            # prefixes      | name         | pets | stock
            pets= | stock=  | /pets#down   | 503  | 200
            pets= | stock=  | /stock#down  | 200  | 503
            ''    | ''      | /#Pets#down  | 503  | 200
            ''    | ''      | /#Stock#down | 200  | 503
            """)
    void a_scenario_is_about_its_document(String prefix, String other, String name, int ofPets, int ofStock)
            throws IOException {
        Files.writeString(folder.resolve("pets.yaml"), "info: {title: Pets}\n" + PETS);
        Files.writeString(folder.resolve("stock.yaml"), "info: {title: Stock}\n" + STOCK);
        var mock = withScenarios(prefix + pets, other + stock);

        assertThat(ctl(mock, "down")).contains("\"down\" is a scenario of several documents. Name one: ", name);
        assertThat(ctl(mock)).contains(name + "   down");
        assertThat(ctl(mock, name)).startsWith(name + "   down\n  > 1. ");

        String below = prefix.isEmpty() ? "" : "/pets";
        String belowOther = other.isEmpty() ? "" : "/stock";
        assertThat(mock.get(below + "/v1/pets/1").status()).isEqualTo(ofPets);
        assertThat(mock.get(belowOther + "/v2/pets/1").status()).isEqualTo(ofStock);
    }

    @Test
    void a_scenario_that_becomes_ambiguous_goes_on_and_one_that_becomes_unique_has_its_short_name_again()
            throws IOException {
        var mock = withScenarios("pets=" + pets, "stock=" + stock);
        var file = folder.resolve("fixtures/stock/_scenarios/down.yaml");
        ctl(mock, "/pets#down");

        Files.delete(file);
        Running.until(() -> !ctl(mock).contains("/stock#down"));
        assertThat(ctl(mock)).startsWith("down   down\n  > 1. ");
        assertThat(mock.get("/pets/pets/1").status()).isEqualTo(503);

        Files.writeString(file, "steps: [{answers: {'*': {status: 500}}}]");
        Running.until(() -> ctl(mock).contains("/stock#down"));
        assertThat(mock.get("/pets/pets/1").status()).isEqualTo(503);
        assertThat(mock.get("/stock/pets/1").status()).isEqualTo(200);
    }
}
