package dev.counterpart.verify;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Spot;
import dev.counterpart.spec.Spot.Part;
import dev.counterpart.spec.StatusKey;
import dev.counterpart.spec.Violation;
import dev.counterpart.verify.check.Checks;
import dev.counterpart.verify.check.CoverageCheck;
import dev.counterpart.verify.check.GateRules;
import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.pass.Pass;
import dev.counterpart.verify.pass.Session;
import dev.counterpart.verify.plan.Case;
import dev.counterpart.verify.plan.CasePlan;
import dev.counterpart.verify.plan.Expectation.Answer;
import dev.counterpart.verify.plan.Expectation.Documented;
import dev.counterpart.verify.plan.RuleSettings;
import dev.counterpart.verify.report.Cause;
import dev.counterpart.verify.report.Coverage;
import dev.counterpart.verify.report.Masking;
import dev.counterpart.verify.report.Report;
import dev.counterpart.verify.report.Result;
import dev.counterpart.verify.send.Observation;
import dev.counterpart.verify.send.Observation.Unanswered;
import dev.counterpart.verify.send.Transports;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Proves a provider by a contract: plans cases, sends each, checks what comes back, and reports.
 */
public final class ContractSuite {

    /** What became of a run. */
    public sealed interface Outcome {
        record Ran(Report report) implements Outcome {}

        /** The target does not answer at all, so nothing was checked. */
        record Unreachable(String message) implements Outcome {}
    }

    private final Contract contract;
    private final SuiteOptions options;
    private final CasePlan plan;
    private final List<Case> cases;
    private final Checks checks;

    public ContractSuite(Contract contract, SuiteOptions options) {
        this.contract = contract;
        this.options = options;
        this.plan = CasePlan.of(contract, options.data(), options.parameters());
        this.cases = plan.cases().stream().filter(options::wants).toList();
        this.checks = Checks.all(contract);
    }

    /** The cases of the run, in order. */
    public List<Case> cases() {
        return cases;
    }

    /**
     * Sends all cases, one after the other.
     *
     * @param progress is told of each result at once
     */
    public Outcome run(Transports transports, Consumer<Result> progress) {
        var started = Instant.now();
        long start = System.nanoTime();
        var results = new ArrayList<Result>();
        for (var planned : cases) {
            var result = result(planned, transports);
            var unreachable = result.observation().flatMap(ContractSuite::unreachable);
            if (results.isEmpty() && unreachable.isPresent()) {
                return new Outcome.Unreachable(unreachable.get());
            }
            results.add(result);
            progress.accept(result);
        }
        further(transports, results, progress.andThen(results::add));
        skipped().forEach(result -> {
            results.add(result);
            progress.accept(result);
        });
        return new Outcome.Ran(report(results, started, Duration.ofNanos(System.nanoTime() - start)));
    }

    /**
     * Sends what depends on the results of the cases: variations of valid requests, where those succeeded, and the passes.
     *
     * @param found is told of each result at once
     */
    public void further(Transports transports, List<Result> sofar, Consumer<Result> found) {
        var before = List.copyOf(sofar);
        var worthwhile = contract.operations().stream()
                .filter(operation -> isRepeatable(operation, before, transports))
                .collect(Collectors.toSet());
        plan.further().stream()
                .filter(planned -> options.wants(planned) && worthwhile.contains(planned.operation()))
                .map(planned -> result(planned, transports))
                .forEach(found);
        for (var pass : Pass.all(options.passes())) {
            pass.run(new Further(transports, before), result -> {
                if (options.wants(result.sent())) {
                    found.accept(result);
                }
            });
        }
    }

    /** Whether a valid request of the operation was answered 2xx; one that changes something also a second time. */
    private boolean isRepeatable(Operation operation, List<Result> results, Transports transports) {
        boolean changes = !operation.key().method().isSafe();
        boolean further = plan.further().stream()
                .anyMatch(planned -> planned.operation().equals(operation) && options.wants(planned));
        return further
                && results.stream()
                        .filter(result -> result.operation().equals(operation)
                                && result.status().orElse(0) / 100 == 2
                                && (result.sent().expectation() instanceof Documented
                                        || result.sent().expectation() instanceof Answer))
                        .findFirst()
                        .filter(result -> !changes
                                || result(result.sent(), transports).status().orElse(0) / 100 == 2)
                        .isPresent();
    }

    /** What passes work with. */
    private final class Further implements Session {
        private final Transports transports;
        private final List<Result> results;

        Further(Transports transports, List<Result> results) {
            this.transports = transports;
            this.results = results;
        }

        @Override
        public Contract contract() {
            return contract;
        }

        @Override
        public CasePlan plan() {
            return plan;
        }

        @Override
        public List<Result> results() {
            return results;
        }

        @Override
        public Result send(Case further) {
            return result(further, transports);
        }

        @Override
        public Result judged(Result result, List<Violation> violations) {
            return new Result(result.sent(), result.observation(), Checks.weighed(violations, settings(result.sent())));
        }
    }

    private static Optional<String> unreachable(Observation observation) {
        return observation instanceof Unanswered unanswered && unanswered.reason() == Observation.Reason.UNREACHABLE
                ? Optional.of(unanswered.message())
                : Optional.empty();
    }

    /** Sends one case. */
    public Result result(Case planned, Transports transports) {
        var pointless = Checks.pointless(planned, settings(planned));
        if (pointless.isPresent()) {
            return new Result(planned, Optional.empty(), pointless.get());
        }
        var transport = planned.isRaw() ? transports.raw() : transports.ordinary();
        var observation = transport.send(planned.request());
        return new Result(planned, Optional.of(observation), checks.verdict(planned, observation, settings(planned)));
    }

    private RuleSettings settings(Case planned) {
        return settings(planned.operation()).and(planned.rules());
    }

    private RuleSettings settings(Operation operation) {
        return options.data().rules().and(options.data().of(operation).rules());
    }

    private List<Result> skipped() {
        return plan.unreachable().stream()
                .filter(options::wants)
                .map(planned -> new Result(
                        planned,
                        Optional.empty(),
                        new Verdict.Skipped(planned.origin().reason())))
                .toList();
    }

    /** The report of those results. */
    public Report report(List<Result> results, Instant started, Duration took) {
        var operations = operations();
        var causes = new ArrayList<>(Cause.of(results));
        causes.addAll(unseen(operations, results));
        boolean checked = results.stream().anyMatch(result -> !(result.verdict() instanceof Verdict.Skipped));
        if (!checked) {
            causes.add(new Cause(nothingChecked(), Optional.empty(), Optional.empty(), 1));
        }
        return new Report(
                contract.title(),
                contract.documents().main().name(),
                options.target().toString(),
                started,
                took,
                results,
                causes,
                Coverage.of(operations, results),
                plan.remarks(),
                new Masking(plan.secrets()));
    }

    private List<Operation> operations() {
        return contract.operations().stream()
                .filter(operation ->
                        cases.stream().anyMatch(planned -> planned.operation().equals(operation)))
                .toList();
    }

    private List<Cause> unseen(List<Operation> operations, List<Result> results) {
        var check = new CoverageCheck(contract);
        var causes = new ArrayList<Cause>();
        if (!options.only().isEmpty() || !options.skip().isEmpty()) {
            return causes;
        }
        for (var operation : operations) {
            check.violations(operation, Coverage.statuses(operation, results), excused(operation, results)).stream()
                    .flatMap(violation -> settings(operation).applied(violation).stream())
                    .forEach(
                            violation -> causes.add(new Cause(violation, Optional.of(operation), Optional.empty(), 1)));
        }
        return causes;
    }

    /** Statuses that cannot be provoked, and those whose own case failed, which says more. */
    private static Set<StatusKey> excused(Operation operation, List<Result> results) {
        var excused = new HashSet<StatusKey>();
        for (var result : results) {
            boolean passed = result.verdict() instanceof Verdict.Passed;
            if (!passed
                    && result.operation().equals(operation)
                    && result.sent().expectation() instanceof Answer answer) {
                excused.add(answer.status());
            }
        }
        return excused;
    }

    private Violation nothingChecked() {
        String file = contract.documents().main().name();
        String expected = "at least one case";
        String filters = options.only().isEmpty() && options.skip().isEmpty()
                ? ""
                : "; --only " + options.only() + " and --skip " + options.skip() + " left none of "
                        + plan.cases().size();
        return Violation.of(
                GateRules.NOTHING_CHECKED,
                Spot.of(Part.DOCUMENT),
                expected,
                "no case was sent for " + file + filters
                        + (options.readOnly() ? "; --read-only sends safe methods only" : ""));
    }
}
