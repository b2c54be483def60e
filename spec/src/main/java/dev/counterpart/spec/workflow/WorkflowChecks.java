package dev.counterpart.spec.workflow;

import dev.counterpart.spec.Similarity;
import dev.counterpart.spec.document.Location;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What workflows say about each other: ids are unique, those that are named exist, and no workflow needs itself. */
final class WorkflowChecks {

    private final Cursor root;
    private final Map<String, Workflow> byId = new LinkedHashMap<>();

    /** @param root of the file, which receives the violations */
    WorkflowChecks(Cursor root) {
        this.root = root;
    }

    void check(List<Workflow> workflows) {
        for (var workflow : workflows) {
            if (byId.putIfAbsent(workflow.id(), workflow) != null) {
                at(workflow.place()).invalid("a workflowId of its own", workflow.id() + " again");
            }
        }
        workflows.forEach(this::check);
        cycles(workflows, new WorkflowOrder(workflows)::required, "dependsOn");
        cycles(workflows, id -> byId.containsKey(id) ? byId.get(id).nested() : Set.of(), "calls");
    }

    private Cursor at(Location place) {
        return root.place(place);
    }

    private void check(Workflow workflow) {
        workflow.dependsOn().forEach(id -> workflow(at(workflow.place()).member("dependsOn"), id));
        var ids = new LinkedHashSet<String>();
        for (var step : workflow.steps()) {
            if (!ids.add(step.id())) {
                at(step.place()).member("stepId").invalid("a stepId of its own", step.id() + " again");
            }
        }
        for (var step : workflow.steps()) {
            step.target().workflow().ifPresent(id -> workflow(at(step.place()).member("workflowId"), id));
            step.dependsOn().forEach(id -> dependency(at(step.place()).member("dependsOn"), workflow, id));
            Stream.concat(step.onSuccess().stream(), step.onFailure().stream())
                    .forEach(action -> action(workflow, action));
        }
    }

    private void action(Workflow workflow, Action action) {
        action.workflowId().ifPresent(id -> workflow(at(action.place()).member("workflowId"), id));
        action.stepId().ifPresent(id -> step(at(action.place()).member("stepId"), workflow, id));
    }

    private void dependency(Cursor at, Workflow workflow, String dependency) {
        var other = Step.workflowOf(dependency);
        if (other.isEmpty()) {
            step(at, workflow, dependency);
        } else if (byId.containsKey(other.get())) {
            step(at, byId.get(other.get()), Step.stepOf(dependency));
        } else {
            workflow(at, other.get());
        }
    }

    private static void step(Cursor at, Workflow workflow, String id) {
        if (workflow.position(id) < 0) {
            var ids = workflow.steps().stream().map(Step::id).toList();
            at.invalid(
                    "a stepId of the workflow " + workflow.id(),
                    id,
                    Similarity.nearest(id, ids)
                            .map(nearest -> "write " + nearest)
                            .orElse("add the step"));
        }
    }

    private void workflow(Cursor at, String id) {
        if (id.startsWith("$sourceDescriptions.")) {
            at.invalid(
                    "a workflow of this file",
                    id,
                    "copy the workflow into this file: workflows of other files are not supported");
        } else if (!byId.containsKey(id)) {
            at.invalid(
                    "a workflowId of this file",
                    id,
                    Similarity.nearest(id, byId.keySet())
                            .map(nearest -> "write " + nearest)
                            .orElse("add the workflow"));
        }
    }

    /** Reports the workflows that need themselves; {@code how} is how they need each other. */
    private void cycles(List<Workflow> workflows, Function<String, Set<String>> needed, String how) {
        for (var workflow : workflows) {
            Dependencies.cycle(workflow.id(), needed)
                    .ifPresent(way -> at(workflow.place())
                            .invalid(
                                    "workflows that do not need themselves",
                                    workflow.id() + ", which needs itself by " + how + ": " + String.join(" → ", way),
                                    "remove one of the references between these workflows"));
        }
    }
}
