package dev.counterpart.verify.workflow;

import dev.counterpart.spec.workflow.Step.Api;
import dev.counterpart.spec.workflow.Workflow;
import dev.counterpart.spec.workflow.Workflows;
import dev.counterpart.verify.pass.Pass;
import dev.counterpart.verify.pass.PassContext;
import dev.counterpart.verify.report.Result;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Runs the workflows of the user, one after the other.
 *
 * @param target the URL of the tested provider
 * @param others the providers of other documents
 * @param isReadOnly whether only safe methods are sent
 * @param isWanted whether a workflow with that id is run
 */
public record WorkflowPass(
        WorkflowOptions options,
        String target,
        Function<Api, Provider> others,
        boolean isReadOnly,
        Predicate<String> isWanted)
        implements Pass {

    @Override
    public void run(PassContext run, Consumer<Result> found) {
        options.secrets().forEach(run::hide);
        for (var file : options.files()) {
            run(file, new WorkflowContext(file, options, new Provider(run, target), others, isReadOnly), found);
        }
    }

    private void run(Workflows file, WorkflowContext context, Consumer<Result> found) {
        var succeeded = new HashSet<String>();
        for (var workflow : wanted(file)) {
            if (hasSucceeded(workflow, succeeded, context, found)) {
                succeeded.add(workflow.id());
            }
        }
    }

    /** The workflows to run, in their order: those that are selected, and those that they depend on. */
    private List<Workflow> wanted(Workflows file) {
        var started = file.started();
        var wanted = new HashSet<String>();
        for (int i = started.size() - 1; i >= 0; i--) {
            var workflow = started.get(i);
            if (isWanted.test(workflow.id()) || wanted.contains(workflow.id())) {
                wanted.add(workflow.id());
                wanted.addAll(file.required(workflow));
            }
        }
        return started.stream().filter(each -> wanted.contains(each.id())).toList();
    }

    private static boolean hasSucceeded(
            Workflow workflow, Set<String> succeeded, WorkflowContext context, Consumer<Result> found) {
        var run = new WorkflowRun(context, workflow, found);
        var unsupported = context.file().unsupported(workflow);
        if (unsupported.isPresent()) {
            run.skip("the step " + unsupported.get().id() + " uses an AsyncAPI description, which is not supported");
            return false;
        }
        var missing = context.file().required(workflow).stream()
                .filter(id -> !succeeded.contains(id))
                .findFirst();
        if (missing.isPresent()) {
            run.skip("the workflow " + missing.get() + ", which it depends on, did not succeed");
            return false;
        }
        return run.run().hasSucceeded();
    }
}
