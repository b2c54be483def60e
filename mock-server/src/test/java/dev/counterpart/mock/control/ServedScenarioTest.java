package dev.counterpart.mock.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.OperationSelector;
import dev.counterpart.fixtures.Scenario;
import dev.counterpart.fixtures.StagedAnswer;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonPointer;

/** Scenarios of several documents: what their names mean, and whose requests they answer. */
class ServedScenarioTest {

    private static final Contract CONTRACT = ((ReadResult.Read)
                    ContractReader.read("""
                    openapi: 3.1.0
                    info: {title: any, version: '1'}
                    paths: {/a: {get: {operationId: a, responses: {'200': {description: ok}}}}}
                    """.getBytes(StandardCharsets.UTF_8), "a.yaml", ReadOptions.defaults()))
            .contract();

    private final Control control = new Control(() -> Instant.EPOCH, subject -> {});
    private final Map<String, Staging> stagings = new LinkedHashMap<>();

    ServedScenarioTest() {
        serve(0, "", "Pets", scenario("sale", false));
        serve(1, "", "Stock", scenario("sale", false), scenario("only", false));
        serve(2, "/shop", "Shop", scenario("sale", true), scenario("both", false));
        serve(3, "/pay", "Pay", scenario("both", false));
        serve(4, "/pay", "Pay", scenario("both", false));
    }

    private void serve(int position, String prefix, String title, Scenario... scenarios) {
        stagings.keySet().removeIf(name -> name.startsWith(position + 1 + " "));
        stagings.put((position + 1) + " " + title, control.of(position, prefix, title, List.of(scenarios)));
    }

    private static Scenario scenario(String name, boolean isStarted) {
        var steps = Stream.of("one", "two", "three")
                .map(title -> new Scenario.Step(
                        title, Map.of(OperationSelector.ALL, StagedAnswer.NOTHING), new Scenario.End.Hand()))
                .toList();
        return new Scenario(name, name, "", isStarted, steps, new Location(name + ".yaml", 1, JsonPointer.empty()));
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # name          | contracts
            only            | /#Stock
            /#only          | /#Stock
            /#Stock#only    | /#Stock
            sale            | /#Pets, /#Stock, /shop#Shop
            /#sale          | /#Pets, /#Stock
            /#Stock#sale    | /#Stock
            /shop#sale      | /shop#Shop
            /shop#Shop#sale | /shop#Shop
            /pay#both       | /pay#Pay, /pay#Pay#2
            /pay#Pay#both   | /pay#Pay
            /pay#Pay#2#both | /pay#Pay#2
            /shop#only      | ''
            /other#sale     | ''
            shop#sale       | ''
            """)
    void a_name_means_the_scenarios_of(String name, String contracts) {
        assertThat(control.scenarios().named(name).stream()
                        .map(ServedScenario::contract)
                        .collect(Collectors.joining(", ")))
                .isEqualTo(contracts);
    }

    @Test
    void the_shortest_name_of_each_names_it_only() {
        var all = control.scenarios().scenarios();

        assertThat(all)
                .extracting(each -> each.selector(all))
                .containsExactly(
                        "/#Pets#sale",
                        "/#Stock#sale",
                        "only",
                        "/shop#sale",
                        "/shop#both",
                        "/pay#Pay#both",
                        "/pay#Pay#2#both");
        assertThat(all)
                .allSatisfy(each -> assertThat(control.scenarios().named(each.selector(all)))
                        .containsExactly(each));
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # moves                                              | of a request without session        | of the session s
            /#Pets#sale start                                    | 1 Pets one, 3 Shop one              | 1 Pets one, 3 Shop one
            /#Pets#sale start, /#Stock#sale start, /#Pets#sale 3 | 1 Pets three, 2 Stock one, 3 Shop one | 1 Pets three, 2 Stock one, 3 Shop one
            /#Pets#sale start, /shop#sale stop                   | 1 Pets one                          | 1 Pets one
            /#Pets#sale start s, /#Pets#sale 2 s                 | 3 Shop one                          | 1 Pets two, 3 Shop one
            /shop#sale 2, /shop#sale 3 s                         | 3 Shop two                          | 3 Shop three
            /pay#Pay#2#both start                                | 3 Shop one, 5 Pay one               | 3 Shop one, 5 Pay one
            /#Pets#sale start, /shop#sale 2, reset               | 3 Shop one                          | 3 Shop one
            /#Pets#sale start s, /#Pets#sale start, reset s      | 1 Pets one, 3 Shop one              | 1 Pets one, 3 Shop one
            """)
    void each_document_has_its_own_step(String moves, String steps, String stepsOfSession) {
        for (String each : moves.split(", ")) {
            move(each.split(" "));
        }

        assertThat(steps(Optional.empty())).isEqualTo(steps);
        assertThat(steps(Optional.of("s"))).isEqualTo(stepsOfSession);
    }

    private void move(String... what) {
        boolean isReset = what[0].equals("reset");
        int rest = isReset ? 1 : 2;
        var session = what.length > rest ? Optional.of(what[rest]) : Optional.<String>empty();
        if (isReset) {
            control.reset(session);
            return;
        }
        var scenario = control.scenarios().named(what[0]).get(0);
        switch (what[1]) {
            case "start" -> control.scenarios().play(scenario, session, 0);
            case "stop" -> control.scenarios().stop(scenario, session);
            default -> control.scenarios().play(scenario, session, Integer.parseInt(what[1]) - 1);
        }
    }

    /** The step of each document, as its fixtures and its answers see it. */
    private String steps(Optional<String> session) {
        var steps = new ArrayList<String>();
        stagings.forEach((name, staging) -> {
            staging.steps(session).values().forEach(step -> steps.add(name + " " + step));
            var operation = CONTRACT.operation("a").orElseThrow();
            assertThat(staging.step(operation, key -> Optional.empty(), session).isPresent())
                    .isEqualTo(!staging.steps(session).isEmpty());
        });
        return String.join(", ", steps);
    }

    @Test
    void a_fixture_moves_the_scenario_of_its_document_only() {
        control.scenarios().named("sale").forEach(each -> control.scenarios().play(each, Optional.empty(), 0));

        Objects.requireNonNull(stagings.get("2 Stock")).move(Map.of("sale", "two"), Optional.empty());

        assertThat(steps(Optional.empty())).isEqualTo("1 Pets one, 2 Stock two, 3 Shop one");
    }

    @Test
    void an_edit_of_one_document_keeps_the_steps_of_the_others() {
        control.scenarios().named("sale").forEach(each -> control.scenarios().play(each, Optional.empty(), 1));

        serve(1, "", "Renamed", scenario("only", true));

        assertThat(steps(Optional.empty())).isEqualTo("1 Pets two, 3 Shop two, 2 Renamed one");
        assertThat(control.scenarios().named("/#sale")).hasSize(1);
    }
}
