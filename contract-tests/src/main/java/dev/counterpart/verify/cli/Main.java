package dev.counterpart.verify.cli;

import dev.counterpart.spec.cli.Commands;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code counterpart}: the commands of the gate. */
@Command(
        name = "counterpart",
        synopsisSubcommandLabel = "COMMAND",
        description = "Tests a provider against its OpenAPI document.",
        subcommands = {TestCommand.class, StrengthCommand.class, LintCommand.class})
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(Training.isWanted() ? Training.run(arguments) : line().execute(arguments));
    }

    /** The commands with their options. */
    public static CommandLine line() {
        return Commands.of(new Main());
    }
}
