package dev.counterpart.verify;

import dev.counterpart.spec.Counted;
import dev.counterpart.spec.Operation;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.check.Checks;
import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.plan.Thoroughness;
import dev.counterpart.verify.report.Report;
import dev.counterpart.verify.report.Report.About;
import dev.counterpart.verify.report.ReportMaker;
import dev.counterpart.verify.report.ReportMaker.Other;
import dev.counterpart.verify.report.ReportedCase;
import dev.counterpart.verify.report.Result;
import dev.counterpart.verify.send.Transports;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One run of a suite against a provider, in stages: cases, follow-ups, report. Sending stops when the time limit is reached or
 * when the provider stops answering.
 */
public final class ContractRun {

    private final RunPlan plan;
    private final SuiteOptions options;
    private final RunLimits limits;
    private final CaseSender sender;
    private final Prepared prepared;
    private final KeptResults kept;
    private final Instant started = Instant.now();
    private final long start = System.nanoTime();

    ContractRun(RunPlan plan, SuiteOptions options, Checks checks, Transports transports, Prepared prepared) {
        this.prepared = prepared;
        this.plan = plan;
        this.options = options;
        this.limits = RunLimits.of(options);
        this.sender = new CaseSender(checks, options, transports, limits, prepared);
        this.kept = new KeptResults(options.keepsExchanges());
    }

    /** Sends one case. */
    public Result send(Case planned) {
        return sender.inTime(planned);
    }

    /** Sends these cases, concurrently if the effort allows it; {@code found} receives the results in the order of the cases. */
    void send(List<Case> cases, Consumer<Result> found) {
        try (var workers = new Workers(options.effort().workers())) {
            workers.send(cases, sender::inTime, found);
        }
    }

    /**
     * Sends the follow-ups, which depend on the results of the cases.
     *
     * @param found receives each result as soon as it is known
     */
    public void sendFollowUps(List<Result> results, Consumer<Result> found) {
        try {
            new FollowUps(plan, options, sender, limits, kept::hide).send(results, found);
        } catch (RuntimeException | Error unexpected) {
            limits.fail(unexpected);
        }
    }

    /** The error of ours that ended the run early. */
    Optional<String> failure() {
        return limits.failure();
    }

    /** The result, as long as follow-ups may need it. */
    Result kept(Result result) {
        return kept.of(result);
    }

    /** The parts of the results that the report needs. */
    void shorten(List<Result> results) {
        results.replaceAll(kept::shortened);
    }

    /** The results of cases that cannot be sent according to the data file. */
    List<Result> unreachable() {
        return plan.unreachable().stream()
                .map(planned -> new Result(
                        planned,
                        Optional.empty(),
                        new Verdict.Skipped(planned.origin().reason())))
                .toList();
    }

    /** The report of those results. */
    public Report report(List<Result> results) {
        var about = new About(
                plan.contract().title(),
                plan.contract().documents().main().name(),
                options.target().toString(),
                started,
                Duration.ofNanos(System.nanoTime() - start),
                options.selection().shard(),
                options.selection().isWhole() && !options.workflows().only() && limits.isComplete(),
                options.selection().limits());
        var coverage = new SeenStatuses(plan, options).of(results);
        return Report.of(about, reported(results), coverage, remarks(), options.acceptance());
    }

    /** The remarks of a report about that result. */
    public ReportedCase reported(Result result) {
        return reported(List.of(result)).get(0);
    }

    private List<ReportedCase> reported(List<Result> results) {
        var secrets = Stream.of(plan.whole().secrets(), prepared.secrets(), kept.secrets())
                .flatMap(List::stream)
                .toList();
        return ReportMaker.cases(results, options.target().toString(), this::other, secrets, options.keepsExchanges());
    }

    private Optional<Other> other(Operation operation) {
        var workflows = options.workflows();
        return workflows
                .api(operation)
                .map(api -> new Other(api.name(), workflows.target(api).toString()));
    }

    /** Which effort was made, and what it leaves out; empty for the usual effort that leaves nothing out. */
    private Optional<String> effort() {
        var effort = options.effort();
        String label = effort.thoroughness().label();
        if (effort.thoroughness() == Thoroughness.THOROUGH) {
            return Optional.of("All cases were planned (effort thorough).");
        }
        int count = plan.leftOut();
        String passes =
                effort.passes().others() ? "" : "; no links, changes, HEAD and other follow-ups of several requests";
        String text = "Not tried at effort " + label + ": " + Counted.of(count, "case") + passes
                + ". --effort thorough sends everything.";
        return count > 0 || !passes.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    private List<String> remarks() {
        var remarks = new ArrayList<>(plan.whole().remarks());
        options.seed().ifPresent(seed -> remarks.add("Generated values were varied by --seed " + seed + "."));
        if (options.workflows().only()) {
            remarks.add("Only the workflows were run, as --only-workflows was given.");
        } else {
            effort().ifPresent(remarks::add);
        }
        remarks.addAll(prepared.remarks());
        remarks.addAll(limits.remarks());
        return remarks;
    }
}
