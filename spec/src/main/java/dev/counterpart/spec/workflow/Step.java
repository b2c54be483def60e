package dev.counterpart.spec.workflow;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.document.Location;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A request of a workflow, or the call of another workflow.
 *
 * @param criteria all must hold; without any, the status must be 2xx
 * @param outputs by name, as they are written
 * @param dependsOn ids of steps that must have been executed (Arazzo 1.1)
 * @param timeout the maximum time of the answer (Arazzo 1.1)
 */
public record Step(
        String id,
        Target target,
        List<Argument> arguments,
        Optional<Body> body,
        List<Criterion> criteria,
        List<Action> onSuccess,
        List<Action> onFailure,
        Map<String, JsonNode> outputs,
        List<String> dependsOn,
        Optional<Duration> timeout,
        Location place) {

    public Step {
        arguments = List.copyOf(arguments);
        criteria = List.copyOf(criteria);
        onSuccess = List.copyOf(onSuccess);
        onFailure = List.copyOf(onFailure);
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        dependsOn = List.copyOf(dependsOn);
    }

    /** An operation, or the id of a workflow. */
    public record Target(Optional<Operation> operation, Optional<String> workflow) {}

    /**
     * The value of a parameter, or of an input of a workflow.
     *
     * @param in {@code path}, {@code query}, {@code querystring}, {@code header} or {@code cookie}; empty for an input
     * @param value in the file, with its expressions
     */
    public record Argument(String name, String in, JsonNode value, Location place) {}

    /**
     * A request body.
     *
     * @param payload in the file, with its expressions
     */
    public record Body(Optional<String> contentType, JsonNode payload, List<Replacement> replacements, Location place) {
        public Body {
            replacements = List.copyOf(replacements);
        }
    }

    /**
     * A part of the payload to set.
     *
     * @param target a JSON pointer, or a JSONPath
     * @param value in the file, with its expressions
     */
    public record Replacement(String target, boolean isJsonPath, JsonNode value, Location place) {}
}
