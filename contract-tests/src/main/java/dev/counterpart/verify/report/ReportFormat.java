package dev.counterpart.verify.report;

import java.util.List;

/** A report as text. */
public interface ReportFormat {

    /** Every format that is written to a file. */
    static List<ReportFormat> files() {
        return List.of(
                new JUnitXmlFormat(),
                new JsonFormat(),
                new HtmlFormat(),
                new MarkdownFormat(),
                new SarifFormat(),
                new HarFormat());
    }

    /** What users call it on the command line. */
    String name();

    /** The name of the file that it is written to. */
    String fileName();

    String text(Report report);
}
