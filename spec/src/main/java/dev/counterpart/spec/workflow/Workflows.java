package dev.counterpart.spec.workflow;

import dev.counterpart.spec.document.Document;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * A file of workflows.
 *
 * @param known what expressions of all workflows see: {@code sourceDescriptions}, {@code components} and {@code self}
 * @see <a href="https://spec.openapis.org/arazzo/v1.0.1.html">Arazzo 1.0.1</a>
 */
public record Workflows(Document file, List<Workflow> workflows, ObjectNode known) {

    public Workflows {
        workflows = List.copyOf(workflows);
    }

    /** The workflow with that id. */
    public Optional<Workflow> workflow(String id) {
        return workflows.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** The workflows that are run by themselves, in order: those that no other workflow calls, and those that others depend on. */
    public List<Workflow> started() {
        return new WorkflowOrder(workflows).started();
    }

    /** The ids of workflows that must have succeeded before that one starts. */
    public Set<String> required(Workflow workflow) {
        return new WorkflowOrder(workflows).required(workflow);
    }
}
