package dev.counterpart.verify.cli;

import dev.counterpart.fixtures.folder.FolderFiles;
import dev.counterpart.spec.Counted;
import dev.counterpart.spec.cli.ExitCode;
import dev.counterpart.spec.cli.FileProblem;
import dev.counterpart.spec.rule.ErrorName;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.verify.cli.Inputs.Unusable;
import dev.counterpart.verify.format.ConsoleFormat;
import dev.counterpart.verify.format.HarFormat;
import dev.counterpart.verify.format.ReportFormat;
import dev.counterpart.verify.report.Acceptance;
import dev.counterpart.verify.report.Baseline;
import dev.counterpart.verify.report.Report;
import dev.counterpart.verify.report.Thresholds;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which reports are written, and what makes a run fail. */
final class ReportOptions {

    private static final List<ReportFormat> FILES = ReportFormat.files();

    @Option(names = "--report", paramLabel = "DIR", description = "Write reports to this folder.")
    private @Nullable Path folder;

    @Option(
            names = "--format",
            paramLabel = "F",
            split = ",",
            description = "Reports to write: junit, json, html, markdown, sarif, har. Default: all.")
    private List<String> formats = List.of();

    @Option(
            names = {"-v", "--verbose"},
            description = "List all places of each violation, and all documented statuses that were not seen.")
    private boolean verbose;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            defaultValue = "error",
            description = "Lowest severity that fails the run: error or warning. Default: ${DEFAULT-VALUE}.")
    private Severity failOn = Severity.ERROR;

    @Option(names = "--baseline", paramLabel = "FILE", description = "Known violations, which do not fail the run.")
    private @Nullable Path baseline;

    @Option(names = "--update-baseline", description = "Write all current violations to the file of --baseline.")
    private boolean updateBaseline;

    @Option(
            names = "--min-coverage",
            paramLabel = "[WHAT=]PERCENT",
            description =
                    "Fail if less of the document was seen. WHAT: statuses, operations or media-types. Default: statuses.")
    private List<String> minCoverage = List.of();

    /**
     * The violations and the coverage that the user accepts.
     *
     * @throws Unusable also if a format is unknown, before anything is sent
     */
    Acceptance acceptance() throws Unusable {
        wanted();
        var thresholds = Thresholds.none();
        for (String text : minCoverage) {
            thresholds = thresholds
                    .with(text)
                    .orElseThrow(() -> new Unusable(
                            "--min-coverage " + text + " is not a coverage",
                            "use the form 90, statuses=90, operations=100 or media-types=50"));
        }
        if (updateBaseline && baseline == null) {
            throw new Unusable("--update-baseline needs a file", "name it with --baseline FILE");
        }
        return new Acceptance(known(), thresholds);
    }

    private Baseline known() throws Unusable {
        if (baseline == null || updateBaseline) {
            return Baseline.none();
        }
        if (!Files.exists(baseline)) {
            throw new Unusable(
                    "the baseline " + baseline + " does not exist",
                    "check the path, or create the file with --update-baseline");
        }
        return read(baseline);
    }

    private static Baseline read(Path file) throws Unusable {
        try {
            return Baseline.parse(Files.readAllBytes(file))
                    .orElseThrow(() -> new Unusable(
                            file + " is not a baseline: a JSON array of objects with rule, operation and at",
                            "fix it, or regenerate it with --update-baseline"));
        } catch (IOException unreadable) {
            throw new Unusable(
                    "the baseline " + file + " cannot be read: " + FileProblem.of(unreadable), "check its permissions");
        }
    }

    /** Whether a file contains every exchange. */
    boolean wantsExchanges() throws Unusable {
        return folder != null && wanted().stream().anyMatch(HarFormat.class::isInstance);
    }

    /** Prints the report, writes its files, and returns the exit code. */
    int write(Report report, PrintWriter out) throws Unusable {
        out.print(new ConsoleFormat(Terminal.hasColour(), verbose).text(report));
        out.flush();
        for (var format : folder == null ? List.<ReportFormat>of() : wanted()) {
            write(folder, format, report);
        }
        if (updateBaseline) {
            update(report, out);
            return ExitCode.FINE;
        }
        return report.fails(failOn) ? ExitCode.VIOLATIONS : ExitCode.FINE;
    }

    private void update(Report report, PrintWriter out) throws Unusable {
        var file = Optional.ofNullable(baseline).orElseThrow();
        if (!report.about().isWhole() || report.about().shard().isPresent()) {
            throw new Unusable(
                    "the baseline is unchanged, because only a part was tested",
                    "run without --only, --skip, --shard and --max-time");
        }
        var updated = Baseline.of(report);
        write(updated, file);
        out.println(file + " holds " + Counted.of(updated.known().size(), "known violation") + ".");
        out.flush();
    }

    private static void write(Baseline updated, Path file) throws Unusable {
        try {
            FolderFiles.writeNamed(file, updated.file());
        } catch (IOException failed) {
            throw new Unusable(
                    ErrorName.NOT_WRITABLE,
                    "the baseline cannot be written to " + file + ": " + failed.getMessage(),
                    "name a writable file with --baseline");
        }
    }

    private static void write(@Nullable Path folder, ReportFormat format, Report report) throws Unusable {
        var parent = Optional.ofNullable(folder).orElseThrow();
        try {
            format.write(parent, report);
        } catch (IOException failed) {
            throw new Unusable(
                    ErrorName.NOT_WRITABLE,
                    "the report cannot be written to " + parent + ": " + failed.getMessage(),
                    "name a writable folder with --report");
        }
    }

    private List<ReportFormat> wanted() throws Unusable {
        for (String name : formats) {
            if (FILES.stream().noneMatch(format -> format.name().equals(name))) {
                throw new Unusable(
                        name + " is not a report format",
                        "use "
                                + String.join(
                                        ", ",
                                        FILES.stream().map(ReportFormat::name).toList()));
            }
        }
        return FILES.stream()
                .filter(format -> formats.isEmpty() || formats.contains(format.name()))
                .toList();
    }
}
