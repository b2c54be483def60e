package dev.counterpart.verify;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.OperationKey;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.plan.CaseChoice;
import dev.counterpart.verify.plan.CasePlan;
import dev.counterpart.verify.plan.Order;
import dev.counterpart.verify.plan.Thoroughness;
import dev.counterpart.verify.report.Result;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The part of a case plan that a run sends: the cases that are selected, in the order of sending. */
final class RunPlan {

    private final Contract contract;
    private final SuiteOptions options;
    private final CasePlan plan;
    private final List<Case> chosen;
    private final List<Case> cases;

    RunPlan(Contract contract, SuiteOptions options) {
        this.contract = contract;
        this.options = options;
        this.plan = CasePlan.of(contract, options.data(), options.fixtures(), options.parameters(), options.seed());
        this.chosen = CaseChoice.of(wanted(plan.cases()), thoroughness());
        this.cases = options.workflows().only() ? List.of() : ordered(selected(chosen));
    }

    Contract contract() {
        return contract;
    }

    /** Everything that was planned, including cases that this run does not send. */
    CasePlan whole() {
        return plan;
    }

    List<Case> cases() {
        return cases;
    }

    /** The variations of valid requests of those operations; call it once per operation. */
    List<Case> variations(Predicate<OperationKey> isWorthwhile) {
        var further = selected(CaseChoice.further(wanted(plan.further()), thoroughness()));
        var worthwhile = further.stream()
                .map(planned -> planned.operation().key())
                .distinct()
                .filter(isWorthwhile)
                .collect(Collectors.toSet());
        return ordered(further.stream()
                .filter(planned -> worthwhile.contains(planned.operation().key()))
                .toList());
    }

    /** The cases that cannot be sent according to the data file. */
    List<Case> unreachable() {
        return options.workflows().only()
                ? List.of()
                : plan.unreachable().stream().filter(options.selection()::wants).toList();
    }

    /** The operations with cases in this run. */
    List<Operation> operations() {
        var planned = plan.cases().stream()
                .filter(options.selection()::wants)
                .map(each -> each.operation().key())
                .collect(Collectors.toSet());
        return contract.operations().stream()
                .filter(operation -> planned.contains(operation.key()))
                .toList();
    }

    /** The results that this shard reports. Of the cases that every shard sends, these are those of its own operations. */
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

    /** How many cases this thoroughness leaves out, of all shards. */
    int leftOut() {
        var further = wanted(plan.further());
        return wanted(plan.cases()).size()
                - chosen.size()
                + further.size()
                - CaseChoice.further(further, thoroughness()).size();
    }

    private Thoroughness thoroughness() {
        return options.effort().thoroughness();
    }

    private List<Case> wanted(List<Case> planned) {
        return planned.stream().filter(options.selection()::wants).toList();
    }

    private List<Case> selected(List<Case> planned) {
        return options.selection().of(planned, contract.operations());
    }

    private List<Case> ordered(List<Case> selected) {
        return options.effort().maxTime().isPresent() ? Order.mostTellingFirst(selected) : selected;
    }
}
