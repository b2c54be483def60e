package dev.counterpart.spec.workflow;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Which workflows run by themselves, and in which order. */
final class WorkflowOrder {

    private final List<Workflow> workflows;
    private final Map<String, Workflow> byId = new LinkedHashMap<>();

    WorkflowOrder(List<Workflow> workflows) {
        this.workflows = workflows;
        workflows.forEach(each -> byId.putIfAbsent(each.id(), each));
    }

    /** Those of the main file that no other workflow calls, and those that they depend on; each after those that it needs. */
    List<Workflow> started() {
        var own = workflows.stream().filter(each -> each.file().isMain()).toList();
        var called = new LinkedHashSet<String>();
        own.forEach(each ->
                each.called().stream().filter(id -> !id.equals(each.id())).forEach(called::add));
        var started = new LinkedHashSet<Workflow>();
        var next = own.stream().filter(each -> !called.contains(each.id())).toList();
        while (!next.isEmpty()) {
            started.addAll(next);
            next = next.stream()
                    .flatMap(each -> needed(each, Workflow::called).stream())
                    .filter(byId::containsKey)
                    .map(byId::get)
                    .filter(each -> !started.contains(each))
                    .distinct()
                    .toList();
        }
        return Dependencies.ordered(workflows.stream().filter(started::contains).toList(), Workflow::id, this::earlier);
    }

    /** The ids of workflows that must have succeeded: those on which a workflow depends, or one that it calls and that returns to it. */
    Set<String> required(Workflow workflow) {
        return needed(workflow, Workflow::nested);
    }

    /** The same by id; none for an unknown id. */
    Set<String> required(String id) {
        var workflow = byId.get(id);
        return workflow == null ? Set.of() : required(workflow);
    }

    /** The first step that cannot be executed, of the workflow or of those that it calls or whose steps it depends on. */
    Optional<Step> unsupported(Workflow workflow) {
        return reached(workflow, WorkflowOrder::used).stream()
                .flatMap(each -> each.unsupported().stream())
                .findFirst();
    }

    private static Set<String> used(Workflow workflow) {
        var used = workflow.called();
        used.addAll(workflow.stepsDependOn());
        return used;
    }

    /** The same, and the workflows of whose steps the steps depend on. */
    private Set<String> earlier(Workflow workflow) {
        var earlier = required(workflow);
        reached(workflow, Workflow::nested).forEach(each -> earlier.addAll(each.stepsDependOn()));
        earlier.remove(workflow.id());
        return earlier;
    }

    private Set<String> needed(Workflow workflow, Function<Workflow, Set<String>> called) {
        var needed = new LinkedHashSet<String>();
        reached(workflow, called).forEach(each -> needed.addAll(each.dependsOn()));
        return needed;
    }

    /** The workflow, and those that it calls, directly or indirectly. */
    private Set<Workflow> reached(Workflow workflow, Function<Workflow, Set<String>> called) {
        var reached = new LinkedHashSet<>(List.of(workflow));
        var next = List.of(workflow);
        while (!next.isEmpty()) {
            next = next.stream()
                    .flatMap(each -> called.apply(each).stream())
                    .filter(byId::containsKey)
                    .map(byId::get)
                    .filter(reached::add)
                    .toList();
        }
        return reached;
    }
}
