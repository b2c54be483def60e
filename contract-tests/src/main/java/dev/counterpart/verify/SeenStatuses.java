package dev.counterpart.verify;

import dev.counterpart.spec.DeclaredResponse;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.OperationKey;
import dev.counterpart.spec.StatusKey;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.cases.Expectation.Answer;
import dev.counterpart.verify.cases.Expectation.Documented;
import dev.counterpart.verify.cases.Expectation.Valid;
import dev.counterpart.verify.check.CoverageCheck;
import dev.counterpart.verify.check.GateRules;
import dev.counterpart.verify.data.Login;
import dev.counterpart.verify.report.Coverage;
import dev.counterpart.verify.report.Coverage.Row;
import dev.counterpart.verify.report.Result;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The documented statuses that a run has seen, and whether an unseen one is a violation. */
final class SeenStatuses {

    /** Stands for all statuses of an operation. */
    private static final String NO_STATUS = "all";

    private final RunPlan plan;
    private final SuiteOptions options;

    SeenStatuses(RunPlan plan, SuiteOptions options) {
        this.plan = plan;
        this.options = options;
    }

    Coverage of(List<Result> results) {
        var check = new CoverageCheck(plan.contract());
        var owned = plan.owned(results).stream()
                .filter(result -> options.workflows().api(result.operation()).isEmpty())
                .toList();
        var valid = owned.stream()
                .filter(SeenStatuses::isValid)
                .collect(Collectors.groupingBy(result -> result.operation().key()));
        if (options.workflows().only()) {
            return Coverage.of(seen(owned), owned, (operation, response) -> Optional.empty());
        }
        return new Coverage(Stream.concat(rows(owned, check, valid).stream(), untested().stream())
                .toList());
    }

    private List<Row> rows(List<Result> owned, CoverageCheck check, Map<OperationKey, List<Result>> valid) {
        return Coverage.of(
                        plan.operations(),
                        owned,
                        (operation, response) -> check.ifUnseen(response)
                                .filter(violation -> !isExcused(operation, response.status()))
                                .flatMap(violation -> refused(
                                        operation, response, violation, valid.getOrDefault(operation.key(), List.of())))
                                .flatMap(options.rules(operation)::applied))
                .rows();
    }

    /** One row for each operation that is not tested, whatever it documents. */
    private List<Row> untested() {
        return options.selection().untested().errors().entrySet().stream()
                .map(entry -> new Row(
                        entry.getKey(),
                        NO_STATUS,
                        0,
                        Map.of(),
                        options.data().rules().applied(Untested.violation(entry.getValue()))))
                .toList();
    }

    private List<Operation> seen(List<Result> results) {
        return plan.contract().operations().stream()
                .filter(each -> results.stream()
                        .anyMatch(result -> result.operation().key().equals(each.key())))
                .toList();
    }

    /** The violation if all valid requests of the operation were refused, instead of one for each successful status. */
    private Optional<Violation> refused(
            Operation operation, DeclaredResponse response, Violation unseen, List<Result> valid) {
        boolean isSuccess = response.status().isSuccess();
        if (isSuccess && isLogin(operation)) {
            return Optional.empty();
        }
        boolean isRefused = !valid.isEmpty()
                && valid.stream().allMatch(result -> result.status().orElse(0) / 100 == 4 && !result.isLimited());
        if (!isSuccess || !isRefused) {
            return Optional.of(isDescribed(operation) ? unseen : unseen.withSeverity(Severity.WARNING));
        }
        return isFirstSuccess(operation, response)
                ? Optional.of(neverAccepted(unseen, valid)
                        .withSeverity(hasSuccess(operation) ? Severity.ERROR : Severity.WARNING))
                : Optional.empty();
    }

    /** Whether a credential of the run was fetched from it: otherwise the run would not have begun. */
    private boolean isLogin(Operation operation) {
        return options.data().credentials().values().stream()
                .flatMap(credential -> credential.login().stream())
                .anyMatch(login -> login instanceof Login.ByOperation own
                        && plan.contract().operation(own.operation()).equals(Optional.of(operation)));
    }

    private static boolean isFirstSuccess(Operation operation, DeclaredResponse response) {
        return operation.responses().stream()
                .filter(each -> each.status().isSuccess())
                .findFirst()
                .filter(response::equals)
                .isPresent();
    }

    private static Violation neverAccepted(Violation unseen, List<Result> valid) {
        String statuses = valid.stream()
                .map(result -> result.status().map(String::valueOf).orElse(""))
                .distinct()
                .collect(Collectors.joining(", "));
        return Violation.of(
                GateRules.NEVER_ACCEPTED,
                unseen.at(),
                "a 2xx answer to a valid request",
                (valid.size() == 1 ? "the valid request was" : "all " + valid.size() + " valid requests were")
                        + " refused: " + statuses);
    }

    private static boolean isValid(Result result) {
        var expectation = result.sent().expectation();
        return result.status().isPresent()
                && ((expectation instanceof Documented documented && documented.isCertain())
                        || expectation instanceof Valid
                        || (expectation instanceof Answer answer
                                && answer.status().isSuccess()));
    }

    private boolean hasSuccess(Operation operation) {
        return options.data().of(operation).entries().stream()
                .anyMatch(
                        entry -> entry.unreachable().isEmpty() && entry.status().isSuccess());
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
