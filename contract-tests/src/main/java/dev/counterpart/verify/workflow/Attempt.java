package dev.counterpart.verify.workflow;

import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.workflow.WorkflowValues;
import dev.counterpart.verify.report.Result;
import java.util.List;
import java.util.Optional;

/**
 * A step was tried once.
 *
 * @param result to report; empty if it was reported already, by the workflow that the step calls
 * @param failures why the step failed; none for a step that succeeded
 * @param isFinal whether no action can follow: nothing was sent
 */
record Attempt(
        Optional<Result> result, List<Violation> failures, boolean hasFailed, boolean isFinal, WorkflowValues values) {

    Attempt {
        failures = List.copyOf(failures);
    }
}
