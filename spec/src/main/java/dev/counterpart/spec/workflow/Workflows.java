package dev.counterpart.spec.workflow;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.workflow.Step.Api;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The workflows of a file, and those of other files that they need.
 *
 * @param warnings about what deviates from the standard and is read as it is meant
 * @see <a href="https://spec.openapis.org/arazzo/v1.0.1.html">Arazzo 1.0.1</a>
 */
public record Workflows(List<Workflow> workflows, List<Violation> warnings) {

    public Workflows {
        workflows = List.copyOf(workflows);
        warnings = List.copyOf(warnings);
    }

    /** The documents, other than the tested one, to whose operations steps send requests. */
    public List<Api> apis() {
        return workflows.stream()
                .flatMap(workflow -> workflow.steps().stream())
                .flatMap(step -> step.target().api().stream())
                .distinct()
                .toList();
    }

    /** The document of an operation; empty if it is of the tested one. */
    public Optional<Api> api(Operation operation) {
        return apis().stream().filter(api -> api.has(operation)).findFirst();
    }

    /** The workflow with that id. */
    public Optional<Workflow> workflow(String id) {
        return workflows.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** The workflows that are run by themselves, in order: those that no other workflow calls, and those that others depend on. */
    public List<Workflow> started() {
        return new WorkflowOrder(workflows).started();
    }

    /**
     * The step because of which a workflow cannot be run: it uses an AsyncAPI description. The step is one of its own, or of a workflow that it
     * calls or whose steps it depends on.
     */
    public Optional<Step> unsupported(Workflow workflow) {
        return new WorkflowOrder(workflows).unsupported(workflow);
    }

    /** The ids of workflows that must have succeeded before that one starts. */
    public Set<String> required(Workflow workflow) {
        return new WorkflowOrder(workflows).required(workflow);
    }
}
