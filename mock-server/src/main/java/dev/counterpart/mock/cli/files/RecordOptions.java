package dev.counterpart.mock.cli.files;

import dev.counterpart.mock.record.Recording;
import dev.counterpart.mock.record.SecretRules;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Counted;
import dev.counterpart.spec.rule.ErrorName;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** How fixtures are made of messages: the options of the recorder and of the imports. */
public final class RecordOptions {

    @Option(
            names = "--secrets",
            paramLabel = "FILE",
            description = "Rules about secret values in YAML, in addition to the built-in ones. See docs/fixtures.md.")
    private @Nullable Path secrets;

    /** The rules; empty if their file is invalid, which is reported. */
    Optional<SecretRules> rules(CommandLine line) {
        if (secrets == null) {
            return Optional.of(SecretRules.builtIn());
        }
        var result = SecretRules.read(secrets);
        if (result instanceof SecretRules.Result.Rejected rejected) {
            rejected.reasons().forEach(reason -> line.getErr().println("counterpart: " + reason));
            return Optional.empty();
        }
        return Optional.of(((SecretRules.Result.Read) result).rules());
    }

    /** A recording into the folder; empty if that is impossible, which is reported. */
    public Optional<Recording> recording(CommandLine line, Path folder, Contract contract) {
        var rules = rules(line);
        if (rules.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Recording.into(folder, contract, rules.get()));
        } catch (IOException failed) {
            line.getErr().println("counterpart: fixtures cannot be written to " + folder + ": " + failed.getMessage());
            line.getErr().println(ErrorName.NOT_WRITABLE.toFix("choose a folder that can be written"));
            return Optional.empty();
        }
    }

    /** Prints what was written and what was not. */
    public static void print(PrintWriter out, Path folder, Recording.Summary summary) {
        summary.files().forEach(file -> out.println("  " + file));
        summary.invalid().forEach(file -> out.println("  " + file + "   violates the contract"));
        summary.skipped().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(each ->
                        out.println("  skipped " + Counted.of(each.getValue(), "exchange") + ": " + each.getKey()));
        out.println(Counted.of(summary.files().size(), "fixture") + " written to " + folder
                + (summary.invalid().isEmpty()
                        ? ""
                        : ", " + Counted.of(summary.invalid().size(), "invalid answer") + " set aside"));
        out.flush();
    }
}
