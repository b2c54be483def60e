package dev.counterpart.verify.format;

import dev.counterpart.fixtures.folder.FolderFiles;
import dev.counterpart.verify.report.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A report as text. */
public interface ReportFormat {

    /** All formats that are written to a file. */
    static List<ReportFormat> files() {
        return List.of(
                new JUnitXmlFormat(),
                new JsonFormat(),
                new HtmlFormat(),
                new MarkdownFormat(),
                new SarifFormat(),
                new HarFormat());
    }

    /** Writes the report into that folder, which is created if it does not exist. */
    default void write(Path folder, Report report) throws IOException {
        // halves of surrogate pairs, which a provider may send, become question marks
        FolderFiles.write(folder.resolve(fileName()), text(report).getBytes(StandardCharsets.UTF_8));
    }

    /** The name on the command line. */
    String name();

    /** The name of the file. */
    String fileName();

    String text(Report report);
}
