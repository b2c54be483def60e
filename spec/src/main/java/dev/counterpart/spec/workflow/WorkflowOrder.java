package dev.counterpart.spec.workflow;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which workflows run by themselves, and in which order. */
final class WorkflowOrder {

    private final List<Workflow> workflows;
    private final Map<String, Workflow> byId = new LinkedHashMap<>();

    WorkflowOrder(List<Workflow> workflows) {
        this.workflows = workflows;
        workflows.forEach(each -> byId.putIfAbsent(each.id(), each));
    }

    /** Those that no other workflow calls, and those that others depend on; each after those that it needs. */
    List<Workflow> started() {
        var called = new LinkedHashSet<String>();
        var needed = new LinkedHashSet<String>();
        for (var workflow : workflows) {
            workflow.called().stream().filter(id -> !id.equals(workflow.id())).forEach(called::add);
            needed.addAll(workflow.dependsOn());
        }
        var started = workflows.stream()
                .filter(each -> !called.contains(each.id()) || needed.contains(each.id()))
                .toList();
        return Dependencies.ordered(started, Workflow::id, this::earlier);
    }

    /** The ids of workflows that must have succeeded: those on which a workflow depends, or one that it calls and that returns to it. */
    Set<String> required(Workflow workflow) {
        var required = new LinkedHashSet<String>();
        reached(workflow).forEach(each -> required.addAll(each.dependsOn()));
        return required;
    }

    /** The same by id; none for an unknown id. */
    Set<String> required(String id) {
        var workflow = byId.get(id);
        return workflow == null ? Set.of() : required(workflow);
    }

    /** The same, and the workflows of whose steps the steps depend on. */
    private Set<String> earlier(Workflow workflow) {
        var earlier = required(workflow);
        reached(workflow).forEach(each -> earlier.addAll(each.stepsDependOn()));
        earlier.remove(workflow.id());
        return earlier;
    }

    /** The workflow, and those that it calls and that return to it, directly or indirectly. */
    private Set<Workflow> reached(Workflow workflow) {
        var reached = new LinkedHashSet<>(List.of(workflow));
        var next = List.of(workflow);
        while (!next.isEmpty()) {
            next = next.stream()
                    .flatMap(each -> each.nested().stream())
                    .filter(byId::containsKey)
                    .map(id -> byId.get(id))
                    .filter(reached::add)
                    .toList();
        }
        return reached;
    }
}
