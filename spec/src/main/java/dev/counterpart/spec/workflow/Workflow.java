package dev.counterpart.spec.workflow;

import dev.counterpart.spec.Schema;
import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.document.Location;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests in an order, whose values come from inputs and from earlier answers.
 *
 * @param id unique in a run: with the prefix of its file
 * @param inputs the schema of the object of all inputs
 * @param dependsOn ids of workflows that must have succeeded
 * @param steps in the order of execution, with the parameters and actions that the workflow declares for all of them
 * @param outputs by name, as they are written
 */
public record Workflow(
        String id,
        Optional<Schema> inputs,
        List<String> dependsOn,
        List<Step> steps,
        Map<String, JsonNode> outputs,
        File file,
        Location place) {

    /**
     * The file of a workflow.
     *
     * @param prefix before the ids of its workflows: the names of the source descriptions that lead to it, each with a slash; empty for the
     *     file that the user named
     * @param known what expressions of all its workflows see: {@code sourceDescriptions}, {@code components} and {@code self}
     */
    public record File(Document document, String prefix, ObjectNode known) {

        boolean isMain() {
            return prefix.isEmpty();
        }
    }

    public Workflow {
        dependsOn = List.copyOf(dependsOn);
        steps = List.copyOf(steps);
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }

    /** The id in its file. */
    public String name() {
        return id.substring(file.prefix().length());
    }

    /** The position of a step, from 0; -1 if there is no step with that id. */
    public int position(String stepId) {
        return steps.stream().map(Step::id).toList().indexOf(stepId);
    }

    /** The first step that cannot be executed, because it uses an AsyncAPI description. */
    Optional<Step> unsupported() {
        return steps.stream().filter(step -> !step.target().isSupported()).findFirst();
    }

    /** The ids of workflows that steps and actions call. */
    Set<String> called() {
        var called = new LinkedHashSet<String>();
        for (var step : steps) {
            step.target().workflow().ifPresent(called::add);
            Stream.concat(step.onSuccess().stream(), step.onFailure().stream())
                    .forEach(action -> action.workflowId().ifPresent(called::add));
        }
        return called;
    }

    /** The ids of other workflows of whose steps the steps of this one depend on. */
    Set<String> stepsDependOn() {
        var others = new LinkedHashSet<String>();
        for (var step : steps) {
            step.dependsOn().forEach(each -> Step.workflowOf(each).ifPresent(others::add));
        }
        others.remove(id);
        return others;
    }

    /** The ids of workflows that return to a step of this one. */
    Set<String> nested() {
        var nested = new LinkedHashSet<String>();
        for (var step : steps) {
            step.target().workflow().ifPresent(nested::add);
            step.onFailure().stream()
                    .filter(action -> action.kind() == Action.Kind.RETRY)
                    .forEach(action -> action.workflowId().ifPresent(nested::add));
        }
        return nested;
    }
}
