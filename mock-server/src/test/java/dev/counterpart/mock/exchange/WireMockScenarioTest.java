package dev.counterpart.mock.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.counterpart.fixtures.FixtureReader;
import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.PlainClient;
import dev.counterpart.mock.control.Control;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.record.FixtureWriter;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stock WireMock and the mock give the same answers to the same requests, one after the other. */
class WireMockScenarioTest {

    private static final Contract CONTRACT = ((ReadResult.Read)
                    ContractReader.read("""
                    openapi: 3.1.0
                    info: {title: todo, version: '1'}
                    paths:
                      /items:
                        get:
                          operationId: list
                          responses: &all
                            '200': {description: '', content: {text/plain: {example: usual}}}
                            '403': {description: '', content: {text/plain: {}}}
                            '503': {description: '', content: {text/plain: {}}}
                        post: {operationId: add, requestBody: {content: {text/plain: {}}}, responses: *all}
                      /items/{id}:
                        parameters: [{name: id, in: path, required: true, schema: {type: string}}]
                        get: {operationId: get, responses: *all}
                    """.getBytes(StandardCharsets.UTF_8), "todo.yaml", ReadOptions.defaults()))
            .contract();

    @TempDir
    private Path folder;

    private static Request request(String text) {
        var parts = text.strip().split(" ", 3);
        byte[] body = parts.length < 3 ? new byte[0] : parts[2].getBytes(StandardCharsets.UTF_8);
        var request = new Request(parts[0], parts[1], "", Headers.none(), body);
        return parts.length < 3 ? request : request.with("Content-Type", "text/plain");
    }

    private static List<String> answers(String requests, Function<Request, Response> server) {
        var answers = new ArrayList<String>();
        for (var each : requests.split(",")) {
            var response = server.apply(request(each));
            answers.add(response.status() + " " + response.text());
        }
        return answers;
    }

    /** The answers of a stock WireMock; {@code state} is that of the scenario s before the first request. */
    private List<String> ofWireMock(String requests, Optional<String> state) {
        var server = new WireMockServer(
                WireMockConfiguration.options().dynamicPort().usingFilesUnderDirectory(folder.toString()));
        server.start();
        try {
            state.ifPresent(each -> server.setScenarioState("s", each));
            var url = URI.create(server.baseUrl());
            return answers(requests, request -> send(url, request));
        } finally {
            server.stop();
        }
    }

    /** Without chunks. */
    private static Response send(URI url, Request request) {
        try {
            return PlainClient.send(url, request.with("Connection", "close"));
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private static List<String> ofMock(Fixtures fixtures, String requests, boolean isPlayed) {
        var control = new Control(InstantSource.system(), subject -> {});
        var engine = new MockEngine(
                CONTRACT,
                fixtures,
                MockOptions.defaults(),
                InstantSource.system(),
                control.of(0, fixtures.scenarios()));
        if (isPlayed) {
            var scenario = control.scenarios().named("s").get(0);
            assertThat(control.scenarios().play(scenario, Optional.empty(), 0)).isPresent();
        }
        return answers(requests, request -> engine.answer(request).response());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # what                        | stubs: state > new state: request: status body                                        | requests                                       | answers
            a retry that succeeds         | `Started > up: GET /items: 503 down; up: GET /items: 200 fine`                        | GET /items, GET /items, GET /items             | 503 down, 200 fine, 200 fine
            a change that is seen         | `Started: GET /items: 200 milk; Started > two: POST /items bread: 200 ok; two: GET /items: 200 milk and bread` | GET /items, POST /items buy bread, GET /items | 200 milk, 200 ok, 200 milk and bread
            a request that does not match | `Started: GET /items: 200 milk; Started > two: POST /items bread: 200 ok; two: GET /items: 200 milk and bread` | POST /items eggs, GET /items                  | , 200 milk
            there and back                | `Started > off: GET /items: 200 on; off > Started: GET /items: 503 off`               | GET /items, GET /items, GET /items             | 200 on, 503 off, 200 on
            two ways                      | `Started > a: GET /items/a: 200 to a; Started > b: GET /items/b: 200 to b; a: GET /items: 200 in a; b: GET /items: 200 in b` | GET /items/b, GET /items | 200 to b, 200 in b
            a state that is never met     | `Started: GET /items: 200 first; other: GET /items: 200 other`                        | GET /items, GET /items                         | 200 first, 200 first
            from any state                | `Started: GET /items: 200 first; > two: GET /items/x: 200 moved; two: GET /items: 200 second` | GET /items, GET /items/x, GET /items, GET /items/x | 200 first, 200 moved, 200 second, 200 moved
            one path only                 | `Started > two: GET /items/7: 200 seven; two: GET /items/7: 403 gone`                 | GET /items/7, GET /items/7                     | 200 seven, 403 gone
            """)
    void stubs_of_a_scenario_are_imported(String what, String stubs, String requests, String expected)
            throws IOException {
        Files.createDirectories(folder.resolve("mappings"));
        int number = 0;
        for (var stub : stubs.split(";")) {
            Files.writeString(folder.resolve("mappings/" + ++number + ".json"), stub(stub.strip()));
        }
        var result = WireMockImport.read(folder, CONTRACT);
        assertThat(result.left()).isEmpty();
        assertThat(result.remarks()).isEmpty();
        var to = folder.resolve("fixtures");
        assertThat(FixtureWriter.write(to, CONTRACT, result.drafts(), result.scenarios())
                        .invalid())
                .isEmpty();
        var loaded = FixtureReader.read(to, CONTRACT);
        assertThat(loaded.broken()).isEmpty();

        var wireMock = ofWireMock(requests, Optional.empty());
        var mock = ofMock(loaded.fixtures(), requests, false);

        var wanted = List.of(expected.split(", ", -1));
        for (int i = 0; i < wanted.size(); i++) {
            if (!wanted.get(i).isBlank()) {
                assertThat(wireMock.get(i)).isEqualTo(wanted.get(i).strip());
                assertThat(mock.get(i)).isEqualTo(wanted.get(i).strip());
            }
        }
    }

    /** {@code state > new state: METHOD /path text of the body: status body}. */
    private static String stub(String text) {
        var parts = text.split(": ");
        var states = (parts[0] + " ").split(">");
        var request = parts[1].split(" ", 3);
        var response = parts[2].split(" ", 2);
        String required = states[0].replace(":", "").strip();
        return "{\"scenarioName\":\"My s!\""
                + (required.isEmpty() ? "" : ",\"requiredScenarioState\":\"" + required + "\"")
                + (states.length > 1 ? ",\"newScenarioState\":\"" + states[1].strip() + "\"" : "")
                + ",\"request\":{\"method\":\"" + request[0] + "\",\"url\":\"" + request[1] + "\""
                + (request.length > 2 ? ",\"bodyPatterns\":[{\"contains\":\"" + request[2] + "\"}]" : "")
                + "},\"response\":{\"status\":" + response[0] + ",\"body\":\"" + response[1]
                + "\",\"headers\":{\"Content-Type\":\"text/plain\"}}}";
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # what                 | steps                                                                                                                  | requests                                        | answers
            calls                  | `[{title: A, answers: {list: {status: 503}}, until: {calls: 2}}, {title: B, answers: {list: {fixture: 200-b}}}]`       | GET /items, GET /items, GET /items, GET /items  | 503, 503, 200 b, 200 b
            a request              | `[{title: A, answers: {list: {fixture: 200-a}}, until: {request: {operation: add}}}, {title: B, answers: {list: {fixture: 200-b}}}]` | GET /items, POST /items x, GET /items | 200 a, 200, 200 b
            a request with a text  | `[{title: A, until: {request: {operation: add, when: {body: {'': {matches: 'g.*'}}}}}}, {title: B, answers: {list: {fixture: 200-b}}}]` | POST /items no, GET /items, POST /items go, GET /items | 200, 200, 200, 200 b
            the request of a step  | `[{title: A, answers: {get: {fixture: 200-a}}, until: {request: {operation: get, when: {path: {id: z}}}}}, {title: B, answers: {get: {status: 403}}}]` | GET /items/y, GET /items/z, GET /items/z | 200 a, 200 a, 403
            all operations         | `[{title: A, answers: {'*': {status: 503}}, until: {calls: 2}}, {title: B}]`                                           | GET /items, POST /items x, GET /items, GET /items/1 | 503, 503, 200, 200
            two titles alike       | `[{title: A, answers: {list: {status: 503}}, until: {calls: 1}}, {title: A, answers: {list: {status: 403}}}]`          | GET /items, GET /items                          | 503, 403
            a fixture of a step    | `[{title: A, until: {request: {operation: add}}}, {title: C}]`                                                         | GET /items/c, POST /items x, GET /items/c       | 200, 200, 200 c
            """)
    void a_scenario_is_exported(String what, String steps, String requests, String expected) throws IOException {
        var fixtures = folder.resolve("fixtures");
        for (var each : List.of("list/200-a: a", "list/200-b: b", "get/200-a: a", "list/403: no", "get/403: no")) {
            var file = fixtures.resolve(each.split(":")[0] + ".yaml");
            Files.createDirectories(file.getParent());
            String condition = "{header: {X-Never: " + each.split(":")[0] + "}}";
            Files.writeString(file, "when: " + condition + "\nresponse: {body: " + each.split(": ")[1] + "}\n");
        }
        boolean hasC = steps.contains("title: C");
        if (hasC) {
            Files.writeString(fixtures.resolve("get/200-c.yaml"), "when: {scenario: {s: C}}\nresponse: {body: c}\n");
        }
        Files.createDirectories(fixtures.resolve("_scenarios"));
        Files.writeString(fixtures.resolve("_scenarios/s.yaml"), "steps: " + steps + "\n");
        var loaded = FixtureReader.read(fixtures, CONTRACT);
        assertThat(loaded.broken()).isEmpty();
        var export = WireMockExport.of(CONTRACT, loaded.fixtures());
        assertThat(export.left()).isEmpty();
        export.write(folder);

        var mock = ofMock(loaded.fixtures(), requests, true);
        String title = steps.replaceAll("^\\[\\{title: ([A-Z]).*", "$1");
        assertThat(ofWireMock(requests, Optional.of(title))).isEqualTo(mock);
        var wanted = List.of(expected.split(", "));
        for (int i = 0; i < wanted.size(); i++) {
            assertThat(mock.get(i)).startsWith(wanted.get(i).strip());
        }
    }

    @Test
    void ends_without_a_counterpart_are_listed() throws IOException {
        Files.createDirectories(folder.resolve("_scenarios"));
        Files.writeString(folder.resolve("_scenarios/s.yaml"), """
                steps:
                  - {title: A, answers: {list: {status: 503}}}
                  - {title: B, answers: {list: {status: 403, auth: off}}, until: {after: 10s}}
                  - {title: C, answers: {list: {status: 503}}, until: {calls: 101}}
                  - {title: D}
                """);

        var fixtures = FixtureReader.read(folder, CONTRACT).fixtures();

        assertThat(WireMockExport.of(CONTRACT, fixtures).left().stream()
                        .map(each -> each.replace(folder + "/_scenarios/", "")))
                .containsExactly(
                        "s.yaml: step 1 \"A\" ends by hand, which no stub can do; set the next state with PUT /__admin/scenarios/s/state",
                        "s.yaml: step 2 \"B\" ends after 10s, which no stub can do; set the next state with PUT /__admin/scenarios/s/state",
                        "s.yaml: step 2 \"B\" does not check credentials; its stubs do",
                        "s.yaml: step 3 \"C\" ends after 101 calls, more than 100; set the next state with PUT /__admin/scenarios/s/state");
    }

    @Test
    void a_fixture_for_an_unknown_step_is_invalid() throws IOException {
        Files.createDirectories(folder.resolve("_scenarios"));
        Files.createDirectories(folder.resolve("list"));
        Files.writeString(folder.resolve("_scenarios/todo.yaml"), "steps: [{title: One}, {title: Two}]\n");
        Files.writeString(folder.resolve("list/200-a.yaml"), """
                when: {scenario: {todoo: One}}
                then: {scenario: {todo: Too}}
                response: {body: a}
                """);

        var loaded = FixtureReader.read(folder, CONTRACT);

        assertThat(loaded.fixtures().all()).isEmpty();
        assertThat(loaded.broken().stream().map(each -> each.violation().line()))
                .containsExactly(
                        "fixture.when.unknown at fixture /when/scenario/todoo: expected a scenario: todo, but was \"todoo\"; the nearest is todo",
                        "fixture.when.unknown at fixture /then/scenario/todo: expected a step of scenario todo: One, Two, but was \"Too\"; the nearest is Two");
    }
}
