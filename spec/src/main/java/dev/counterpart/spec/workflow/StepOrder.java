package dev.counterpart.spec.workflow;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The order of the steps of one workflow: that of the file, unless {@code dependsOn} of a step asks for another one. Then a step also comes
 * after those whose outputs it uses.
 *
 * @see <a href="https://spec.openapis.org/arazzo/v1.1.0.html#step-dependencies-and-execution-order">Arazzo 1.1.0, Step Dependencies and
 *     Execution Order</a>
 */
final class StepOrder {

    private final Cursor workflow;
    private final List<Step> steps;
    private final List<String> ids;

    /** Whether a step can be executed again after later ones, so that it can use their outputs. */
    private final boolean hasJumps;

    /** @param workflow receives the violations */
    StepOrder(Cursor workflow, List<Step> steps) {
        this.workflow = workflow;
        this.steps = steps;
        this.ids = steps.stream().map(Step::id).toList();
        this.hasJumps = steps.stream()
                .flatMap(step -> Stream.concat(step.onSuccess().stream(), step.onFailure().stream()))
                .anyMatch(action -> action.stepId().isPresent());
    }

    List<Step> ordered() {
        boolean isAsked = steps.stream().anyMatch(step -> !step.dependsOn().isEmpty());
        if (!isAsked) {
            steps.forEach(this::checkOutputs);
            return steps;
        }
        checkCycles();
        return Dependencies.ordered(steps, Step::id, this::needed);
    }

    private Cursor at(Step step) {
        return workflow.place(step.place());
    }

    private void checkOutputs(Step step) {
        for (String used : hasJumps ? Set.<String>of() : used(step)) {
            if (ids.indexOf(used) > ids.indexOf(step.id())) {
                at(step).invalid(
                                "outputs of earlier steps",
                                "$steps." + used + " of a later step",
                                "move the step " + used + " before " + step.id() + ", or add dependsOn: [" + used
                                        + "] (Arazzo 1.1)");
            }
        }
    }

    /** The ids of other steps whose outputs a step uses. */
    private Set<String> used(Step step) {
        String text = at(step).node().toString();
        return ids.stream()
                .filter(id -> !id.equals(step.id()) && text.contains("$steps." + id + "."))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Set<String> needed(Step step) {
        var needed = new LinkedHashSet<>(step.dependsOn());
        used(step).stream()
                .filter(id -> !hasJumps || ids.indexOf(id) < ids.indexOf(step.id()))
                .forEach(needed::add);
        return needed;
    }

    /** Reports steps that need themselves, at the first of them in the file. */
    private void checkCycles() {
        Map<String, Set<String>> needed = new LinkedHashMap<>();
        steps.forEach(step -> needed.putIfAbsent(step.id(), needed(step)));
        var reported = new LinkedHashSet<String>();
        for (var step : steps) {
            var way = Dependencies.cycle(step.id(), id -> needed.getOrDefault(id, Set.of()));
            if (way.isPresent() && way.get().stream().noneMatch(reported::contains)) {
                reported.addAll(way.get());
                at(step).invalid(
                                "steps that do not depend on themselves",
                                String.join(" → ", way.get()),
                                "remove one of these dependencies");
            }
        }
    }
}
