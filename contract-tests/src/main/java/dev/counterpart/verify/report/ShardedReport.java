package dev.counterpart.verify.report;

import dev.counterpart.verify.check.Verdict.Passed;
import dev.counterpart.verify.check.Verdict.Skipped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Merges the parts of a run. */
public sealed interface ShardedReport {

    record Joined(Report report) implements ShardedReport {}

    /** The parts do not belong together; {@code message} gives the reason. */
    record Mismatch(String message) implements ShardedReport {}

    /** The report of the whole run. A case that several parts have sent counts once, with its worst verdict. */
    static ShardedReport of(List<Report> parts, Acceptance acceptance) {
        return mismatch(parts).<ShardedReport>map(Mismatch::new).orElseGet(() -> new Joined(joined(parts, acceptance)));
    }

    private static Optional<String> mismatch(List<Report> parts) {
        var first = parts.get(0).about();
        return parts.stream()
                .flatMap(part -> mismatch(first, part.about()).stream())
                .findFirst()
                .or(() -> missing(parts, first.shard().orElseThrow().count()));
    }

    private static Optional<String> mismatch(Report.About first, Report.About part) {
        if (!part.document().equals(first.document())) {
            return Optional.of("the reports are of " + first.document() + " and " + part.document());
        }
        if (part.shard().isEmpty()) {
            return Optional.of("one report is of a whole run, not of a shard");
        }
        int count = part.shard().get().count();
        int firstCount = first.shard().orElseThrow().count();
        return count == firstCount
                ? Optional.empty()
                : Optional.of("the reports are of " + firstCount + " and of " + count + " shards");
    }

    private static Optional<String> missing(List<Report> parts, int count) {
        var there = parts.stream()
                .map(part -> part.about().shard().orElseThrow().index())
                .toList();
        var missing = IntStream.rangeClosed(1, count)
                .filter(index -> !there.contains(index))
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", "));
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("of " + count + " shards, these are missing: " + missing);
    }

    private static Report joined(List<Report> parts, Acceptance acceptance) {
        Map<String, ReportedCase> cases = new LinkedHashMap<>();
        parts.forEach(part -> part.cases().forEach(each -> cases.merge(each.id(), each, ShardedReport::worse)));
        var coverage =
                parts.stream().map(Report::coverage).reduce(Coverage::and).orElseThrow();
        var remarks = parts.stream()
                .flatMap(part -> part.remarks().stream())
                .distinct()
                .toList();
        var report = Report.of(about(parts), shrunkOnce(cases.values()), coverage, remarks, acceptance);
        return new Report(
                report.about(),
                report.cases(),
                report.causes(),
                known(Stream.concat(parts.stream(), Stream.of(report))),
                report.coverage(),
                report.remarks());
    }

    private static List<Cause> known(Stream<Report> reports) {
        Map<Cause.Key, Cause> known = new LinkedHashMap<>();
        reports.forEach(report -> report.known().forEach(cause -> known.putIfAbsent(cause.key(), cause)));
        return List.copyOf(known.values());
    }

    /** Each part searches for smaller requests on its own; for each cause the smallest of all is used. */
    private static List<ReportedCase> shrunkOnce(Collection<ReportedCase> cases) {
        Map<Cause.Key, ReportedCase> smallest = new HashMap<>();
        cases.stream()
                .filter(ReportedCase::isShrunk)
                .forEach(each -> each.verdict()
                        .violations()
                        .forEach(violation -> smallest.merge(
                                Cause.Key.of(violation, each.operation()),
                                each,
                                BinaryOperator.minBy(Comparator.comparingInt(
                                        shrunk -> shrunk.again().length())))));
        return cases.stream()
                .filter(each -> !each.isShrunk() || smallest.containsValue(each))
                .toList();
    }

    private static ReportedCase worse(ReportedCase one, ReportedCase other) {
        return weight(other) > weight(one) ? other : one;
    }

    private static int weight(ReportedCase each) {
        if (each.verdict() instanceof Skipped) {
            return 0;
        }
        return each.verdict() instanceof Passed ? 1 : 2;
    }

    private static Report.About about(List<Report> parts) {
        var first = parts.get(0).about();
        return new Report.About(
                first.title(),
                first.document(),
                first.target(),
                parts.stream()
                        .map(part -> part.about().started())
                        .min(Comparator.naturalOrder())
                        .orElse(Instant.EPOCH),
                parts.stream()
                        .map(part -> part.about().took())
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO),
                Optional.empty(),
                parts.stream().allMatch(part -> part.about().isWhole()),
                first.limits());
    }
}
