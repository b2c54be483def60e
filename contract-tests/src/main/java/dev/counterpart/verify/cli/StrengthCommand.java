package dev.counterpart.verify.cli;

import dev.counterpart.spec.cli.ExitCode;
import dev.counterpart.spec.cli.HelpOption;
import dev.counterpart.spec.cli.ReadingOptions;
import dev.counterpart.verify.cli.Inputs.Unusable;
import dev.counterpart.verify.strength.Strength;
import dev.counterpart.verify.strength.StrengthTable;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code counterpart strength}. */
@Command(
        name = "strength",
        description = {
            "Lists incorrect answers that a document itself allows, and the line that would reject each.",
            "Exit code 0: listed; 1: below --fail-under; 2: the document could not be read."
        },
        sortOptions = false)
final class StrengthCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DOCUMENT",
            description = "OpenAPI document, a path or a URL. Default: the bundled contract.")
    private @Nullable String document;

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

    @Mixin
    private final ReadingOptions reading = new ReadingOptions();

    @Mixin
    @SuppressWarnings("UnusedVariable") // read by picocli
    private final HelpOption help = new HelpOption();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("the command was not started by picocli");
        }
        try {
            var strength = strength();
            spec.commandLine().getOut().print(new StrengthTable(limit).text(strength));
            spec.commandLine().getOut().flush();
            return strength.percent() < least ? ExitCode.VIOLATIONS : ExitCode.FINE;
        } catch (Unusable unusable) {
            spec.commandLine().getErr().println(unusable.getMessage());
            return ExitCode.FAILED;
        }
    }

    private Strength strength() throws Unusable {
        if (least < 0 || least > 100) {
            throw new Unusable("--fail-under " + least + " is not a percentage", "use a number from 0 to 100");
        }
        if (limit < 0) {
            throw new Unusable("--limit " + limit + " is not a number of holes", "use 0 for all, or a positive number");
        }
        return Strength.of(Inputs.contract(Optional.ofNullable(document), reading.readOptions()));
    }
}
