package dev.counterpart.verify;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.OperationKey;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.plan.CasePlan;
import dev.counterpart.verify.plan.Order;
import dev.counterpart.verify.report.Result;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The part of a case plan that a run sends: what the selection leaves in, in the order of sending. */
final class RunPlan {

    private final Contract contract;
    private final SuiteOptions options;
    private final CasePlan plan;
    private final List<Case> cases;

    RunPlan(Contract contract, SuiteOptions options) {
        this.contract = contract;
        this.options = options;
        this.plan = CasePlan.of(contract, options.data(), options.fixtures(), options.parameters(), options.seed());
        this.cases = ordered(selected(plan.cases()));
    }

    Contract contract() {
        return contract;
    }

    /** Everything that was planned, whether this run sends it or not. */
    CasePlan whole() {
        return plan;
    }

    List<Case> cases() {
        return cases;
    }

    /** The variations of valid requests of those operations; each operation is asked for once. */
    List<Case> variations(Predicate<OperationKey> isWorthwhile) {
        var further = selected(plan.further());
        var worthwhile = further.stream()
                .map(planned -> planned.operation().key())
                .distinct()
                .filter(isWorthwhile)
                .collect(Collectors.toSet());
        return ordered(further.stream()
                .filter(planned -> worthwhile.contains(planned.operation().key()))
                .toList());
    }

    /** The cases that cannot be sent, as the data file says. */
    List<Case> unreachable() {
        return plan.unreachable().stream().filter(options.selection()::wants).toList();
    }

    /** The operations that the run sends cases of. */
    List<Operation> operations() {
        var planned = plan.cases().stream()
                .filter(options.selection()::wants)
                .map(each -> each.operation().key())
                .collect(Collectors.toSet());
        return contract.operations().stream()
                .filter(operation -> planned.contains(operation.key()))
                .toList();
    }

    /** The results that this shard answers for: of cases that all shards send, those of its operations. */
    List<Result> owned(List<Result> results) {
        if (options.selection().shard().isEmpty()) {
            return results;
        }
        var positions = Selection.positions(contract.operations());
        return results.stream()
                .filter(result -> !Selection.isShared(result.sent())
                        || options.selection()
                                .owns(positions.getOrDefault(result.operation().key(), 0)))
                .toList();
    }

    private List<Case> selected(List<Case> planned) {
        return options.selection().of(planned, contract.operations());
    }

    private List<Case> ordered(List<Case> selected) {
        return options.effort().maxTime().isPresent() ? Order.mostTellingFirst(selected) : selected;
    }
}
