package dev.counterpart.spec.workflow;

import dev.counterpart.spec.document.Document;
import java.util.LinkedHashSet;
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

    /** The ids of workflows that steps or actions of other workflows call. */
    public Set<String> called() {
        var called = new LinkedHashSet<String>();
        for (var workflow : workflows) {
            workflow.called().stream().filter(id -> !id.equals(workflow.id())).forEach(called::add);
        }
        return called;
    }
}
