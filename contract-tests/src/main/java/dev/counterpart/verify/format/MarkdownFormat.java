package dev.counterpart.verify.format;

import dev.counterpart.spec.rule.Severity;
import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.report.Cause;
import dev.counterpart.verify.report.Report;

/** For the summary of a CI job: numbers, violations, and the documented statuses. */
public final class MarkdownFormat implements ReportFormat {

    @Override
    public String name() {
        return "markdown";
    }

    @Override
    public String fileName() {
        return "report.md";
    }

    @Override
    public String text(Report report) {
        var text = new StringBuilder();
        text.append("## ")
                .append(report.fails(Severity.ERROR) ? "❌" : "✅")
                .append(" Contract tests: ")
                .append(cell(report.about().name()))
                .append("\n\n")
                .append(report.cases().size())
                .append(" cases against ")
                .append(cell(report.about().target()))
                .append(": ")
                .append(report.count(Verdict.Passed.class))
                .append(" passed, ")
                .append(report.count(Verdict.Failed.class))
                .append(" failed, ")
                .append(report.count(Verdict.Errored.class))
                .append(" errored, ")
                .append(report.count(Verdict.Skipped.class))
                .append(" skipped. ")
                .append(report.coverage().seen())
                .append(" of ")
                .append(report.coverage().documented())
                .append(" documented statuses seen.\n");
        if (!report.causes().isEmpty()) {
            text.append("\n| | rule | where | expected | but was | cases |\n|---|---|---|---|---|---|\n");
            report.causes().forEach(cause -> text.append(row(cause)));
        }
        report.causes().stream()
                .filter(cause -> cause.shown().isPresent())
                .forEach(cause -> text.append(details(cause)));
        if (!report.known().isEmpty()) {
            text.append("\nKnown by the baseline: ")
                    .append(report.known().size())
                    .append(".\n");
        }
        report.remarks().forEach(remark -> text.append("\n> ").append(remark).append('\n'));
        return text.toString();
    }

    private static String row(Cause cause) {
        var violation = cause.violation();
        return "| " + (violation.severity() == Severity.ERROR ? "❌" : "⚠️") + " | `" + violation.rule() + "` | "
                + cell(cause.subject()) + "<br>" + cell(violation.at().toString()) + " | "
                + cell(violation.expected()) + " | "
                + cell(violation.actual()) + " | " + cause.count() + " |\n";
    }

    private static String details(Cause cause) {
        return "\n<details><summary><code>" + cause.violation().rule() + "</code> " + cell(cause.subject())
                + "</summary>\n\n````text\n"
                + cause.text()
                + "\n````\n</details>\n";
    }

    private static String cell(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("|", "\\|")
                .replace("\n", " ");
    }
}
