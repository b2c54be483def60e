package dev.counterpart.mock.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
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

    private static final String[] SERVER = {
        "--port", "--host", "--base-path", "--ssl-cert", "--ssl-key", "--cors", "--admin"
    };
    private static final String[] LOG = {"--verboseLevel", "--report-undeclared", "--coverage"};

    static final OptionGroups MOCK = new OptionGroups()
            .with("Answers", "--fixtures", "--dynamic", "--seed", "--ignoreExamples", "--delay", "--errors", "--compat")
            .with("Requests", "--auth", "--validate-request")
            .with("Callbacks", "--callbacks", "--callback-delay")
            .with("Server", SERVER)
            .with("Log", LOG)
            .with("Prism options without effect", "--multiprocess", "--json-schema-faker-fillProperties");

    static final OptionGroups PROXY = new OptionGroups()
            .with("Validation", "--errors", "--validate-request", "--mock-501", "--compat")
            .with("Upstream server", "--upstream-timeout", "--upstream-proxy", "--ssl-ca", "--ssl-no-verify")
            .with("Server", SERVER)
            .with("Log", LOG)
            .with("Prism options without effect", "--multiprocess");

    private Main() {}

    public static void main(String[] arguments) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        int code = run(out, new PrintWriter(System.err, true, StandardCharsets.UTF_8), arguments);
        if (code != FINE) {
            System.exit(code);
        }
    }

    /** Runs one command and gives its exit code; a server goes on after that. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        var line = new CommandLine(new Main()).setOut(out).setErr(err);
        line.setExecutionExceptionHandler((failure, command, result) -> {
            command.getErr().println("counterpart: this should not have happened: " + failure);
            command.getErr().println("to fix    please report it, with the command and the document");
            return FAILED;
        });
        line.setParameterExceptionHandler((wrong, given) -> {
            err.println("counterpart: " + wrong.getMessage());
            CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
            err.println(
                    "to fix    see " + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help");
            return FAILED;
        });
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setOverwrittenOptionsAllowed(true);
        line.setUsageHelpWidth(100);
        grouped(line);
        var given = ConfigFile.in(List.of(arguments));
        if (!given.broken().isEmpty()) {
            given.broken().forEach(violation -> err.println(violation.text("")));
            return FAILED;
        }
        return line.execute(given.arguments().toArray(String[]::new));
    }

    private static void grouped(CommandLine line) {
        MOCK.applyTo(Objects.requireNonNull(line.getSubcommands().get("mock")));
        PROXY.applyTo(Objects.requireNonNull(line.getSubcommands().get("proxy")));
    }
}
