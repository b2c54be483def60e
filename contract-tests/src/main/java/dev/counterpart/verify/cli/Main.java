package dev.counterpart.verify.cli;

import dev.counterpart.spec.cli.Commands;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code counterpart}: the commands of the gate. */
@Command(
        name = "counterpart",
        synopsisSubcommandLabel = "COMMAND",
        description = "Tests a provider against its OpenAPI document.")
public final class Main {

    private static final List<Class<?>> COMMANDS = List.of(TestCommand.class, StrengthCommand.class, LintCommand.class);

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(
                Training.isWanted() ? Training.run(arguments) : line(arguments).execute(arguments));
    }

    /** The commands with their options; for the arguments of a run, only what it needs. */
    public static CommandLine line(String... arguments) {
        return Commands.of(new Main(), COMMANDS, arguments);
    }
}
