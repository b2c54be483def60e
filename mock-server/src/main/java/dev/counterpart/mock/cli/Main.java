package dev.counterpart.mock.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code counterpart}: the commands of the mock server. */
@Command(
        name = "counterpart",
        synopsisSubcommandLabel = "COMMAND",
        description = "Serves an OpenAPI document as a mock.",
        subcommands = {MockCommand.class, ProxyCommand.class, FixturesCommand.class, TokenCommand.class})
public final class Main {

    /** Exit codes of every command. */
    static final int FINE = 0;

    static final int VIOLATIONS = 1;
    static final int FAILED = 2;

    private Main() {}

    public static void main(String[] arguments) {
        int code = run(arguments);
        if (code != FINE) {
            System.exit(code);
        }
    }

    /** Runs one command and gives its exit code; a server goes on after that. */
    static int run(String... arguments) {
        var line = new CommandLine(new Main());
        line.setExecutionExceptionHandler((failure, command, result) -> {
            command.getErr().println("counterpart: this should not have happened: " + failure);
            command.getErr().println("to fix    please report it, with the command and the document");
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
        return line.execute(arguments);
    }
}
