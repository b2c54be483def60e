package dev.counterpart.verify.format;

import dev.counterpart.spec.Counted;
import dev.counterpart.spec.rule.ErrorName;
import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.check.GateRules;
import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.report.Causes;
import dev.counterpart.verify.report.Report;
import dev.counterpart.verify.report.ReportedCase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** For a terminal: a tree of operation, status and case, then the violations. */
public final class ConsoleFormat implements ReportFormat {

    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String YELLOW = "\u001b[33m";
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private final boolean colour;
    private final boolean isVerbose;

    public ConsoleFormat(boolean colour) {
        this(colour, false);
    }

    /** {@code isVerbose} lists all places of a violation. */
    public ConsoleFormat(boolean colour, boolean isVerbose) {
        this.colour = colour;
        this.isVerbose = isVerbose;
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
        var about = report.about();
        var text = new StringBuilder();
        text.append(about.title().isEmpty() ? about.document() : about.title() + " (" + about.document() + ")")
                .append(" against ")
                .append(about.target())
                .append(about.shard().map(shard -> ", shard " + shard).orElse(""))
                .append('\n');
        tree(report).forEach((operation, groups) -> {
            text.append('\n').append(paint(BOLD, operation)).append('\n');
            groups.forEach((group, cases) -> group(text, group, cases));
        });
        causes(report, text);
        known(report).ifPresent(line -> text.append('\n').append(line).append('\n'));
        if (!report.remarks().isEmpty()) {
            text.append('\n');
            report.remarks().forEach(remark -> text.append(remark).append('\n'));
        }
        return text.append('\n').append(summary(report)).append('\n').toString();
    }

    /** The errors, then the warnings. */
    private void causes(Report report, StringBuilder text) {
        var explained = new HashSet<String>();
        for (var severity : Severity.values()) {
            var causes = report.causes().stream()
                    .filter(cause -> cause.violation().severity() == severity)
                    .toList();
            Causes.of(causes)
                    .forEach(group -> text.append('\n')
                            .append(group(group))
                            .append(more(group.shortest().violation().rule(), explained))
                            .append('\n'));
        }
    }

    private static Map<String, Map<String, List<ReportedCase>>> tree(Report report) {
        return report.cases().stream()
                .collect(Collectors.groupingBy(
                        ReportedCase::operation,
                        LinkedHashMap::new,
                        Collectors.groupingBy(ReportedCase::group, LinkedHashMap::new, Collectors.toList())));
    }

    private void group(StringBuilder text, String group, List<ReportedCase> cases) {
        text.append("  ").append(group).append('\n');
        int widest =
                cases.stream().mapToInt(each -> each.title().length()).max().orElse(0);
        for (var each : cases) {
            String title = Violation.shortened(each.title());
            text.append("    ")
                    .append(sign(each))
                    .append(' ')
                    .append(title)
                    .append(" ".repeat(Math.max(0, Math.min(widest, 60) - title.length()) + 2))
                    .append(outcome(each))
                    .append('\n');
        }
    }

    private String sign(ReportedCase each) {
        if (each.verdict() instanceof Verdict.Passed passed) {
            boolean clean = passed.warnings().isEmpty() && each.known().isEmpty();
            return clean ? paint(GREEN, "✓") : paint(YELLOW, "✓");
        }
        return each.verdict() instanceof Verdict.Skipped ? paint(YELLOW, "–") : paint(RED, "✗");
    }

    private static String outcome(ReportedCase each) {
        if (each.verdict() instanceof Verdict.Skipped skipped) {
            return skipped.reason();
        }
        if (each.verdict() instanceof Verdict.Errored errored) {
            return errored.reason();
        }
        String status = each.status().map(code -> Integer.toString(code)).orElse("no answer");
        var broken = new ArrayList<>(each.rules());
        each.known().forEach(rule -> broken.add(rule + " (known)"));
        return broken.isEmpty() ? status : status + "  " + String.join(", ", broken);
    }

    private String group(Causes causes) {
        var shortest = causes.shortest();
        var violation = shortest.violation();
        String heading = violation.rule().id();
        boolean isUnseen = violation.rule().equals(GateRules.STATUS_UNSEEN)
                && causes.causes().size() > 1;
        String text = isUnseen ? unseen(causes) : shortest.text() + cases(causes) + places(causes);
        return paint(violation.severity() == Severity.ERROR ? RED : YELLOW, heading)
                + (violation.severity() == Severity.WARNING ? " (warning)" : "")
                + text.substring(heading.length());
    }

    /** How to read about a rule, at its first violation. */
    private static String more(Rule rule, Set<String> explained) {
        return explained.add(rule.id()) ? "\n  " + ErrorName.more(rule.id()) : "";
    }

    private static String cases(Causes causes) {
        return causes.count() > 1 ? "\n  cases     " + causes.count() + " show this; the shortest is above" : "";
    }

    private String places(Causes causes) {
        return Places.text(causes.places(), isVerbose, "-v lists all");
    }

    private String unseen(Causes causes) {
        var violation = causes.shortest().violation();
        int count = causes.causes().size();
        return violation.rule().id() + "   "
                + Counted.of(count, "documented status was not seen", "documented statuses were not seen")
                + "\n  to fix    " + violation.fix()
                + (isVerbose ? places(causes) : "\n  all       -v lists them, and so do the files of --report");
    }

    private static Optional<String> known(Report report) {
        int count = report.known().size();
        return count == 0
                ? Optional.empty()
                : Optional.of(Counted.of(count, "violation is", "violations are") + " known by the baseline.");
    }

    private String summary(Report report) {
        String line = Counted.of(report.cases().size(), "case") + ": " + report.count(Verdict.Passed.class)
                + " passed, "
                + report.count(Verdict.Failed.class) + " failed, " + report.count(Verdict.Errored.class) + " errored, "
                + report.count(Verdict.Skipped.class) + " skipped; " + Counted.of(report.count(Severity.ERROR), "error")
                + ", "
                + Counted.of(report.count(Severity.WARNING), "warning") + "; "
                + report.coverage().seen() + " of " + report.coverage().documented() + " documented statuses seen; "
                + String.format(Locale.ROOT, "%.1f s", report.about().took().toMillis() / 1000.0);
        return paint(report.fails(Severity.ERROR) ? RED : GREEN, line);
    }

    private String paint(String style, String text) {
        return colour ? style + text + PLAIN : text;
    }
}
