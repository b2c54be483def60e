package dev.counterpart.verify.workflow;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.workflow.Step;
import dev.counterpart.spec.workflow.Workflow;
import dev.counterpart.spec.workflow.WorkflowInputs;
import dev.counterpart.spec.workflow.WorkflowValues;
import dev.counterpart.spec.workflow.Workflows;
import dev.counterpart.verify.pass.Session;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the workflows of one file share during a run. */
final class WorkflowContext {

    private final Workflows file;
    private final WorkflowOptions options;
    private final WorkflowInputs known;
    private final Session session;
    private final String target;
    private final boolean isReadOnly;
    private final ObjectNode shared;
    private final Map<String, Set<String>> executed = new HashMap<>();

    /** @param target the URL of the provider */
    WorkflowContext(Workflows file, WorkflowOptions options, Session session, String target, boolean isReadOnly) {
        this.file = file;
        this.options = options;
        this.known = new WorkflowInputs(file);
        this.session = session;
        this.target = target;
        this.isReadOnly = isReadOnly;
        this.shared = file.known().deepCopy();
        shared.putObject("workflows");
    }

    Workflows file() {
        return file;
    }

    Session session() {
        return session;
    }

    String target() {
        return target;
    }

    boolean isReadOnly() {
        return isReadOnly;
    }

    /** What expressions of all workflows see. */
    ObjectNode shared() {
        return shared;
    }

    /** The inputs of a workflow: those of its caller, those of the user, and defaults. */
    ObjectNode inputs(Workflow workflow, Map<String, JsonNode> given) {
        var inputs = options.inputs(known, workflow);
        given.forEach(inputs::set);
        return inputs;
    }

    /** Remembers what other workflows can refer to. */
    void finished(Workflow workflow, WorkflowValues values, ObjectNode outputs) {
        var entry = JsonNodeFactory.instance.objectNode();
        entry.set("inputs", values.known().get("inputs"));
        entry.set("outputs", outputs);
        ((ObjectNode) shared.get("workflows")).set(workflow.id(), entry);
        var steps = values.known().get("steps");
        executed.put(workflow.id(), Set.copyOf(steps.propertyNames()));
    }

    /** Whether a step was executed: of this workflow, or {@code $workflows.ID.steps.ID}. */
    boolean wasExecuted(String id, Frame frame) {
        if (!id.startsWith("$workflows.")) {
            return frame.executed().contains(id);
        }
        String[] parts = id.substring("$workflows.".length()).split("\\.steps\\.", 2);
        return parts.length == 2 && executed.getOrDefault(parts[0], Set.of()).contains(parts[1]);
    }

    /** The operation of a step, or of the first step of the workflow that it calls. */
    Operation operation(Step step) {
        var operation = step.target().operation();
        return operation.isPresent()
                ? operation.get()
                : operation(file.workflow(step.target().workflow().orElseThrow())
                        .orElseThrow()
                        .steps()
                        .get(0));
    }
}
