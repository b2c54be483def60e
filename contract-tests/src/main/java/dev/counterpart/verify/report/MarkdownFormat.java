package dev.counterpart.verify.report;

import dev.counterpart.spec.Severity;
import dev.counterpart.verify.check.Verdict;

/** For the summary of a CI job: numbers, what is wrong, and the documented statuses. */
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
                .append(cell(report.title().isEmpty() ? report.document() : report.title()))
                .append("\n\n")
                .append(report.results().size())
                .append(" cases against ")
                .append(cell(report.target()))
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
            report.causes().forEach(cause -> text.append(row(report, cause)));
        }
        report.causes().stream()
                .filter(cause -> cause.shown().isPresent())
                .forEach(cause -> text.append(details(report, cause)));
        report.remarks().forEach(remark -> text.append("\n> ").append(remark).append('\n'));
        return text.toString();
    }

    private static String row(Report report, Cause cause) {
        var violation = cause.violation();
        return "| " + (violation.severity() == Severity.ERROR ? "❌" : "⚠️") + " | `" + violation.rule() + "` | "
                + cell(cause.subject()) + "<br>" + cell(violation.at().toString()) + " | "
                + cell(report.masking().text(violation.expected())) + " | "
                + cell(report.masking().text(violation.actual())) + " | " + cause.count() + " |\n";
    }

    private static String details(Report report, Cause cause) {
        String again = cause.shown()
                .map(result -> "\n  again     " + report.again(result))
                .orElse("");
        return "\n<details><summary><code>" + cause.violation().rule() + "</code> " + cell(cause.subject())
                + "</summary>\n\n````text\n"
                + report.masking().text(cause.violation().text(cause.subject()) + again)
                + "\n````\n</details>\n";
    }

    private static String cell(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("|", "\\|")
                .replace("\n", " ");
    }
}
