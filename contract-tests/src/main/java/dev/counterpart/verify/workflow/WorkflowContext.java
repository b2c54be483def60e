package dev.counterpart.verify.workflow;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.workflow.Step;
import dev.counterpart.spec.workflow.Step.Api;
import dev.counterpart.spec.workflow.Workflow;
import dev.counterpart.spec.workflow.WorkflowInputs;
import dev.counterpart.spec.workflow.WorkflowValues;
import dev.counterpart.spec.workflow.Workflows;
import dev.counterpart.verify.pass.PassContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the workflows of one file share during a run. */
final class WorkflowContext {

    private final Workflows file;
    private final WorkflowOptions options;
    private final WorkflowInputs known;
    private final Provider tested;
    private final Function<Api, Provider> others;
    private final boolean isReadOnly;
    private final Map<String, ObjectNode> shared = new HashMap<>();
    private final Map<String, Set<String>> executed = new HashMap<>();

    WorkflowContext(
            Workflows file,
            WorkflowOptions options,
            Provider tested,
            Function<Api, Provider> others,
            boolean isReadOnly) {
        this.file = file;
        this.options = options;
        this.known = new WorkflowInputs();
        this.tested = tested;
        this.others = others;
        this.isReadOnly = isReadOnly;
    }

    Workflows file() {
        return file;
    }

    /** The run that sends to the tested provider. */
    PassContext run() {
        return tested.run();
    }

    /** Who answers the requests of an operation. */
    Provider provider(Operation operation) {
        return file.api(operation).map(others).orElse(tested);
    }

    boolean isReadOnly() {
        return isReadOnly;
    }

    /** What expressions of all workflows of its file see. */
    ObjectNode shared(Workflow workflow) {
        return shared.computeIfAbsent(workflow.file().prefix(), prefix -> {
            var all = workflow.file().known().deepCopy();
            all.putObject("workflows");
            return all;
        });
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
        ((ObjectNode) shared(workflow).get("workflows")).set(workflow.name(), entry);
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

    /** The operation of a step, or of the first step of the workflow that it calls; that of the first step with one if there is none. */
    Operation operation(Step step) {
        return operationOf(step)
                .or(() -> file.workflows().stream()
                        .flatMap(workflow -> workflow.steps().stream())
                        .flatMap(each -> each.target().operation().stream())
                        .findFirst())
                .orElseGet(() -> run().contract().operations().get(0));
    }

    private Optional<Operation> operationOf(Step step) {
        return step.target()
                .operation()
                .or(() -> step.target()
                        .workflow()
                        .flatMap(file::workflow)
                        .flatMap(called -> operationOf(called.steps().get(0))));
    }
}
