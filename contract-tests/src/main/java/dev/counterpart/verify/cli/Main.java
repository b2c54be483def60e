package dev.counterpart.verify.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code counterpart}: the commands of the gate. */
@Command(
        name = "counterpart",
        synopsisSubcommandLabel = "COMMAND",
        description = "Tests a provider against its OpenAPI document.",
        subcommands = {TestCommand.class, StrengthCommand.class})
public final class Main {

    /** Exit codes of every command. */
    static final int FINE = 0;

    static final int VIOLATIONS = 1;
    static final int FAILED = 2;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs one command and gives its exit code. */
    static int run(String... arguments) {
        return line().execute(arguments);
    }

    static CommandLine line() {
        var line = new CommandLine(new Main());
        line.setExecutionExceptionHandler((failure, command, result) -> {
            command.getErr().println("counterpart: internal error: " + failure);
            command.getErr().println("to fix    report it, with the command and the document");
            if (System.getenv("COUNTERPART_DEBUG") != null) {
                failure.printStackTrace(command.getErr());
            }
            return FAILED;
        });
        line.setParameterExceptionHandler((wrong, given) -> {
            var err = wrong.getCommandLine().getErr();
            err.println("counterpart: " + wrong.getMessage());
            CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
            err.println("to fix    see counterpart " + wrong.getCommandLine().getCommandName() + " --help");
            return FAILED;
        });
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }
}
