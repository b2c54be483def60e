package dev.counterpart.verify.cli;

import dev.counterpart.verify.Selection;
import dev.counterpart.verify.cli.Inputs.Unusable;
import dev.counterpart.verify.report.Shard;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cases are sent. */
final class SelectionOptions {

    @Option(
            names = "--only",
            paramLabel = "PATTERN",
            description = "Only cases whose operation, tag, status or title fits; * stands for any text.")
    private List<String> only = List.of();

    @Option(
            names = "--skip",
            paramLabel = "PATTERN",
            description = "No cases whose operation, tag, status or title fits.")
    private List<String> skip = List.of();

    @Option(names = "--read-only", description = "Send safe methods only: GET, HEAD, OPTIONS.")
    private boolean readOnly;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description = "Send one part of the cases, such as 2/4; \"test merge\" joins the reports of all parts.")
    private @Nullable String shard;

    Selection selection() throws Unusable {
        var part = Optional.ofNullable(shard).flatMap(Shard::parse);
        if (shard != null && part.isEmpty()) {
            throw new Unusable("--shard " + shard + " is no part of a run", "write it like 2/4, from 1/4 to 4/4");
        }
        return new Selection(only, skip, readOnly, part);
    }
}
