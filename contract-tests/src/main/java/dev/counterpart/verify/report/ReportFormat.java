package dev.counterpart.verify.report;

/** A report as text. */
public interface ReportFormat {

    /** What users call it on the command line. */
    String name();

    /** The name of the file that it is written to. */
    String fileName();

    String text(Report report);
}
