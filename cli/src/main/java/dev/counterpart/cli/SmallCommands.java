package dev.counterpart.cli;

import dev.counterpart.spec.cli.Commands;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands of this module. */
@Command(
        name = "counterpart",
        subcommands = {CompletionCommand.class, ExplainCommand.class})
final class SmallCommands {

    private SmallCommands() {}

    static CommandLine line() {
        return Commands.of(new SmallCommands());
    }

    static void run(String... arguments) {
        System.exit(line().execute(arguments));
    }
}
