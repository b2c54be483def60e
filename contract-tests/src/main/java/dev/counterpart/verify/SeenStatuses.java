package dev.counterpart.verify;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.StatusKey;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.verify.check.CoverageCheck;
import dev.counterpart.verify.report.Coverage;
import dev.counterpart.verify.report.Result;
import java.util.List;

/** The documented statuses that a run has seen, and whether an unseen one is a violation. */
final class SeenStatuses {

    private final RunPlan plan;
    private final SuiteOptions options;

    SeenStatuses(RunPlan plan, SuiteOptions options) {
        this.plan = plan;
        this.options = options;
    }

    Coverage of(List<Result> results) {
        var check = new CoverageCheck(plan.contract());
        return Coverage.of(
                plan.operations(),
                plan.owned(results),
                (operation, response) -> check.ifUnseen(response)
                        .filter(violation -> !isExcused(operation, response.status()))
                        .map(violation -> isDescribed(operation) ? violation : violation.withSeverity(Severity.WARNING))
                        .flatMap(options.rules(operation)::applied));
    }

    /**
     * Whether the user described how to provoke answers of the operation. Without that, an unseen status is not the provider's
     * fault.
     */
    private boolean isDescribed(Operation operation) {
        return !options.data().of(operation).entries().isEmpty();
    }

    private boolean isExcused(Operation operation, StatusKey status) {
        return options.data().of(operation).entries().stream()
                .anyMatch(entry ->
                        entry.unreachable().isPresent() && entry.status().equals(status));
    }
}
