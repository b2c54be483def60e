package dev.counterpart.verify.workflow;

import dev.counterpart.spec.workflow.Workflow;
import dev.counterpart.spec.workflow.Workflows;
import dev.counterpart.verify.pass.Pass;
import dev.counterpart.verify.pass.Session;
import dev.counterpart.verify.report.Result;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Runs the workflows of the user, one after the other.
 *
 * @param target the URL of the provider
 * @param isReadOnly whether only safe methods are sent
 * @param isWanted whether a workflow with that id is run
 */
public record WorkflowPass(WorkflowOptions options, String target, boolean isReadOnly, Predicate<String> isWanted)
        implements Pass {

    @Override
    public void run(Session session, Consumer<Result> found) {
        options.secrets().forEach(session::hide);
        for (var file : options.files()) {
            run(file, new WorkflowContext(file, options, session, target, isReadOnly), found);
        }
    }

    private void run(Workflows file, WorkflowContext context, Consumer<Result> found) {
        var succeeded = new HashSet<String>();
        var wanted = new HashSet<String>();
        var started = WorkflowOptions.started(file);
        for (int i = started.size() - 1; i >= 0; i--) {
            var workflow = started.get(i);
            if (isWanted.test(workflow.id()) || wanted.contains(workflow.id())) {
                wanted.add(workflow.id());
                wanted.addAll(workflow.dependsOn());
            }
        }
        for (var workflow : started) {
            if (wanted.contains(workflow.id()) && hasSucceeded(workflow, succeeded, context, found)) {
                succeeded.add(workflow.id());
            }
        }
    }

    private static boolean hasSucceeded(
            Workflow workflow, Set<String> succeeded, WorkflowContext context, Consumer<Result> found) {
        var run = new WorkflowRun(context, workflow, found);
        var missing = workflow.dependsOn().stream()
                .filter(id -> !succeeded.contains(id))
                .findFirst();
        if (missing.isPresent()) {
            run.skip("the workflow " + missing.get() + ", which it depends on, did not succeed");
            return false;
        }
        return run.run().hasSucceeded();
    }
}
