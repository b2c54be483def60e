package dev.counterpart.verify.report;

import dev.counterpart.spec.Counted;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.check.GateRules;
import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.check.Verdict.Failed;
import dev.counterpart.verify.check.Verdict.Passed;
import dev.counterpart.verify.data.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The report of a run: plain data without secrets, the same whether just made or read from a file.
 *
 * @param causes the violations, grouped by cause
 * @param known violations in the baseline, which do not count
 * @param remarks what was not checked, and how the user can change that
 */
public record Report(
        About about,
        List<ReportedCase> cases,
        List<Cause> causes,
        List<Cause> known,
        Coverage coverage,
        List<String> remarks) {

    /** Sources of cases that are intended to provoke a status. */
    private static final Set<String> ASKED_FOR = Set.of(Origin.Source.DATA.label(), Origin.Source.FIXTURE.label());

    /** One of this many cases may be untested because there were too many requests. */
    private static final int MOST_LIMITED = 10;

    /**
     * Facts about the run.
     *
     * @param title of the contract; may be empty
     * @param document the name of its file, or its URL without user name and password
     * @param target the URL that was tested
     * @param shard if it is a part of a run
     * @param isWhole whether everything was selected, so that unseen statuses are violations
     * @param limits the options that excluded cases; empty if none did
     */
    public record About(
            String title,
            String document,
            String target,
            Instant started,
            Duration took,
            Optional<Shard> shard,
            boolean isWhole,
            String limits) {

        public About {
            document = Location.shown(document);
        }

        /** The contract's title; the document's name if it has none. */
        public String name() {
            return title.isEmpty() ? document : title;
        }
    }

    public Report {
        cases = List.copyOf(cases);
        causes = List.copyOf(causes);
        known = List.copyOf(known);
        remarks = List.copyOf(remarks);
    }

    /** The report of those cases. Coverage of a sharded run is left to the merged report. */
    public static Report of(
            About about, List<ReportedCase> cases, Coverage coverage, List<String> remarks, Acceptance acceptance) {
        var causes = Cause.of(cases);
        if (about.shard().isEmpty()) {
            causes.addAll(ofWhole(about, cases, coverage, acceptance.thresholds()));
        }
        var all = new ArrayList<>(remarks);
        untested(cases).ifPresent(all::add);
        gone(about, acceptance.baseline().gone(causes)).ifPresent(all::add);
        Predicate<Cause> isKnown = cause -> acceptance.baseline().knows(cause.key());
        return new Report(
                about,
                cases.stream()
                        .map(each -> accepted(each, acceptance.baseline()))
                        .toList(),
                causes.stream().filter(isKnown.negate()).toList(),
                causes.stream().filter(isKnown).toList(),
                coverage,
                all);
    }

    private static Optional<String> untested(List<ReportedCase> cases) {
        long limited = cases.stream().filter(ReportedCase::isLimited).count();
        return limited == 0
                ? Optional.empty()
                : Optional.of(Counted.of(limited, "case was", "cases were")
                        + " not tested, because the provider limits the rate of requests (429, or 503 with Retry-After)."
                        + " Send fewer with --rate.");
    }

    private static Optional<String> gone(About about, long count) {
        return count > 0 && about.isWhole() && about.shard().isEmpty()
                ? Optional.of("The baseline holds "
                        + Counted.of(count, "violation that is", "violations that are")
                        + " no longer found: remove them with --update-baseline.")
                : Optional.empty();
    }

    private static List<Cause> ofWhole(
            About about, List<ReportedCase> cases, Coverage coverage, Thresholds thresholds) {
        var causes = new ArrayList<Cause>();
        if (about.isWhole()) {
            coverage.rows().stream()
                    .filter(row -> !row.isSeen() && !hasFailed(row, cases))
                    .forEach(row ->
                            row.ifUnseen().ifPresent(violation -> causes.add(Cause.ofRun(violation, row.operation()))));
        }
        thresholds.violations(coverage).forEach(violation -> causes.add(Cause.ofRun(violation, "")));
        limited(cases).ifPresent(violation -> causes.add(Cause.ofRun(violation, "")));
        if (cases.stream().allMatch(each -> each.verdict() instanceof Verdict.Skipped)) {
            causes.add(Cause.ofRun(nothingChecked(about), ""));
        }
        return causes;
    }

    /**
     * Whether a case that was intended to provoke the status did not; that is more specific than that the status was not seen.
     */
    private static boolean hasFailed(Coverage.Row row, List<ReportedCase> cases) {
        return cases.stream()
                .anyMatch(each -> each.operation().equals(row.operation())
                        && ASKED_FOR.contains(each.source())
                        && each.group().equals(row.status())
                        && !(each.verdict() instanceof Passed)
                        && !each.isLimited());
    }

    /**
     * The violation if many cases were not tested because there were too many requests. Requests without valid credentials do not
     * count, because a provider may limit how many of them it answers.
     */
    private static Optional<Violation> limited(List<ReportedCase> cases) {
        var sent = cases.stream()
                .filter(each -> each.status().isPresent() && !each.source().equals(Origin.Source.CREDENTIALS.label()))
                .toList();
        long limited = sent.stream().filter(ReportedCase::isLimited).count();
        return limited * MOST_LIMITED > sent.size()
                ? Optional.of(Violation.of(
                        GateRules.RATE_LIMITED,
                        Spot.of(Part.RESPONSE_STATUS),
                        "an answer to at least nine of ten cases",
                        limited + " of " + sent.size() + " cases were answered 429, or 503 with Retry-After"))
                : Optional.empty();
    }

    private static Violation nothingChecked(About about) {
        return Violation.of(
                GateRules.NOTHING_CHECKED,
                Spot.of(Part.DOCUMENT),
                "at least one case",
                "no case was sent for " + about.document() + (about.limits().isEmpty() ? "" : "; " + about.limits()));
    }

    /** The case without known violations. */
    private static ReportedCase accepted(ReportedCase each, Baseline baseline) {
        Predicate<Violation> isKnown = violation -> baseline.knows(Cause.Key.of(violation, each.operation()));
        var violations = each.verdict().violations();
        if (violations.stream().noneMatch(isKnown)) {
            return each;
        }
        var rest = violations.stream().filter(isKnown.negate()).toList();
        boolean fails = rest.stream().anyMatch(violation -> violation.severity() == Severity.ERROR);
        var rules = violations.stream()
                .filter(isKnown)
                .map(violation -> violation.rule().id())
                .distinct()
                .toList();
        return each.withVerdict(fails ? new Failed(rest) : new Passed(rest)).withKnown(rules);
    }

    /** The number of cases with that verdict. */
    public long count(Class<? extends Verdict> verdict) {
        return cases.stream().filter(each -> verdict.isInstance(each.verdict())).count();
    }

    /** The number of causes with that severity. */
    public long count(Severity severity) {
        return causes.stream()
                .filter(cause -> cause.violation().severity() == severity)
                .count();
    }

    /** Whether the run fails: by causes of at least that severity, or by cases that could not be carried out. */
    public boolean fails(Severity least) {
        return count(Severity.ERROR) > 0
                || (least == Severity.WARNING && count(Severity.WARNING) > 0)
                || count(Verdict.Errored.class) > 0;
    }
}
