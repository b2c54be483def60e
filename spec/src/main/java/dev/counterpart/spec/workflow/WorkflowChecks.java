package dev.counterpart.spec.workflow;

import dev.counterpart.spec.Similarity;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.rule.Violation;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What workflows say about each other: ids are unique, those that are named exist, and no workflow needs itself. */
final class WorkflowChecks {

    private final List<Violation> violations;
    private final Map<String, Workflow> byId = new LinkedHashMap<>();

    /** @param violations receives what is found */
    WorkflowChecks(List<Violation> violations) {
        this.violations = violations;
    }

    void check(List<Workflow> workflows) {
        for (var workflow : workflows) {
            if (byId.putIfAbsent(workflow.id(), workflow) != null) {
                at(workflow, workflow.place()).invalid("a workflowId of its own", workflow.name() + " again");
            }
        }
        workflows.forEach(this::check);
        cycles(workflows, new WorkflowOrder(workflows)::required, "dependsOn");
        cycles(workflows, id -> byId.containsKey(id) ? byId.get(id).nested() : Set.of(), "calls");
    }

    private Cursor at(Workflow workflow, Location place) {
        return Cursor.root(workflow.file().document(), violations).place(place);
    }

    private void check(Workflow workflow) {
        workflow.dependsOn()
                .forEach(id -> workflow(at(workflow, workflow.place()).member("dependsOn"), workflow, id));
        var ids = new LinkedHashSet<String>();
        for (var step : workflow.steps()) {
            if (!ids.add(step.id())) {
                at(workflow, step.place()).member("stepId").invalid("a stepId of its own", step.id() + " again");
            }
        }
        workflow.steps().forEach(step -> check(workflow, step));
    }

    private void check(Workflow workflow, Step step) {
        var at = at(workflow, step.place());
        step.target().workflow().ifPresent(id -> workflow(at.member("workflowId"), workflow, id));
        step.dependsOn().forEach(id -> dependency(at.member("dependsOn"), workflow, id));
        Stream.concat(step.onSuccess().stream(), step.onFailure().stream()).forEach(action -> action(workflow, action));
    }

    private void action(Workflow workflow, Action action) {
        var at = at(workflow, action.place());
        action.workflowId().ifPresent(id -> workflow(at.member("workflowId"), workflow, id));
        action.stepId().ifPresent(id -> step(at.member("stepId"), workflow, id));
    }

    private void dependency(Cursor at, Workflow workflow, String dependency) {
        var other = Step.workflowOf(dependency);
        if (other.isEmpty()) {
            step(at, workflow, dependency);
        } else if (byId.containsKey(other.get())) {
            step(at, byId.get(other.get()), Step.stepOf(dependency));
        } else {
            workflow(at, workflow, other.get());
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

    /** Reports an id that no workflow has. */
    private void workflow(Cursor at, Workflow from, String id) {
        if (byId.containsKey(id)) {
            return;
        }
        boolean isOwn = id.startsWith(from.file().prefix())
                && id.indexOf('/', from.file().prefix().length()) < 0;
        String prefix = isOwn ? from.file().prefix() : id.substring(0, id.lastIndexOf('/') + 1);
        var names = byId.values().stream()
                .filter(each -> each.file().prefix().equals(prefix))
                .map(Workflow::name)
                .toList();
        String name = id.substring(prefix.length());
        at.invalid(
                "a workflowId of " + (isOwn ? "this file" : "the description " + prefix.replaceFirst("/$", "")),
                name,
                Similarity.nearest(name, names)
                        .map(nearest -> "write " + nearest)
                        .orElse("add the workflow"));
    }

    /** Reports the workflows that need themselves; {@code how} is how they need each other. */
    private void cycles(List<Workflow> workflows, Function<String, Set<String>> needed, String how) {
        for (var workflow : workflows) {
            Dependencies.cycle(workflow.id(), needed)
                    .ifPresent(way -> at(workflow, workflow.place())
                            .invalid(
                                    "workflows that do not need themselves",
                                    workflow.id() + ", which needs itself by " + how + ": " + String.join(" → ", way),
                                    "remove one of the references between these workflows"));
        }
    }
}
