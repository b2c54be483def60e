package dev.counterpart.mock.exchange;

import dev.counterpart.fixtures.When;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The scenarios of imported stubs: each state becomes a step without answers, which fixtures name as a condition.
 *
 * @see <a href="https://wiremock.org/docs/stateful-behaviour/">WireMock, stateful behaviour</a>
 */
final class WireMockScenarios {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Our name by WireMock's. */
    private final Map<String, String> names = new LinkedHashMap<>();

    private final Map<String, Set<String>> states = new LinkedHashMap<>();

    /** The condition that the stub is for one state. */
    Map<When.Key, JsonNode> condition(JsonNode stub) {
        var state = state(stub, "requiredScenarioState");
        return state.map(Map.Entry::getValue)
                .map(title -> Map.<When.Key, JsonNode>of(
                        new When.Key(When.Part.SCENARIO, state.get().getKey()), NODES.stringNode(title)))
                .orElse(Map.of());
    }

    /** Our name of the scenario, and the state to which the stub moves it. */
    Optional<Map.Entry<String, String>> next(JsonNode stub) {
        return state(stub, "newScenarioState");
    }

    private Optional<Map.Entry<String, String>> state(JsonNode stub, String member) {
        String scenario = stub.path("scenarioName").asString("");
        String state = stub.path(member).asString("");
        if (scenario.isEmpty() || state.isEmpty()) {
            return Optional.empty();
        }
        String name = names.computeIfAbsent(scenario, this::name);
        states.computeIfAbsent(name, added -> new LinkedHashSet<>(Set.of(ScenarioStates.STARTED)))
                .add(state);
        return Optional.of(Map.entry(name, state));
    }

    /** The name of a file that no other scenario has. */
    private String name(String scenario) {
        String plain = scenario.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+|-+$", "");
        String base = plain.isEmpty() ? "scenario" : plain;
        String name = base;
        for (int number = 2; names.containsValue(name); number++) {
            name = base + "-" + number;
        }
        return name;
    }

    /** By name, what the file of each scenario says. */
    Map<String, ObjectNode> files() {
        var files = new LinkedHashMap<String, ObjectNode>();
        names.forEach((scenario, name) -> {
            var file = NODES.objectNode();
            file.put("title", scenario);
            file.put("start", true);
            var steps = file.putArray("steps");
            states.getOrDefault(name, Set.of())
                    .forEach(state -> steps.addObject().put("title", state));
            files.put(name, file);
        });
        return files;
    }
}
