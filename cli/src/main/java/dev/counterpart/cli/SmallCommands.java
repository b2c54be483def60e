package dev.counterpart.cli;

import dev.counterpart.spec.cli.Commands;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands of this module. */
@Command(name = "counterpart")
final class SmallCommands {

    private static final List<Class<?>> COMMANDS = List.of(CompletionCommand.class, ExplainCommand.class);

    private SmallCommands() {}

    static CommandLine line(String... arguments) {
        return Commands.of(new SmallCommands(), COMMANDS, arguments);
    }

    static void run(String... arguments) {
        System.exit(line(arguments).execute(arguments));
    }
}
