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
 * @param session whose requests it is for; empty for all
 * @param step the index of the current step
 * @param calls answers that the current step has given
 * @param began when the current step began
 */
public record Play(String scenario, Optional<String> session, int step, int calls, Instant began) {

    Play at(int other, Instant now) {
        return new Play(scenario, session, other, 0, now);
    }

    Play called() {
        return new Play(scenario, session, step, calls + 1, began);
    }

    /** The play of the scenario as it was edited: it may have fewer steps now. */
    Play within(Scenario edited) {
        int last = edited.steps().size() - 1;
        return step <= last ? this : new Play(scenario, session, last, calls, began);
    }

    boolean isLast(Scenario played) {
        return step >= played.steps().size() - 1;
    }

    /** The name of the play of a scenario for a session in the store. */
    static StateKey key(String scenario, Optional<String> session) {
        var name = JsonNodeFactory.instance.arrayNode().add(scenario);
        session.ifPresent(name::add);
        return StateKey.ofServer(StateKind.PLAY, Json.text(name));
    }

    StateKey key() {
        return key(scenario, session);
    }

    JsonNode json() {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("scenario", scenario);
        session.ifPresent(name -> node.put("session", name));
        return node.put("step", step).put("calls", calls).put("began", began.toString());
    }

    static Play of(JsonNode node) {
        return new Play(
                node.path("scenario").asString(),
                Optional.of(node.path("session")).filter(JsonNode::isString).map(JsonNode::asString),
                node.path("step").asInt(),
                node.path("calls").asInt(),
                Instant.parse(node.path("began").asString()));
    }
}
