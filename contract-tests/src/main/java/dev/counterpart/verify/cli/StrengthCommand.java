package dev.counterpart.verify.cli;

import dev.counterpart.fixtures.folder.FolderFiles;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.OpenApiVersion;
import dev.counterpart.spec.cli.ExitCode;
import dev.counterpart.spec.cli.ReadingOptions;
import dev.counterpart.spec.rule.ErrorName;
import dev.counterpart.verify.Setup.Testable;
import dev.counterpart.verify.cli.Inputs.Unusable;
import dev.counterpart.verify.strength.Strength;
import dev.counterpart.verify.strength.StrengthOverlay;
import dev.counterpart.verify.strength.StrengthTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code counterpart strength}. */
@Command(
        name = "strength",
        description = {
            "Lists incorrect answers that a document itself allows, and the line that would reject each.",
            "Exit code 0: listed; 1: below --fail-under; 2: the document could not be read."
        },
        sortOptions = false)
final class StrengthCommand extends GateCommand {

    @Mixin
    private final DocumentParameter document = new DocumentParameter();

    @Option(
            names = "--fail-under",
            paramLabel = "PERCENT",
            description = "Exit with 1 if the document rejects less than PERCENT of incorrect answers.")
    private int least;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "List up to N holes; 0 for all. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(
            names = "--write-overlay",
            paramLabel = "FILE",
            description = "Write the lines that close holes as an OpenAPI Overlay. Not for Swagger 2.0.")
    private @Nullable Path overlay;

    @Mixin
    private final ReadingOptions reading = new ReadingOptions();

    @Override
    int run() throws Unusable {
        check();
        var contract = measured(Inputs.testable(document.named(), reading.readOptions()));
        var strength = Strength.of(contract);
        if (overlay != null) {
            write(overlay, contract, strength);
        }
        out().print(new StrengthTable(limit).text(strength));
        out().flush();
        return strength.percent() < least ? ExitCode.VIOLATIONS : ExitCode.FINE;
    }

    /** The contract without the operations that have errors, which are reported. */
    private Contract measured(Testable testable) {
        var contract = testable.contract();
        var untested = testable.untested();
        if (untested.errors().isEmpty()) {
            return contract;
        }
        err().println("counterpart: not measured, because the document has errors there:\n" + untested.text());
        return contract.with(untested.tested(contract));
    }

    private static void write(Path file, Contract contract, Strength strength) throws Unusable {
        if (contract.version() == OpenApiVersion.V2_0) {
            throw new Unusable(
                    "--write-overlay is not available for Swagger 2.0, whose parts are elsewhere in the document",
                    "convert the document to OpenAPI 3");
        }
        try {
            FolderFiles.writeNamed(
                    file, new StrengthOverlay(contract).text(strength).getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new Unusable(
                    ErrorName.NOT_WRITABLE,
                    "the overlay could not be written to " + file + ": " + failed,
                    "choose another file");
        }
    }

    private void check() throws Unusable {
        if (least < 0 || least > 100) {
            throw new Unusable("--fail-under " + least + " is not a percentage", "use a number from 0 to 100");
        }
        if (limit < 0) {
            throw new Unusable("--limit " + limit + " is not a number of holes", "use 0 for all, or a positive number");
        }
    }
}
