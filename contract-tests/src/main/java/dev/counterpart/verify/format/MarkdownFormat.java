package dev.counterpart.verify.format;

import dev.counterpart.spec.rule.Severity;
import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.report.Causes;
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
        var text = new StringBuilder(head(report));
        var groups = Causes.of(report.causes());
        if (!groups.isEmpty()) {
            text.append("\n| | rule | where | expected | but was | cases |\n|---|---|---|---|---|---|\n");
            groups.forEach(group -> text.append(row(group)));
        }
        groups.stream()
                .filter(group ->
                        group.shortest().shown().isPresent() || group.places().size() > 1)
                .forEach(group -> text.append(details(group)));
        if (!report.known().isEmpty()) {
            text.append("\nKnown by the baseline: ")
                    .append(report.known().size())
                    .append(".\n");
        }
        report.remarks().forEach(remark -> text.append("\n> ").append(remark).append('\n'));
        return text.toString();
    }

    private static String head(Report report) {
        return "## " + (report.fails(Severity.ERROR) ? "❌" : "✅") + " Contract tests: "
                + cell(report.about().name()) + "\n\n" + report.cases().size() + " cases against "
                + cell(report.about().target()) + ": " + report.count(Verdict.Passed.class) + " passed, "
                + report.count(Verdict.Failed.class) + " failed, " + report.count(Verdict.Errored.class) + " errored, "
                + report.count(Verdict.Skipped.class) + " skipped. "
                + report.coverage().seen() + " of "
                + report.coverage().documented() + " documented statuses seen.\n";
    }

    private static String row(Causes group) {
        var cause = group.shortest();
        var violation = cause.violation();
        int more = group.places().size() - 1;
        return "| " + (violation.severity() == Severity.ERROR ? "❌" : "⚠️") + " | `" + violation.rule() + "` | "
                + cell(cause.subject()) + "<br>" + cell(violation.at().toString())
                + (more > 0 ? "<br>and " + more + " more" : "") + " | "
                + cell(violation.expected()) + " | "
                + cell(violation.actual()) + " | " + group.count() + " |\n";
    }

    private static String details(Causes group) {
        var cause = group.shortest();
        var places = group.places();
        return "\n<details><summary><code>" + cause.violation().rule() + "</code> " + cell(cause.subject())
                + "</summary>\n\n````text\n"
                + cause.text()
                + (places.size() > 1 ? "\n  places    " + String.join("\n            ", places) : "")
                + "\n````\n</details>\n";
    }

    private static String cell(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("|", "\\|")
                .replace("\n", " ");
    }
}
