package dev.counterpart.verify.report;

import dev.counterpart.spec.Severity;
import dev.counterpart.verify.check.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** For a terminal: a tree of operation, status and case, then what is wrong. */
public final class ConsoleFormat implements ReportFormat {

    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String YELLOW = "\u001b[33m";
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private final boolean colour;

    public ConsoleFormat(boolean colour) {
        this.colour = colour;
    }

    @Override
    public String name() {
        return "console";
    }

    @Override
    public String fileName() {
        return "report.txt";
    }

    @Override
    public String text(Report report) {
        var text = new StringBuilder();
        text.append(report.title().isEmpty() ? report.document() : report.title() + " (" + report.document() + ")")
                .append(" against ")
                .append(report.target())
                .append('\n');
        tree(report).forEach((operation, groups) -> {
            text.append('\n').append(paint(BOLD, operation)).append('\n');
            groups.forEach((group, results) -> group(text, report, group, results));
        });
        for (var severity : Severity.values()) {
            report.causes().stream()
                    .filter(cause -> cause.violation().severity() == severity)
                    .forEach(cause ->
                            text.append('\n').append(cause(report, cause)).append('\n'));
        }
        if (!report.remarks().isEmpty()) {
            text.append('\n');
            report.remarks().forEach(remark -> text.append(remark).append('\n'));
        }
        return text.append('\n').append(summary(report)).append('\n').toString();
    }

    private static Map<String, Map<String, List<Result>>> tree(Report report) {
        Map<String, Map<String, List<Result>>> tree = new LinkedHashMap<>();
        for (var result : report.results()) {
            tree.computeIfAbsent(result.operation().toString(), key -> new LinkedHashMap<>())
                    .merge(result.sent().group(), List.of(result), ConsoleFormat::and);
        }
        return tree;
    }

    private static List<Result> and(List<Result> some, List<Result> more) {
        var all = new java.util.ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    private void group(StringBuilder text, Report report, String group, List<Result> results) {
        text.append("  ").append(report.masking().text(group)).append('\n');
        int widest = results.stream()
                .mapToInt(result -> result.sent().title().length())
                .max()
                .orElse(0);
        for (var result : results) {
            String title = report.masking()
                    .text(dev.counterpart.spec.Violation.shortened(result.sent().title()));
            text.append("    ")
                    .append(sign(result.verdict()))
                    .append(' ')
                    .append(title)
                    .append(" ".repeat(Math.max(0, Math.min(widest, 60) - title.length()) + 2))
                    .append(outcome(result))
                    .append('\n');
        }
    }

    private String sign(Verdict verdict) {
        if (verdict instanceof Verdict.Passed) {
            return verdict.violations().isEmpty() ? paint(GREEN, "✓") : paint(YELLOW, "✓");
        }
        return verdict instanceof Verdict.Skipped ? paint(YELLOW, "–") : paint(RED, "✗");
    }

    private static String outcome(Result result) {
        if (result.verdict() instanceof Verdict.Skipped skipped) {
            return skipped.reason();
        }
        if (result.verdict() instanceof Verdict.Errored errored) {
            return errored.reason();
        }
        String status = result.status().map(each -> Integer.toString(each)).orElse("no answer");
        var violations = result.verdict().violations();
        return violations.isEmpty()
                ? status
                : status + "  "
                        + String.join(
                                ", ",
                                violations.stream()
                                        .map(violation -> violation.rule().id())
                                        .distinct()
                                        .toList());
    }

    private String cause(Report report, Cause cause) {
        var violation = cause.violation();
        String heading = violation.rule().id();
        String text = violation.text(cause.subject())
                + cause.shown()
                        .map(result -> "\n  again     " + report.again(result))
                        .orElse("")
                + (cause.count() > 1 ? "\n  cases     " + cause.count() + " show this; above is the shortest" : "");
        String masked = report.masking().text(text);
        return paint(violation.severity() == Severity.ERROR ? RED : YELLOW, heading)
                + (violation.severity() == Severity.WARNING ? " (warning)" : "")
                + masked.substring(heading.length());
    }

    private String summary(Report report) {
        long failed = report.count(Verdict.Failed.class);
        String line = report.results().size() + " cases: " + report.count(Verdict.Passed.class) + " passed, " + failed
                + " failed, " + report.count(Verdict.Errored.class) + " errored, "
                + report.count(Verdict.Skipped.class) + " skipped; " + report.count(Severity.ERROR) + " errors, "
                + report.count(Severity.WARNING) + " warnings; "
                + report.coverage().seen() + " of " + report.coverage().documented() + " documented statuses seen; "
                + String.format(java.util.Locale.ROOT, "%.1f s", report.took().toMillis() / 1000.0);
        return paint(report.fails(Severity.ERROR) ? RED : GREEN, line);
    }

    private String paint(String style, String text) {
        return colour ? style + text + PLAIN : text;
    }
}
