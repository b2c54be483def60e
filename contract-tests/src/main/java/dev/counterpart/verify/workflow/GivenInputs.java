package dev.counterpart.verify.workflow;

import dev.counterpart.spec.workflow.Workflow;
import dev.counterpart.spec.workflow.WorkflowInputs;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The inputs that the user gave.
 *
 * @param general texts by the name of the input, for all workflows that declare it; they take precedence
 * @param own by the id of a workflow and the name of the input
 */
public record GivenInputs(Map<String, String> general, Map<String, Map<String, JsonNode>> own) {

    public GivenInputs {
        general = Map.copyOf(general);
        own = Map.copyOf(own);
    }

    public static GivenInputs none() {
        return new GivenInputs(Map.of(), Map.of());
    }

    /** The inputs of a workflow, among those that it declares. */
    Map<String, JsonNode> of(Workflow workflow, Map<String, JsonNode> declared) {
        var given = new LinkedHashMap<String, JsonNode>();
        declared.forEach((name, schema) -> value(workflow, name, schema).ifPresent(value -> given.put(name, value)));
        return given;
    }

    private Optional<JsonNode> value(Workflow workflow, String name, JsonNode schema) {
        if (general.containsKey(name)) {
            return Optional.of(WorkflowInputs.parsed(general.getOrDefault(name, ""), schema));
        }
        return Optional.ofNullable(own.getOrDefault(workflow.id(), Map.of()).get(name))
                .map(value -> value.isString() ? WorkflowInputs.parsed(value.asString(), schema) : value);
    }
}
