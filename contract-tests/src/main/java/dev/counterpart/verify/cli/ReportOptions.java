package dev.counterpart.verify.cli;

import dev.counterpart.spec.Severity;
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

/** What is told of a run, and what makes it fail. */
final class ReportOptions {

    private static final List<ReportFormat> FILES = ReportFormat.files();

    @Option(names = "--report", paramLabel = "DIR", description = "Write reports into this folder.")
    private @Nullable Path folder;

    @Option(
            names = "--format",
            paramLabel = "F",
            split = ",",
            description = "Which reports: junit, json, html, markdown, sarif, har. Default: all.")
    private List<String> formats = List.of();

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            defaultValue = "error",
            description = "error (the default) or warning.")
    private Severity failOn = Severity.ERROR;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "Violations that are known and do not fail the run: only new ones do.")
    private @Nullable Path baseline;

    @Option(
            names = "--update-baseline",
            description = "Write everything that is wrong now into the file of --baseline.")
    private boolean updateBaseline;

    @Option(
            names = "--min-coverage",
            paramLabel = "[WHAT=]PERCENT",
            description =
                    "Fail where less of the document was seen: statuses (the default), operations or media-types.")
    private List<String> minCoverage = List.of();

    /**
     * What the user accepts.
     *
     * @throws Unusable also where a wanted format is none, so that nothing is sent in vain
     */
    Acceptance acceptance() throws Unusable {
        wanted();
        var thresholds = Thresholds.none();
        for (String text : minCoverage) {
            thresholds = thresholds
                    .with(text)
                    .orElseThrow(() -> new Unusable(
                            "--min-coverage " + text + " is no share of the document",
                            "write it like 90, statuses=90, operations=100 or media-types=50"));
        }
        if (updateBaseline && baseline == null) {
            throw new Unusable("--update-baseline names no file", "name it with --baseline FILE");
        }
        return new Acceptance(known(), thresholds);
    }

    private Baseline known() throws Unusable {
        if (baseline == null || updateBaseline) {
            return Baseline.none();
        }
        if (!Files.exists(baseline)) {
            throw new Unusable(
                    "there is no baseline " + baseline, "check the path, or make the file with --update-baseline");
        }
        try {
            return Baseline.parse(Files.readAllBytes(baseline))
                    .orElseThrow(() -> new Unusable(
                            baseline + " is no baseline: a JSON array of objects with rule, operation and at",
                            "mend it, or make it anew with --update-baseline"));
        } catch (IOException unreadable) {
            throw new Unusable(
                    "the baseline " + baseline + " cannot be read: " + unreadable.getMessage(),
                    "check its permissions");
        }
    }

    /** Whether every exchange goes into a file. */
    boolean wantsExchanges() throws Unusable {
        return folder != null && wanted().stream().anyMatch(HarFormat.class::isInstance);
    }

    /** Prints the report, writes its files, and gives the exit code. */
    int tell(Report report, PrintWriter out) throws Unusable {
        out.print(new ConsoleFormat(Terminal.hasColour()).text(report));
        out.flush();
        for (var format : folder == null ? List.<ReportFormat>of() : wanted()) {
            write(folder, format, report);
        }
        if (updateBaseline) {
            update(report, out);
            return Main.FINE;
        }
        return report.fails(failOn) ? Main.VIOLATIONS : Main.FINE;
    }

    private void update(Report report, PrintWriter out) throws Unusable {
        var file = Optional.ofNullable(baseline).orElseThrow();
        if (!report.about().isWhole() || report.about().shard().isPresent()) {
            throw new Unusable(
                    "the baseline is left as it was, since only a part was tested",
                    "run it without --only, --skip, --shard and --max-time");
        }
        var updated = Baseline.of(report);
        try {
            Files.write(file, updated.file());
        } catch (IOException failed) {
            throw new Unusable(
                    "the baseline cannot be written to " + file + ": " + failed.getMessage(),
                    "name a file that can be written with --baseline");
        }
        int count = updated.known().size();
        out.println(file + " holds " + count + (count == 1 ? " known violation." : " known violations."));
        out.flush();
    }

    private static void write(@Nullable Path folder, ReportFormat format, Report report) throws Unusable {
        var parent = Optional.ofNullable(folder).orElseThrow();
        try {
            format.write(parent, report);
        } catch (IOException failed) {
            throw new Unusable(
                    "the report cannot be written to " + parent + ": " + failed.getMessage(),
                    "name a folder that can be written with --report");
        }
    }

    private List<ReportFormat> wanted() throws Unusable {
        for (String name : formats) {
            if (FILES.stream().noneMatch(format -> format.name().equals(name))) {
                throw new Unusable(
                        "there is no report format " + name,
                        "--format takes "
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
