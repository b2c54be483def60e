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
            description = "Send only cases whose operation, tag, status or title matches; * matches any text.")
    private List<String> only = List.of();

    @Option(
            names = "--skip",
            paramLabel = "PATTERN",
            description = "Skip cases whose operation, tag, status or title matches.")
    private List<String> skip = List.of();

    @Option(names = "--read-only", description = "Send only safe methods: GET, HEAD, OPTIONS.")
    private boolean readOnly;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description = "Send one part of the cases, such as 2/4. \"test merge\" merges the reports of all shards.")
    private @Nullable String shard;

    Selection selection() throws Unusable {
        var part = Optional.ofNullable(shard).flatMap(Shard::parse);
        if (shard != null && part.isEmpty()) {
            throw new Unusable("--shard " + shard + " is not a shard", "use the form 2/4, from 1/4 to 4/4");
        }
        return new Selection(only, skip, readOnly, part);
    }
}
