package dev.counterpart.verify.cli;

import dev.counterpart.spec.cli.FileProblem;
import dev.counterpart.verify.cli.Inputs.Unusable;
import dev.counterpart.verify.format.ReportReader;
import dev.counterpart.verify.report.Report;
import dev.counterpart.verify.report.ShardedReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code counterpart test merge}. */
@Command(
        name = "merge",
        description = {
            "Merges the reports of the shards of a run.",
            "Exit code 0: no violations; 1: violations; 2: the reports could not be merged."
        },
        sortOptions = false)
final class MergeCommand extends GateCommand {

    @Parameters(
            paramLabel = "REPORT",
            arity = "1..*",
            description = "report.json of each shard, or the folder that contains it.")
    private List<Path> files = List.of();

    @Mixin
    private final ReportOptions reports = new ReportOptions();

    @Override
    int run() throws Unusable {
        var acceptance = reports.acceptance();
        var parts = new ArrayList<Report>();
        for (var file : files) {
            parts.add(part(file));
        }
        var merged = ShardedReport.of(parts, acceptance);
        if (merged instanceof ShardedReport.Mismatch mismatch) {
            throw new Unusable(mismatch.message(), "name the report.json of every shard of one run");
        }
        return reports.write(((ShardedReport.Joined) merged).report(), out());
    }

    private static Report part(Path named) throws Unusable {
        var file = Files.isDirectory(named) ? named.resolve("report.json") : named;
        if (!Files.exists(file)) {
            throw new Unusable(
                    "the report " + file + " does not exist", "name the report.json that --report DIR wrote");
        }
        try {
            return ReportReader.read(Files.readAllBytes(file))
                    .orElseThrow(() -> new Unusable(
                            file + " is not a report of the gate", "name the report.json that --report DIR wrote"));
        } catch (IOException unreadable) {
            throw new Unusable(
                    "the report " + file + " cannot be read: " + FileProblem.of(unreadable), "check its permissions");
        }
    }
}
