package dev.counterpart.verify.workflow;

import dev.counterpart.spec.workflow.Workflow;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What follows a step: the next one, another step, another workflow, or the end.
 *
 * @param inputs of the other workflow
 */
record Next(boolean ends, boolean hasSucceeded, Optional<String> step, Optional<Workflow> workflow, ObjectNode inputs) {

    private static final ObjectNode NONE = JsonNodeFactory.instance.objectNode();

    static Next following() {
        return new Next(false, true, Optional.empty(), Optional.empty(), NONE);
    }

    static Next end(boolean hasSucceeded) {
        return new Next(true, hasSucceeded, Optional.empty(), Optional.empty(), NONE);
    }

    static Next to(String step) {
        return new Next(false, true, Optional.of(step), Optional.empty(), NONE);
    }

    static Next to(Workflow workflow, ObjectNode inputs) {
        return new Next(false, true, Optional.empty(), Optional.of(workflow), inputs);
    }
}
