package dev.counterpart.cli.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.cli.Main;
import dev.counterpart.mock.MockServer;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.schema.jackson3.DefaultJsonSchemaValidator;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The door for coding agents, used by the SDK's own client: over standard input and output, and over HTTP. */
class AgentTest {

    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

    private static final List<String> READING = List.of(
            "list_operations",
            "describe_operation",
            "list_answers",
            "list_scenarios",
            "read_journal",
            "explain_exchange",
            "count_calls",
            "show_coverage",
            "list_fixtures",
            "read_fixture",
            "draft_fixture",
            "validate_fixture",
            "list_collections",
            "list_items");

    private static final List<String> CHANGING =
            List.of("set_answer", "remove_answer", "remove_all_answers", "move_scenario", "write_fixture");

    @TempDir
    private Path folder;

    private String document = "";
    private String fixtures = "";

    @BeforeEach
    void write() throws IOException {
        document = Files.writeString(folder.resolve("pets.yaml"), """
                openapi: 3.1.0
                info: {title: Pets, version: '1'}
                paths:
                  /pets/{petId}:
                    get:
                      operationId: getPet
                      parameters: [{name: petId, in: path, required: true, schema: {type: integer}}]
                      responses:
                        '200':
                          description: the pet
                          content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}, example: {name: Tom}}}
                        '404': {description: no pet}
                components:
                  schemas:
                    Pet: {type: object, required: [name], properties: {name: {type: string}}}
                """).toString();
        var file = folder.resolve("fixtures/getPet/404-sold.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "when: {path: {petId: 7}}\nresponse: {}\n");
        fixtures = folder.resolve("fixtures").toString();
    }

    @ParameterizedTest(name = "over {0}")
    @ValueSource(strings = {"standard input", "HTTP"})
    void an_agent_that_may_not_change_anything_learns_how_the_user_allows_it(String way) {
        try (var agent = agent(way, false)) {
            String how = "The user allows it by starting the mock with --allow-changes.";
            assertThat(agent.client().listTools().tools())
                    .filteredOn(tool -> tool.description().endsWith(" Refused here. " + how))
                    .extracting(McpSchema.Tool::name)
                    .containsExactlyInAnyOrderElementsOf(CHANGING);
            assertThat(agent.call("set_answer", Map.of("operation", "getPet", "status", 404)))
                    .isEqualTo("error: set_answer is not allowed, and nothing was changed. " + how);
            assertThat(agent.call("write_fixture", Map.of("file", "getPet/200.yaml", "text", "response: {}")))
                    .isEqualTo("error: write_fixture is not allowed, and nothing was changed. " + how);
            assertThat(folder.resolve("fixtures/getPet/200.yaml")).doesNotExist();
            assertThat(agent.get("/pets/1")).isEqualTo("200 {\"name\":\"Tom\"}");
        }
    }

    @ParameterizedTest(name = "over {0}")
    @ValueSource(strings = {"standard input", "HTTP"})
    void an_agent_that_may_change_something_gets_all_tools(String way) {
        try (var agent = agent(way, true)) {
            assertThat(agent.client().listTools().tools())
                    .extracting(McpSchema.Tool::name)
                    .containsExactlyInAnyOrderElementsOf(together(READING, CHANGING));
            agent.call("set_answer", Map.of("operation", "getPet", "status", 404, "calls", 1));
            assertThat(List.of(agent.get("/pets/1"), agent.get("/pets/1")))
                    .containsExactly("404", "200 {\"name\":\"Tom\"}");
            assertThat(agent.call(
                            "write_fixture",
                            Map.of(
                                    "file",
                                    "getPet/200-rex.yaml",
                                    "text",
                                    "when: {path: {petId: 5}}\nresponse: {body: {name: Rex}}")))
                    .contains("\"valid\" : true");
            assertThat(agent.get("/pets/5")).isEqualTo("200 {\"name\":\"Rex\"}");
        }
    }

    /** What each tool says, and what it says to arguments that are wrong. */
    @ParameterizedTest(name = "{0} {1} → {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            # tool              | arguments                                   | the answer has
            list_operations     | {}                                          | "name" : "getPet"
            describe_operation  | {"name": "getPet"}                          | "/pets/{petId}"
            describe_operation  | {"name": "getPets"}                         | error: getPet
            list_fixtures       | {}                                          | getPet/404-sold.yaml
            read_fixture        | {"file": "getPet/404-sold.yaml"}            | petId: 7
            draft_fixture       | {"operation": "getPet", "status": "200"}    | name: Tom
            draft_fixture       | {"operation": "getPet", "status": "201"}    | error: No document declares a response 201
            draft_fixture       | {"operation": "getPet", "status": "20"}     | error: status
            validate_fixture    | {"file": "getPet/200.yaml", "text": "response: {body: {nam: x}}"} | property \\"name\\"
            read_journal        | {"status": "4XX"}                           | "exchanges"
            read_journal        | {"limit": "many"}                           | error: limit
            count_calls         | {"operation": "getPet", "atLeast": 1}       | "passed" : false
            explain_exchange    | {"id": 999}                                 | error: 999
            nonsense            | {}                                          | error: There is no tool "nonsense". The tools are list_operations, describe_operation,
            list_operation      | {}                                          | error: There is no tool "list_operation". The nearest name is list_operations. The tools are
            """)
    void tools_answer_in_words_that_help(String tool, String arguments, String expected) {
        try (var agent = agent("HTTP", false)) {
            String answer = agent.call(tool, map(arguments));
            boolean isError = expected.startsWith("error: ");
            assertThat(answer.startsWith("error:")).as(answer).isEqualTo(isError);
            assertThat(answer).contains(expected.replace("error: ", ""));
        }
    }

    @Test
    void an_unknown_tool_is_explained_over_standard_input_too() {
        try (var agent = agent("standard input", false)) {
            assertThat(agent.call("read_jurnal", Map.of()))
                    .startsWith(
                            "error: There is no tool \"read_jurnal\". The nearest name is read_journal. The tools are ");
        }
    }

    @Test
    void an_exchange_is_explained_with_its_line_in_the_document() {
        try (var agent = agent("standard input", false)) {
            agent.get("/pets/x");
            String journal = agent.call("read_journal", Map.of("violation", ""));
            assertThat(journal).contains("\"path\" : \"/pets/x\"");
            var id = Pattern.compile("\"id\" : (\\d+)").matcher(journal);
            assertThat(id.find()).isTrue();
            assertThat(agent.call("explain_exchange", Map.of("id", Integer.valueOf(id.group(1)))))
                    .contains("request.path.schema.type", "pets.yaml:7", "\"fix\"", "404-sold");
        }
    }

    @Test
    void the_document_and_the_fixtures_are_resources() {
        try (var agent = agent("HTTP", false)) {
            assertThat(agent.client().listResources().resources())
                    .extracting(McpSchema.Resource::uri)
                    .containsExactly("counterpart://document");
            assertThat(agent.client().listResourceTemplates().resourceTemplates())
                    .extracting(McpSchema.ResourceTemplate::uriTemplate)
                    .containsExactly("counterpart://fixtures/{operation}/{file}");
            assertThat(agent.resource("counterpart://document")).contains("\"getPet\"");
            assertThat(agent.resource("counterpart://fixtures/getPet/404-sold.yaml"))
                    .contains("petId: 7");
        }
    }

    /** The mock is a provider like any other, and its answer to an unknown id breaks no rule. */
    @ParameterizedTest(name = "over {0}")
    @ValueSource(strings = {"standard input", "HTTP"})
    void only_providers_that_the_user_allowed_are_tested(String way) {
        try (var provider = MockServer.builder().document(document).start();
                var agent = agent(way, "--test-url", provider.url().toString())) {
            assertThat(agent.call("test_provider", Map.of("url", provider.url().toString(), "only", "getPet")))
                    .contains("passed");
            assertThat(agent.call("test_provider", Map.of("url", "http://127.0.0.1:1")))
                    .startsWith("error:");
        }
    }

    /** The overlay documents the status that the provider answers, in both documents. The provider has only the operation of one. */
    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # document | the answer has
            pets.yaml  | GET /pets/{petId}
            dogs.yaml  | GET /dogs/{petId}
            -          | error: document
            """)
    void each_document_is_tested_with_the_overlays_of_the_mock(@Nullable String name, String expected)
            throws IOException {
        var dogs = Files.writeString(
                folder.resolve("dogs.yaml"), Files.readString(Path.of(document)).replace("/pets/", "/dogs/"));
        var overlay = Files.writeString(folder.resolve("accepted.yaml"), """
                overlay: 1.0.0
                info: {title: Accepted, version: '1'}
                actions: [{target: $.paths.*.get.responses, update: {'202': {description: later}}}]
                """);
        try (var provider =
                        MockServer.builder().document(document).overlay(overlay).start();
                var agent = agent(
                        "HTTP", dogs.toString(), "--overlay", overlay.toString(), "--test-url", provider.url() + "")) {
            provider.on("getPet").status(202);
            var arguments = new LinkedHashMap<String, Object>(
                    Map.of("url", provider.url().toString(), "only", "getPet"));
            if (name != null) {
                arguments.put("document", folder.resolve(name).toString());
            }

            String answer = agent.call("test_provider", arguments);

            assertThat(answer.startsWith("error:")).as(answer).isEqualTo(expected.startsWith("error: "));
            assertThat(answer).contains(expected.replace("error: ", "")).doesNotContain("response.status.undocumented");
        }
    }

    /** Streamable HTTP: messages are posted; there is no stream of the server's own; pages of other origins are refused. */
    @ParameterizedTest(name = "{0} {1} {2} → {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            # method | header                          | body                                              | status
            POST     | Origin: http://evil.example     | {"jsonrpc":"2.0","id":1,"method":"ping"}           | 403
            POST     | X-Forwarded-For: 203.0.113.7    | {"jsonrpc":"2.0","id":1,"method":"ping"}           | 403
            POST     | Accept: application/json        | {"jsonrpc":"2.0","id":1,"method":"ping"}           | 200
            POST     | Accept: application/json        | {"jsonrpc":"2.0","method":"notifications/initialized"} | 202
            POST     | Accept: application/json        | {"jsonrpc":"2.0","id":1                             | 400
            POST     | Accept: application/json        | []                                                  | 400
            POST     | Accept: application/json        | ~~                                                  | 400
            GET      | Accept: text/event-stream       | ~~                                                  | 405
            DELETE   | Accept: application/json        | ~~                                                  | 405
            """)
    void requests_by_http_are_answered_by_their_status(String method, String header, String body, int status)
            throws IOException, InterruptedException {
        try (var mock = MockServer.builder().document(document).start()) {
            var response = send(mock.url().resolve("/__counterpart/mcp"), method, header, body);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        }
    }

    private static HttpResponse<String> send(URI url, String method, String header, String body)
            throws IOException, InterruptedException {
        var field = header.split(": ", 2);
        var request = HttpRequest.newBuilder(url)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header(field[0], field[1])
                .header("Content-Type", "application/json")
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    /** A client of the SDK, and the mock that it talks about. */
    private record Agent(McpSyncClient client, String url, AutoCloseable server) implements AutoCloseable {

        /** The text of the answer; begins with {@code error:} if it is one. */
        String call(String tool, Map<String, Object> arguments) {
            try {
                var result = client.callTool(McpSchema.CallToolRequest.builder(tool)
                        .arguments(arguments)
                        .build());
                var text = ((McpSchema.TextContent) result.content().get(0)).text();
                return (Boolean.TRUE.equals(result.isError()) ? "error: " : "") + text;
            } catch (RuntimeException refused) {
                return "error: " + refused.getMessage();
            }
        }

        String resource(String uri) {
            var read = client.readResource(
                    McpSchema.ReadResourceRequest.builder(uri).build());
            return ((McpSchema.TextResourceContents) read.contents().get(0)).text();
        }

        /** A request of an app to the mock: status and body. */
        String get(String path) {
            try {
                var response = HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
                return (response.statusCode() + " " + response.body()).strip();
            } catch (IOException | InterruptedException failed) {
                throw new IllegalStateException(failed);
            }
        }

        @Override
        public void close() {
            client.close();
            try {
                server.close();
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    private Agent agent(String way, boolean mayChange) {
        return agent(way, mayChange ? new String[] {"--allow-changes"} : new String[0]);
    }

    private Agent agent(String way, String... more) {
        if (way.equals("standard input")) {
            return stdio(more);
        }
        var errors = new StringWriter();
        var arguments = new ArrayList<>(List.of("mock", document, "--fixtures", fixtures, "-p", "0"));
        arguments.addAll(List.of(more));
        var mock = dev.counterpart.mock.cli.Main.serve(
                        new PrintWriter(new StringWriter()), new PrintWriter(errors), arguments.toArray(String[]::new))
                .orElseThrow(() -> new AssertionError(errors.toString()));
        var client = client(HttpClientStreamableHttpTransport.builder(mock.url().toString())
                .endpoint("/__counterpart/mcp")
                .jsonMapper(McpJson.MAPPER)
                .build());
        return new Agent(client, mock.url().toString(), mock);
    }

    private Agent stdio(String... more) {
        var arguments = new ArrayList<>(List.of(
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "mcp",
                document,
                "--fixtures",
                fixtures));
        arguments.addAll(List.of(more));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var client = client(new StdioClientTransport(
                ServerParameters.builder(java).args(arguments).build(), McpJson.MAPPER));
        var address = ADDRESS.matcher(client.getServerInstructions());
        assertThat(address.find()).isTrue();
        return new Agent(client, address.group(), () -> {});
    }

    private static McpSyncClient client(McpClientTransport transport) {
        var client = McpClient.sync(transport)
                .requestTimeout(Duration.ofMinutes(2))
                .initializationTimeout(Duration.ofMinutes(1))
                .jsonSchemaValidator(new DefaultJsonSchemaValidator())
                .build();
        client.initialize();
        return client;
    }

    private static Map<String, Object> map(String json) {
        return JsonMapper.shared().readValue(json, McpJson.OBJECT);
    }

    private static List<String> together(Collection<String> some, Collection<String> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }
}
