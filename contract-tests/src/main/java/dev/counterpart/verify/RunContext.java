package dev.counterpart.verify;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.secret.Secret;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.pass.PassContext;
import dev.counterpart.verify.plan.CasePlan;
import dev.counterpart.verify.report.Result;
import dev.counterpart.verify.send.Observation;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The input of the passes of a run.
 *
 * @param hidden receives values that reports must not show
 */
record RunContext(
        Contract contract,
        CasePlan plan,
        List<Result> results,
        List<Result> wrong,
        CaseSender sender,
        RunLimits limits,
        Consumer<Secret> hidden)
        implements PassContext {

    RunContext {
        results = List.copyOf(results);
        wrong = List.copyOf(wrong);
    }

    @Override
    public boolean isOver() {
        return limits.isOver();
    }

    @Override
    public boolean cutsOff() {
        return limits.cutsOff();
    }

    @Override
    public Result send(Case further) {
        return sender.result(further);
    }

    @Override
    public Result send(Case further, Predicate<Observation> isExcused) {
        return sender.result(further, isExcused);
    }

    @Override
    public Result within(Duration limit, Case further) {
        return sender.within(limit, further);
    }

    @Override
    public Result sendKept(Case further) {
        return sender.kept(further);
    }

    @Override
    public void hide(Secret secret) {
        hidden.accept(secret);
    }

    @Override
    public Result withViolations(Result result, List<Violation> violations) {
        return sender.withViolations(result, violations);
    }
}
