package dev.counterpart.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.MockServer;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code counterpart test --workflow} against our own mock, and with workflows that the mock recorded. */
class WorkflowCommandTest {

    private static final String DOCUMENT = """
            openapi: 3.1.0
            info: {title: Orders, version: '1'}
            paths:
              /login:
                post:
                  operationId: login
                  requestBody: {content: {application/json: {schema: {type: object, properties: {user: {type: string}, password: {type: string}}}}}}
                  responses:
                    '200':
                      description: ok
                      headers: {Cache-Control: {schema: {const: no-store}, required: true}}
                      content: {application/json: {schema: {type: object, required: [token], properties: {token: {const: issued-token-0123456789}}}}}
              /orders:
                get:
                  operationId: listOrders
                  parameters:
                    - {name: tags, in: query, explode: false, schema: {type: array, items: {type: string}}}
                  responses:
                    '200': {description: ok, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Order'}}}}}
                post:
                  operationId: addOrder
                  security: [{bearer: []}]
                  requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/NewOrder'}}}}
                  responses:
                    '201': {description: added, content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
                    '401': {description: denied}
              /orders/{orderId}:
                parameters: [{name: orderId, in: path, required: true, schema: {type: integer}}]
                get:
                  responses:
                    '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
                    '404': {description: none}
                delete: {operationId: removeOrder, responses: {'204': {description: removed}, '404': {description: none}}}
            components:
              securitySchemes: {bearer: {type: http, scheme: bearer}}
              schemas:
                NewOrder: {type: object, required: [item], properties: {item: {type: string}}}
                Order: {type: object, required: [id, item], properties: {id: {type: integer}, item: {type: string}}}
            """;

    private static final String FLOWS = """
            arazzo: 1.0.1
            info: {title: Orders, version: '1'}
            sourceDescriptions: [{name: orders, url: orders.yaml}]
            workflows:
              - workflowId: buy
                inputs: {type: object, required: [item], properties: {item: {type: string, minLength: 2}}}
                steps:
                  - stepId: add
                    operationId: addOrder
                    requestBody: {payload: {item: $inputs.item}}
                    successCriteria: [{condition: $statusCode == 201}]
            """;

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # arguments                                                          | code | part of the output
            --workflow flows.yaml --input item=tea --only-workflows --as me=abcdefgh | 0 | ✓ step add  201
            --workflow flows.yaml --input item=tea --only-workflows              | 1    | workflow.step.failed
            --workflow flows.yaml --only-workflows                               | 2    | the property item is required but missing
            --workflow flows.yaml --input item=x --only-workflows                | 2    | the input item: minLength 2 is violated
            --workflow flows.yaml --input itm=tea --only-workflows               | 2    | counterpart: no workflow has the input itm/to fix    use one of item
            --workflow none.yaml                                                 | 2    | none.yaml
            --only-workflows                                                     | 2    | counterpart: --only-workflows needs a file of workflows/to fix    add --workflow FILE
            --input item=tea                                                     | 2    | counterpart: --input needs a file of workflows/to fix    add --workflow FILE
            --workflow flows.yaml --input item=tea --only buy --as me=abcdefgh   | 0    | 1 case
            --source-url a=http://localhost                                      | 2    | counterpart: --source-url needs a file of workflows/to fix    add --workflow FILE
            --workflow flows.yaml --input item=tea --source-url orders=http://localhost | 2 | counterpart: no step sends a request to a document with the name orders/to fix    remove the URL of orders
            --workflow flows.yaml --input item=tea --skip buy --only-workflows   | 1    | no case was sent
            """)
    void the_command_says(String arguments, int code, String part) throws IOException {
        Files.writeString(folder.resolve("flows.yaml"), FLOWS);
        try (var mock = mock()) {
            var output = test(mock, arguments);

            assertThat((output.out() + output.err()).replace("\n", "/")).contains(part);
            assertThat(output.code()).as(output.out() + output.err()).isEqualTo(code);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # workflows of the data file      | further arguments | code | part of the output
            {buy: {inputs: {item: tea}}}      |                   | 0    | "item":"tea"
            {buy: {inputs: {item: tea}}}      | --input item=tin  | 0    | "item":"tin"
            {buy: {inputs: {item: "${COUNTERPART_NOT_SET:-mug}"}}} |   | 0    | "item":"mug"
            {buy: {inputs: {item: 7}}}        |                   | 2    | the input item: type "string" is violated
            {buy: {inputs: {item: x}}}        |                   | 2    | the input item: minLength 2 is violated
            {buy: {inputs: {itm: tea}}}       |                   | 2    | data.yaml:2 (/workflows/buy/inputs/itm): the workflow buy has no input itm/  to fix    use one of item
            {by: {inputs: {item: tea}}}       |                   | 2    | data.yaml:2 (/workflows/by): no workflow has the id by/  to fix    use one of buy
            {buy: {input: {item: tea}}}       |                   | 2    | data.yaml:2 (/workflows/buy/input): unknown key "input"/  to fix    write inputs; the keys here are inputs
            {buy: tea}                        |                   | 2    | a workflow's data must be a mapping
            """)
    void inputs_are_in_the_data_file(String workflows, String further, int code, String part) throws IOException {
        Files.writeString(folder.resolve("flows.yaml"), FLOWS);
        Files.writeString(folder.resolve("data.yaml"), "credentials: {me: abcdefgh}\nworkflows: " + workflows + "\n");
        try (var mock = mock()) {
            var output = test(
                    mock,
                    ("--data data.yaml --workflow flows.yaml --only-workflows --report " + folder.resolve("out")
                                    + " --format json " + (further == null ? "" : further))
                            .strip());

            var report = folder.resolve("out/report.json");
            String sent = Files.exists(report) ? Files.readString(report).replace("\\\"", "\"") : "";
            assertThat((output.out() + output.err() + sent).replace("\n", "/")).contains(part);
            assertThat(output.code()).as(output.out() + output.err()).isEqualTo(code);
        }
    }

    @Test
    void a_recorded_session_passes_against_the_mock_that_recorded_it() throws Exception {
        try (var mock = mock()) {
            ask(mock, "POST", "/login", "{\"user\": \"me\", \"password\": \"hunter2secret\"}", "");
            ask(mock, "POST", "/orders", "{\"item\": \"tea\"}", "Bearer issued-token-0123456789");
            ask(mock, "POST", "/orders", "{\"item\": \"tin\"}", "Bearer another-token-987654321");
            ask(mock, "GET", "/orders/2", "", "");
            ask(mock, "GET", "/orders?tags=a,b", "", "");
            ask(mock, "GET", "/orders/77", "", "");
            ask(mock, "POST", "/orders", "{\"item\": \"tea\"}", "");
            ask(mock, "GET", "/nowhere", "", "");
            var answer = ask(mock, "GET", "/__counterpart/arazzo", "", "");

            assertThat(answer)
                    .doesNotContain("hunter2secret", "issued-token", "another-token")
                    .contains("$inputs.password", "Bearer {$steps.login.outputs.token}", "Bearer {$inputs.token}")
                    .contains("\"value\" : \"$steps.addOrder-2.outputs.id\"", "\"value\" : \"77\"")
                    .contains("{$sourceDescriptions.api.url}#/paths/~1orders~1{orderId}/get")
                    .contains("Exchanges that were left out: 1.");
            assertThat(violationsOfSchema(answer)).isEmpty();
            assertThat(violationsOfSchema(answer.replace("stepId", "stepIdentity")))
                    .isNotEmpty();
            Files.writeString(folder.resolve("session.json"), answer);
            ask(mock, "POST", "/__counterpart/reset", "", "");
            var output = test(
                    mock,
                    "--workflow session.json --only-workflows --input password=hunter2secret --input token=another-token-987654321");

            assertThat(output.code()).as(output.out() + output.err()).isZero();
            assertThat(output.out()).contains("7 cases");
        }
    }

    /** Against the JSON Schema of the standard. */
    private static List<com.networknt.schema.Error> violationsOfSchema(String workflows) throws IOException {
        var schema = Path.of("../spec/src/test/resources/workflows/arazzo-1.0.schema.json");
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(schema))
                .validate(workflows, InputFormat.JSON);
    }

    private MockServer mock() throws IOException {
        var file = folder.resolve("orders.yaml");
        Files.writeString(file, DOCUMENT);
        var contract = ((ReadResult.Read) ContractReader.read(file.toString(), ReadOptions.defaults())).contract();
        var options = MockOptions.defaults().withPort(0).withStateful(true);
        return MockServer.start(contract, Fixtures.none(), options).orElseThrow();
    }

    private Answering.Output test(MockServer mock, String arguments) {
        var all = new ArrayList<>(List.of(
                "test",
                folder.resolve("orders.yaml").toString(),
                "--url",
                mock.url().toString()));
        for (String each : arguments.split(" ")) {
            all.add(each.matches(".*\\.(yaml|json)") ? folder.resolve(each).toString() : each);
        }
        return Answering.run(all.toArray(String[]::new));
    }

    private static String ask(MockServer mock, String method, String path, String body, String token) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(mock.url() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!token.isEmpty()) {
            request.header("Authorization", token);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
