package dev.counterpart.verify.workflow;

import dev.counterpart.spec.RuntimeExpressions;
import dev.counterpart.spec.workflow.Step;
import dev.counterpart.spec.workflow.Workflow;
import dev.counterpart.spec.workflow.WorkflowValues;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One execution of a workflow: its inputs, and the outputs of its steps so far. */
final class Frame {

    private final Workflow workflow;
    private final String prefix;
    private final ObjectNode known;
    private final Optional<Deadline> deadline;
    private final Set<String> executed = new LinkedHashSet<>();

    /**
     * @param prefix of the titles of its cases: the steps that called it
     * @param shared what all workflows of the file know
     * @param deadline of the steps that called it
     */
    Frame(Workflow workflow, String prefix, ObjectNode inputs, ObjectNode shared, Optional<Deadline> deadline) {
        this.workflow = workflow;
        this.prefix = prefix;
        this.deadline = deadline;
        this.known = JsonNodeFactory.instance.objectNode();
        shared.properties().forEach(each -> known.set(each.getKey(), each.getValue()));
        known.set("inputs", inputs);
        known.putObject("steps");
        known.putObject("outputs");
    }

    Workflow workflow() {
        return workflow;
    }

    String prefix() {
        return prefix;
    }

    Optional<Deadline> deadline() {
        return deadline;
    }

    boolean isOver() {
        return deadline.filter(Deadline::isOver).isPresent();
    }

    Set<String> executed() {
        return executed;
    }

    WorkflowValues values(Optional<RuntimeExpressions> exchange, String url) {
        return new WorkflowValues(known, exchange, url);
    }

    /** The outputs that a called workflow gave to the current step. */
    void called(ObjectNode outputs) {
        known.set("outputs", outputs);
    }

    /** Evaluates the outputs of a step; returns their values by name. */
    Map<String, JsonNode> save(Step step, WorkflowValues values) {
        executed.add(step.id());
        var outputs = evaluated(step.outputs(), values);
        var node = JsonNodeFactory.instance.objectNode();
        outputs.forEach(node::set);
        ((ObjectNode) known.get("steps"))
                .set(step.id(), JsonNodeFactory.instance.objectNode().set("outputs", node));
        known.set("outputs", node);
        return outputs;
    }

    /** The outputs of the workflow. */
    ObjectNode outputs(WorkflowValues values) {
        var node = JsonNodeFactory.instance.objectNode();
        evaluated(workflow.outputs(), values).forEach(node::set);
        return node;
    }

    private static Map<String, JsonNode> evaluated(Map<String, JsonNode> written, WorkflowValues values) {
        var outputs = new LinkedHashMap<String, JsonNode>();
        written.forEach((name, value) -> values.evaluated(value).ifPresent(found -> outputs.put(name, found)));
        return outputs;
    }
}
