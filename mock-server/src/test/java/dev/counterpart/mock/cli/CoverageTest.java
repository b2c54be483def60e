package dev.counterpart.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.mock.PlainClient;
import dev.counterpart.mock.Requests;
import dev.counterpart.mock.coverage.Coverage;
import dev.counterpart.mock.engine.Answer;
import dev.counterpart.mock.live.Exchange;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.route.Route;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a running server tells of its traffic, and to whom. */
@ExtendWith(Running.End.class)
class CoverageTest {

    private static final String DOCUMENT = """
            openapi: 3.0.0
            paths:
              /pets:
                get:
                  parameters: [{name: limit, in: query, schema: {type: integer}}, {name: X-Trace, in: header, schema: {type: string}}]
                  responses:
                    '200': {description: ok, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}, example: [{id: 1}]}}}
                    default: {description: wrong}
                post:
                  requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
                  responses: {'201': {description: made}}
              /never:
                get: {responses: {'200': {description: ok}}}
            components:
              schemas:
                Pet: {type: object, properties: {id: {type: integer}, name: {type: string}, mother: {$ref: '#/components/schemas/Pet'}}}
            """;

    @TempDir
    private Path folder;

    private String document = "";

    @BeforeEach
    void write() throws IOException {
        document = Files.writeString(folder.resolve("a.yaml"), DOCUMENT).toString();
    }

    private Running asked() {
        var mock = Running.of("mock", "x=" + document);
        mock.get("/x/pets?limit=1");
        mock.get("/x/pets");
        mock.get("/x/elsewhere");
        mock.send(Requests.of("POST /x/pets HTTP/1.1\nContent-Type: application/json\n\n{\"name\":\"a\",\"other\":1}"));
        return mock;
    }

    @Test
    void what_the_traffic_has_reached_is_told() {
        var response = asked().get("/__counterpart/coverage");
        assertThat(response.headers().first("Access-Control-Allow-Origin")).isEmpty();
        assertThat(Json.read(response.text())).isEqualTo(Json.read("""
                {
                  "operations": {"reached": 2, "declared": 3},
                  "statuses": {"reached": 2, "declared": 4},
                  "parameters": {"reached": 1, "declared": 2},
                  "properties": {"reached": 2, "declared": 6},
                  "missed": 0,
                  "list": [
                    {
                      "operation": "GET /x/pets",
                      "requests": 2,
                      "statuses": {"200": 2},
                      "reached": ["query limit", "response 200 /*/id", "status 200"],
                      "unreached": ["header X-Trace", "response 200 /*/mother", "response 200 /*/name", "status default"]
                    },
                    {
                      "operation": "POST /x/pets",
                      "requests": 1,
                      "statuses": {"201": 1},
                      "reached": ["request /name", "status 201"],
                      "unreached": ["request /id", "request /mother"]
                    },
                    {
                      "operation": "GET /x/never",
                      "requests": 0,
                      "statuses": {},
                      "reached": [],
                      "unreached": ["status 200"]
                    }
                  ]
                }
                """));
    }

    @Test
    void an_edit_forgets_only_what_is_gone() throws IOException {
        var mock = asked();
        Files.writeString(
                folder.resolve("a.yaml"), DOCUMENT.replace("'201': {description: made}", "'204': {description: made}"));
        mock.eventuallySaid(List.of("Reloaded: 3 operations"));
        var told = Json.read(mock.get("/__counterpart/coverage").text());
        assertThat(told.at("/operations/reached").asInt()).isEqualTo(2);
        assertThat(told.at("/list/1/reached").toString()).isEqualTo("[\"request /name\"]");
    }

    @Test
    void an_exchange_of_the_contract_before_an_edit_counts_for_what_is_declared_now() throws IOException {
        var before = contract();
        var operations = List.of(
                before.operation("POST /pets").orElseThrow(),
                before.operation("GET /never").orElseThrow());
        Files.writeString(
                folder.resolve("a.yaml"),
                DOCUMENT.replace("'201': {description: made}", "'204': {description: made}")
                        .replace("/never:", "/new:"));
        var coverage = new Coverage(() -> 0);
        coverage.begin(0, "", before);
        coverage.begin(0, "", contract());
        operations.forEach(operation -> coverage.ended(posted(operation)));
        assertThat(Json.read(coverage.json().toString()).at("/list")).isEqualTo(Json.read("""
                [
                  {
                    "operation": "GET /pets",
                    "requests": 0,
                    "statuses": {},
                    "reached": [],
                    "unreached": [
                      "header X-Trace", "query limit", "response 200 /*/id", "response 200 /*/mother", "response 200 /*/name",
                      "status 200", "status default"
                    ]
                  },
                  {
                    "operation": "POST /pets",
                    "requests": 1,
                    "statuses": {"201": 1},
                    "reached": ["request /name"],
                    "unreached": ["request /id", "request /mother", "status 204"]
                  },
                  {"operation": "GET /new", "requests": 0, "statuses": {}, "reached": [], "unreached": ["status 200"]}
                ]
                """));
    }

    private Contract contract() {
        return ((ReadResult.Read) ContractReader.read(document, ReadOptions.defaults())).contract();
    }

    private static Exchange posted(Operation operation) {
        var request = Requests.of("POST /pets HTTP/1.1\nContent-Type: application/json\n\n{\"name\":\"a\"}");
        var route = new Route.Found(operation, Map.of());
        var answer = Answer.of(Response.of(201), route, List.of(), "").ofContract(0);
        return new Exchange(1, Instant.EPOCH, Duration.ZERO, request, answer, Optional.empty());
    }

    @ParameterizedTest(name = "{0} of {1} from {2} → {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # request                          | host             | origin                 | status
            GET /__counterpart/coverage        | 127.0.0.1:4010   | ``                     | 200
            HEAD /__counterpart/coverage       | localhost        | ``                     | 200
            GET /__counterpart/coverage        | [::1]:4010       | ``                     | 200
            GET /__counterpart/coverage        | mock:4010        | ``                     | 200
            GET /__counterpart/coverage        | app.localhost    | ``                     | 200
            GET /__counterpart/coverage        | evil.example     | ``                     | 403
            GET /__counterpart/coverage        | 127.0.0.1.evil.example:4010 | ``          | 403
            GET /__counterpart/coverage        | localhost:4010   | http://localhost:4010  | 200
            GET /__counterpart/coverage        | localhost:4010   | http://localhost:3000  | 403
            GET /__counterpart/coverage        | localhost:4010   | null                   | 403
            OPTIONS /__counterpart/coverage    | localhost:4010   | http://localhost:3000  | 403
            DELETE /__counterpart/coverage     | localhost        | ``                     | 405
            GET /__counterpart/other           | localhost        | ``                     | 404
            GET /__counterpartner              | localhost        | ``                     | 404
            """)
    void it_is_told_to_nobody_from_elsewhere(String request, String host, String origin, int status)
            throws IOException {
        var mock = Running.of("mock", document);
        String more = origin.isEmpty() ? "" : "Origin: " + origin + "\r\nAccess-Control-Request-Method: GET\r\n";
        var bytes = (request + " HTTP/1.1\r\nHost: " + host + "\r\n" + more + "Connection: close\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        var response = PlainClient.parsed(PlainClient.raw(mock.url(), bytes));
        assertThat(response.status()).isEqualTo(status);
        if (!request.endsWith("counterpartner")) {
            assertThat(response.headers().has("Access-Control-Allow-Origin")).isFalse();
        }
    }

    @Test
    void it_can_be_switched_off() {
        assertThat(Running.of("mock", document, "--no-admin")
                        .get("/__counterpart/coverage")
                        .text())
                .contains("NO_PATH_MATCHED_ERROR");
    }

    @Test
    void it_is_printed_when_the_process_is_told_to_end() throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "mock",
                        document,
                        "-p",
                        "0",
                        "--coverage")
                .redirectErrorStream(true)
                .start();
        try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var url = URI.create(reader.readLine().replace("Counterpart is listening on ", ""));
            PlainClient.send(url, new Request("GET", "/pets", "", Headers.none(), new byte[0]));
            PlainClient.send(url, Request.of(Method.GET, "/pets?limit=2"));
            process.toHandle().destroy();
            String said = reader.lines().collect(Collectors.joining("\n"));
            assertThat(said).endsWith("""

                    Coverage of the traffic: 1 of 3 operations, 1 of 4 statuses, 1 of 2 parameters, 1 of 6 properties
                      GET /pets   2 times; not reached: header X-Trace, response 200 /*/mother, response 200 /*/name, status default
                      POST /pets   never
                      GET /never   never""");
        } finally {
            process.destroy();
            process.waitFor();
        }
    }
}
