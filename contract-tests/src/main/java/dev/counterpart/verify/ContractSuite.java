package dev.counterpart.verify;

import dev.counterpart.spec.Contract;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.check.Checks;
import dev.counterpart.verify.report.Report;
import dev.counterpart.verify.report.Result;
import dev.counterpart.verify.send.Observation;
import dev.counterpart.verify.send.Observation.Unanswered;
import dev.counterpart.verify.send.Transports;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Tests a provider against a contract: plans and sends cases, checks the answers, runs the follow-ups, and makes the report. */
public final class ContractSuite {

    /** The outcome of a run. */
    public sealed interface Outcome {
        /** {@code failure} is the error of ours that ended the run early; the report holds what there was until then. */
        record Ran(Report report, Optional<String> failure) implements Outcome {}

        /** The provider does not accept connections, so nothing was checked. */
        record Unreachable(Observation.Reason reason, String message) implements Outcome {}
    }

    private final SuiteOptions options;
    private final RunPlan plan;
    private final Checks checks;
    private final Prepared prepared;

    /** A suite without logins and saved values. */
    public ContractSuite(Contract contract, SuiteOptions given) {
        this(contract, given.withData(given.data().sorted(contract)), Prepared.none());
    }

    /**
     * A suite for a provider that was prepared.
     *
     * @param options with the tokens and values that the provider gave
     */
    ContractSuite(Contract contract, SuiteOptions options, Prepared prepared) {
        this.prepared = prepared;
        this.options = options;
        this.plan = new RunPlan(contract, options);
        this.checks = Checks.all(contract, options.target().isSecure());
    }

    /** The cases of the run, in order. */
    public List<Case> cases() {
        return plan.cases();
    }

    /**
     * Runs everything.
     *
     * @param progress receives each result as soon as it is known
     */
    public Outcome run(Transports transports, Consumer<Result> progress) {
        var run = start(transports);
        var results = new ArrayList<Result>();
        var found = progress.andThen(result -> results.add(run.kept(result)));
        if (!cases().isEmpty()) {
            var first = run.send(cases().get(0));
            var unreachable = first.observation().flatMap(ContractSuite::unreachable);
            if (unreachable.isPresent()) {
                return unreachable.get();
            }
            found.accept(first);
            run.send(cases().subList(1, cases().size()), found);
        }
        run.sendFollowUps(results, found);
        var unanswered = cases().isEmpty() ? unreachable(results) : Optional.<Outcome>empty();
        if (unanswered.isPresent()) {
            return unanswered.get();
        }
        run.shorten(results);
        run.unreachable().forEach(found);
        return new Outcome.Ran(run.report(results), run.failure());
    }

    /** A run whose stages the caller starts one by one. Its time limit starts now. */
    public ContractRun start(Transports transports) {
        return new ContractRun(plan, options, checks, transports, prepared);
    }

    /** Sends one case outside of a run. */
    public Result result(Case planned, Transports transports) {
        return new CaseSender(checks, options, transports, RunLimits.none(), prepared).result(planned);
    }

    /** Whether the provider did not answer its first request; other providers of workflows do not count. */
    private Optional<Outcome> unreachable(List<Result> results) {
        return results.stream()
                .filter(result -> options.workflows().api(result.operation()).isEmpty())
                .findFirst()
                .flatMap(Result::observation)
                .flatMap(ContractSuite::unreachable);
    }

    private static Optional<Outcome> unreachable(Observation observation) {
        return observation instanceof Unanswered unanswered
                        && unanswered.reason().isUnreachable()
                ? Optional.of(new Outcome.Unreachable(unanswered.reason(), unanswered.message()))
                : Optional.empty();
    }
}
