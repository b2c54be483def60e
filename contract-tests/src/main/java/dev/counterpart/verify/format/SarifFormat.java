package dev.counterpart.verify.format;

import dev.counterpart.spec.document.Location;
import dev.counterpart.verify.report.Cause;
import dev.counterpart.verify.report.Report;
import java.util.List;
import tools.jackson.core.JsonPointer;

/** For code scanning: each cause at the line of the document that it violates. */
public final class SarifFormat implements ReportFormat {

    @Override
    public String name() {
        return "sarif";
    }

    @Override
    public String fileName() {
        return "report.sarif";
    }

    @Override
    public String text(Report report) {
        var log = new Sarif();
        report.causes().forEach(cause -> log.add(entry(report, cause, false)));
        report.known().forEach(cause -> log.add(entry(report, cause, true)));
        return log.text();
    }

    private static Sarif.Entry entry(Report report, Cause cause, boolean known) {
        var violation = cause.violation();
        var key = cause.key();
        return new Sarif.Entry(
                violation.rule(),
                violation.severity(),
                cause.subject() + ": " + violation.at() + " must be " + violation.expected() + " but was "
                        + violation.actual() + ". To fix: " + violation.fix(),
                violation.declared().orElseGet(() -> new Location(report.about().document(), 1, JsonPointer.empty())),
                cause.subject(),
                List.of(key.rule(), key.operation(), key.at()),
                known);
    }
}
