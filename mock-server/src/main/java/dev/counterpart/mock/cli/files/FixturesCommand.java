package dev.counterpart.mock.cli.files;

import dev.counterpart.spec.cli.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code counterpart fixtures}. */
@Command(
        name = "fixtures",
        description = "Commands for fixtures.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {VerifyCommand.class, NewCommand.class, DiffCommand.class})
public final class FixturesCommand {

    @Mixin
    @SuppressWarnings("UnusedVariable") // read by picocli
    private final HelpOption help = new HelpOption();
}
