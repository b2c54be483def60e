package dev.counterpart.mock.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.FixtureReader;
import dev.counterpart.fixtures.Scenario;
import dev.counterpart.fixtures.When;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** When scenarios move on, and whose requests they are for. */
class ScenarioPlayerTest {

    private static final Contract CONTRACT = ((ReadResult.Read)
                    ContractReader.read("""
                    openapi: 3.1.0
                    info: {title: Steps, version: '1'}
                    paths:
                      /a: {get: {operationId: a, responses: {'200': {description: ok}, '404': {description: no}}}}
                      /b: {post: {operationId: b, responses: {'200': {description: ok}}}}
                    """.getBytes(StandardCharsets.UTF_8), "steps.yaml", ReadOptions.defaults()))
            .contract();

    private static final Map<String, String> SCENARIOS = Map.of(
            "calls", "steps: [{answers: {a: {status: 404}}, until: {calls: 2}}, {answers: {a: {status: 200}}}]",
            "time",
                    "steps: [{answers: {a: {status: 404}}, until: {after: 10s}}, {answers: {a: {status: 503}}, until: {after: 5s}}, {answers: {a: {status: 200}}}]",
            "match",
                    "steps: [{answers: {a: {status: 404}}, until: {request: {operation: b, when: {query: {go: 'yes'}}}}}, {answers: {a: {status: 200}}}]",
            "hand", "steps: [{answers: {a: {status: 404}}}, {answers: {a: {status: 500}}}]",
            "all", "steps: [{answers: {'*': {delay: 1s}, a: {status: 404}}}]");

    @TempDir
    private Path folder;

    private Instant now = Instant.EPOCH;
    private final Control control = new Control(() -> now, subject -> {});
    private Staging staging = Staging.NONE;

    @BeforeEach
    void read() throws IOException {
        var scenarios = Files.createDirectories(folder.resolve("_scenarios"));
        for (var each : SCENARIOS.entrySet()) {
            Files.writeString(scenarios.resolve(each.getKey() + ".yaml"), each.getValue());
        }
        var loaded = FixtureReader.read(folder, CONTRACT);
        assertThat(loaded.broken()).isEmpty();
        staging = control.of(0, loaded.fixtures().scenarios());
    }

    /** {@code a}, {@code b?go=yes}, {@code a [session]}. */
    private String answer(String request) {
        int bracket = request.indexOf('[');
        var session = bracket < 0
                ? Optional.<String>empty()
                : Optional.of(request.substring(bracket + 1, request.indexOf(']')));
        var operation = CONTRACT.operation(request.substring(0, 1)).orElseThrow();
        When.Facts facts = key -> request.contains("?" + key.name() + "=")
                ? Optional.of(JsonNodeFactory.instance.stringNode(request.substring(request.indexOf('=') + 1)))
                : Optional.empty();
        return staging.step(operation, facts, session)
                .map(set -> set.answer().toString())
                .orElse("usual");
    }

    @ParameterizedTest(name = "{0}: {1} → {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # started        | what happens                       | answers
            calls            | a; a; a; a                         | status 404; status 404; status 200; status 200
            calls            | a; b; a; a                         | status 404; usual; status 404; status 200
            time             | a; +9s; a; +1s; a; +5s; a          | status 404; status 404; status 503; status 200
            time             | a; +15s; a                         | status 404; status 200
            match            | a; b; a; b?go=no; a; b?go=yes; a   | status 404; usual; status 404; usual; status 404; usual; status 200
            hand             | a; a; +1h; a                       | status 404; status 404; status 404
            hand, next       | a                                  | status 500
            hand, next, next | a                                  | status 500
            hand, next, back | a                                  | status 404
            hand, stop       | a                                  | usual
            hand [s]         | a; a [s]; a [t]                    | usual; status 404; usual
            calls, hand      | a                                  | status 404
            calls, hand [s]  | a [s]; a; a; a; a [s]              | status 404; status 404; status 200; status 200; status 404
            all              | a; b                               | status 404, delay 1s; delay 1s
            """)
    void the_answers(String started, String happens, String answers) {
        String last = "";
        for (String each : started.split(", ")) {
            last = move(each, last);
        }
        var actual = new ArrayList<String>();
        for (String each : happens.split("; ")) {
            if (each.startsWith("+")) {
                now = now.plus(Duration.parse("PT" + each.substring(1)));
            } else {
                actual.add(answer(each));
            }
        }
        assertThat(String.join("; ", actual)).isEqualTo(answers);
    }

    private ServedScenario named(String name) {
        return control.scenarios().named(name).get(0);
    }

    private String move(String what, String last) {
        var player = control.scenarios();
        switch (what) {
            case "next" -> player.move(named(last), Optional.empty(), now -> now.orElseThrow() + 1);
            case "back" -> player.move(named(last), Optional.empty(), now -> now.orElseThrow() - 1);
            case "stop" -> player.stop(named(last), Optional.empty());
            default -> {
                var session = what.endsWith("[s]") ? Optional.of("s") : Optional.<String>empty();
                String name = what.replace(" [s]", "");
                assertThat(player.play(named(name), session, 0)).isPresent();
                return name;
            }
        }
        return last;
    }

    @Test
    void an_edit_keeps_the_step() {
        control.scenarios().play(named("time"), Optional.empty(), 2);
        var shorter = FixtureReader.read(folder, CONTRACT).fixtures().scenarios().stream()
                .filter(scenario -> scenario.name().equals("hand"))
                .map(scenario -> new Scenario("time", scenario.title(), "", false, scenario.steps(), scenario.file()))
                .toList();
        staging = control.of(0, shorter);
        assertThat(answer("a")).isEqualTo("status 500");
    }

    @Test
    void no_scenario_has_an_unknown_name() {
        assertThat(control.scenarios().named("nothing")).isEmpty();
        assertThat(staging.isIdle()).isTrue();
    }

    @Test
    void a_contract_does_not_get_the_scenarios_of_another() {
        control.scenarios().play(named("hand"), Optional.empty(), 0);
        var other = control.of(1, List.of());
        assertThat(other.step(CONTRACT.operation("a").orElseThrow(), key -> Optional.empty(), Optional.empty()))
                .isEmpty();
    }
}
