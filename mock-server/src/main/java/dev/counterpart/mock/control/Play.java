package dev.counterpart.mock.control;

import dev.counterpart.fixtures.Scenario;
import dev.counterpart.mock.store.StateKey;
import dev.counterpart.mock.store.StateKind;
import dev.counterpart.spec.Json;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A scenario that is under way.
 *
 * @param contract the name of its contract
 * @param session whose requests it is for; empty for all
 * @param step the index of the current step
 * @param calls answers that the current step has given
 * @param began when the current step began
 */
public record Play(String contract, String scenario, Optional<String> session, int step, int calls, Instant began) {

    Play at(int other, Instant now) {
        return new Play(contract, scenario, session, other, 0, now);
    }

    Play called() {
        return new Play(contract, scenario, session, step, calls + 1, began);
    }

    /** The play of the scenario as it was edited: it may have fewer steps now. */
    Play within(Scenario edited) {
        int last = edited.steps().size() - 1;
        return step <= last ? this : new Play(contract, scenario, session, last, calls, began);
    }

    boolean isLast(Scenario played) {
        return step >= played.steps().size() - 1;
    }

    /** The name of the play of a scenario for a session in the store. */
    static StateKey key(String contract, String scenario, Optional<String> session) {
        var name = JsonNodeFactory.instance.arrayNode().add(contract).add(scenario);
        session.ifPresent(name::add);
        return StateKey.ofServer(StateKind.PLAY, Json.text(name));
    }

    /** Whether it is the play of that scenario, for whichever session. */
    public boolean isOf(ServedScenario served) {
        return contract.equals(served.contract())
                && scenario.equals(served.scenario().name());
    }

    StateKey key() {
        return key(contract, scenario, session);
    }

    JsonNode json() {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("contract", contract);
        node.put("scenario", scenario);
        session.ifPresent(name -> node.put("session", name));
        return node.put("step", step).put("calls", calls).put("began", began.toString());
    }

    static Play of(JsonNode node) {
        return new Play(
                node.path("contract").asString(""),
                node.path("scenario").asString(),
                Optional.of(node.path("session")).filter(JsonNode::isString).map(JsonNode::asString),
                node.path("step").asInt(),
                node.path("calls").asInt(),
                Instant.parse(node.path("began").asString()));
    }
}
