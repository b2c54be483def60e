package dev.counterpart.verify;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Severity;
import dev.counterpart.spec.StatusKey;
import dev.counterpart.spec.Violation;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation.Answer;
import dev.counterpart.verify.cases.Expectation.Documented;
import dev.counterpart.verify.check.Checks;
import dev.counterpart.verify.check.CoverageCheck;
import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.data.RuleSettings;
import dev.counterpart.verify.pass.Pass;
import dev.counterpart.verify.pass.Session;
import dev.counterpart.verify.plan.CasePlan;
import dev.counterpart.verify.plan.Order;
import dev.counterpart.verify.report.Coverage;
import dev.counterpart.verify.report.Report;
import dev.counterpart.verify.report.Report.About;
import dev.counterpart.verify.report.ReportMaker;
import dev.counterpart.verify.report.ReportedCase;
import dev.counterpart.verify.report.Result;
import dev.counterpart.verify.send.Observation;
import dev.counterpart.verify.send.Observation.Unanswered;
import dev.counterpart.verify.send.Transports;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    private final KeptResults kept;
    private final AtomicBoolean isCutOff = new AtomicBoolean();
    private Optional<Instant> deadline = Optional.empty();

    public ContractSuite(Contract contract, SuiteOptions options) {
        this.contract = contract;
        this.options = options;
        this.plan = CasePlan.of(contract, options.data(), options.fixtures(), options.parameters(), options.seed());
        this.cases = ordered(selected(plan.cases()));
        this.checks = Checks.all(contract);
        this.kept = new KeptResults(options.keepsExchanges());
    }

    /** The cases of the run, in order. */
    public List<Case> cases() {
        return cases;
    }

    private List<Case> selected(List<Case> planned) {
        return options.selection().of(planned, contract.operations());
    }

    private List<Case> ordered(List<Case> selected) {
        return options.effort().maxTime().isPresent() ? Order.mostTellingFirst(selected) : selected;
    }

    /**
     * Sends all cases.
     *
     * @param progress is told of each result at once
     */
    public Outcome run(Transports transports, Consumer<Result> progress) {
        var started = Instant.now();
        long start = System.nanoTime();
        deadline = options.effort().maxTime().map(started::plus);
        isCutOff.set(false);
        var results = new ArrayList<Result>();
        var found = progress.andThen(result -> results.add(kept.of(result)));
        if (!cases.isEmpty()) {
            var first = timed(cases.get(0), transports);
            var unreachable = first.observation().flatMap(ContractSuite::unreachable);
            if (unreachable.isPresent()) {
                return new Outcome.Unreachable(unreachable.get());
            }
            found.accept(first);
            send(cases.subList(1, cases.size()), transports, found);
        }
        further(transports, results, found);
        results.replaceAll(kept::shortened);
        skipped().forEach(found);
        return new Outcome.Ran(report(results, started, Duration.ofNanos(System.nanoTime() - start)));
    }

    private void send(List<Case> wanted, Transports transports, Consumer<Result> found) {
        try (var workers = new Workers(options.effort().workers())) {
            workers.send(wanted, each -> timed(each, transports), found);
        }
    }

    /** The result of a case, which is not sent once the time is over. */
    private Result timed(Case planned, Transports transports) {
        return cutsOff()
                ? new Result(planned, Optional.empty(), new Verdict.Skipped("the time of --max-time was over"))
                : result(planned, transports);
    }

    private boolean isOver() {
        return deadline.filter(end -> Instant.now().isAfter(end)).isPresent();
    }

    /** Whether the time is over, asked where something is left to send: the run does not see all then. */
    private boolean cutsOff() {
        boolean isOver = isOver();
        if (isOver) {
            isCutOff.set(true);
        }
        return isOver;
    }

    /**
     * Sends what depends on the results of the cases: variations of valid requests, where those succeeded, and the passes.
     *
     * @param found is told of each result at once
     */
    public void further(Transports transports, List<Result> sofar, Consumer<Result> found) {
        var before = List.copyOf(sofar);
        var answered = before.stream()
                .collect(Collectors.groupingBy(result -> result.operation().key()));
        var further = selected(plan.further());
        var worthwhile = further.stream()
                .map(planned -> planned.operation().key())
                .distinct()
                .filter(operation -> isRepeatable(answered.getOrDefault(operation, List.of()), transports))
                .collect(Collectors.toSet());
        var variations = further.stream()
                .filter(planned -> worthwhile.contains(planned.operation().key()))
                .toList();
        var wrong = new ArrayList<>(wrong(owned(before)));
        send(ordered(variations), transports, found.andThen(result -> wrong.addAll(wrong(List.of(result)))));
        var session = new Further(transports, owned(before), wrong);
        for (var pass : Pass.all(options.effort().passes())) {
            pass.run(session, result -> {
                if (options.selection().wants(result.sent())) {
                    found.accept(result);
                }
            });
        }
    }

    private static List<Result> wrong(List<Result> results) {
        return results.stream()
                .filter(result -> !result.verdict().violations().isEmpty())
                .toList();
    }

    /** The results that this part of the run answers for: of cases that all parts send, those of its operations. */
    private List<Result> owned(List<Result> results) {
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

    /** Whether a valid request of an operation was answered 2xx; one that changes something also a second time. */
    private boolean isRepeatable(List<Result> results, Transports transports) {
        return results.stream()
                .filter(result -> result.status().orElse(0) / 100 == 2
                        && (result.sent().expectation() instanceof Documented
                                || result.sent().expectation() instanceof Answer))
                .findFirst()
                .filter(result -> !cutsOff()
                        && (result.operation().key().method().isSafe()
                                || result(result.sent(), transports).status().orElse(0) / 100 == 2))
                .isPresent();
    }

    /** What passes work with. */
    private final class Further implements Session {
        private final Transports transports;
        private final List<Result> results;
        private final List<Result> wrong;

        Further(Transports transports, List<Result> results, List<Result> wrong) {
            this.transports = transports;
            this.results = results;
            this.wrong = List.copyOf(wrong);
        }

        @Override
        public List<Result> wrong() {
            return wrong;
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
        public boolean isOver() {
            return ContractSuite.this.isOver();
        }

        @Override
        public boolean cutsOff() {
            return ContractSuite.this.cutsOff();
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
                .filter(options.selection()::wants)
                .map(planned -> new Result(
                        planned,
                        Optional.empty(),
                        new Verdict.Skipped(planned.origin().reason())))
                .toList();
    }

    /** What a report says of that result by itself. */
    public ReportedCase reported(Result result) {
        return reported(List.of(result)).get(0);
    }

    private List<ReportedCase> reported(List<Result> results) {
        var secrets =
                Stream.concat(plan.secrets().stream(), kept.secrets().stream()).toList();
        return ReportMaker.cases(results, options.target().toString(), secrets, options.keepsExchanges());
    }

    /** The report of those results. */
    public Report report(List<Result> results, Instant started, Duration took) {
        var about = new About(
                contract.title(),
                contract.documents().main().name(),
                options.target().toString(),
                started,
                took,
                options.selection().shard(),
                options.selection().isWhole() && !isCutOff.get(),
                options.selection().limits());
        return Report.of(about, reported(results), coverage(results), remarks(), options.acceptance());
    }

    private List<String> remarks() {
        var remarks = new ArrayList<>(plan.remarks());
        options.seed().ifPresent(seed -> remarks.add("Made-up values were varied by --seed " + seed + "."));
        options.effort()
                .maxTime()
                .filter(time -> isCutOff.get())
                .ifPresent(time ->
                        remarks.add("The time of --max-time was over, so not all was sent, and a documented status"
                                + " that was not seen is not called wrong."));
        return remarks;
    }

    private Coverage coverage(List<Result> results) {
        var planned = plan.cases().stream()
                .filter(options.selection()::wants)
                .map(each -> each.operation().key())
                .collect(Collectors.toSet());
        var operations = contract.operations().stream()
                .filter(operation -> planned.contains(operation.key()))
                .toList();
        var check = new CoverageCheck(contract);
        return Coverage.of(
                operations,
                owned(results),
                (operation, response) -> check.ifUnseen(response)
                        .filter(violation -> !isExcused(operation, response.status()))
                        .map(violation -> isDescribed(operation) ? violation : violation.withSeverity(Severity.WARNING))
                        .flatMap(settings(operation)::applied));
    }

    /** Whether the user has said how the operation is provoked; else that a status was not seen is no provider's fault. */
    private boolean isDescribed(Operation operation) {
        return !options.data().of(operation).entries().isEmpty();
    }

    private boolean isExcused(Operation operation, StatusKey status) {
        return options.data().of(operation).entries().stream()
                .anyMatch(entry ->
                        entry.unreachable().isPresent() && entry.status().equals(status));
    }
}
