package dev.counterpart.spec.workflow;

import dev.counterpart.spec.document.Location;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What follows a step.
 *
 * @param criteria all must hold
 * @param arguments inputs of the workflow that is called (Arazzo 1.1)
 * @param retryAfter the delay before a retry; {@code Retry-After} of the answer takes precedence
 * @param retryLimit number of retries
 */
public record Action(
        String name,
        Kind kind,
        Optional<String> workflowId,
        Optional<String> stepId,
        List<Criterion> criteria,
        List<Step.Argument> arguments,
        Duration retryAfter,
        int retryLimit,
        Location place) {

    /** The types of actions. */
    public enum Kind {
        END,
        GOTO,
        RETRY
    }

    public Action {
        criteria = List.copyOf(criteria);
        arguments = List.copyOf(arguments);
    }

    /** Whether all criteria hold. */
    public boolean applies(WorkflowValues values) {
        return criteria.stream().allMatch(criterion -> criterion.failure(values).isEmpty());
    }
}
