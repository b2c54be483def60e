package dev.counterpart.mock.cli;

import dev.counterpart.mock.MockServer;
import dev.counterpart.mock.cli.files.ExportCommand;
import dev.counterpart.mock.cli.files.FixturesCommand;
import dev.counterpart.mock.cli.files.ImportCommand;
import dev.counterpart.spec.cli.Commands;
import dev.counterpart.spec.cli.ExitCode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code counterpart}: the commands of the mock server. */
@Command(
        name = "counterpart",
        synopsisSubcommandLabel = "COMMAND",
        description = "Serves an OpenAPI document as a mock.")
public final class Main {

    private static final List<Class<?>> COMMANDS = List.of(
            MockCommand.class,
            ProxyCommand.class,
            FixturesCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            TokenCommand.class,
            CtlCommand.class);

    private static final String[] SERVER = {
        "--port",
        "--host",
        "--base-path",
        "--ssl-cert",
        "--ssl-key",
        "--cors",
        "--max-header-size",
        "--admin",
        "--admin-token",
        "--allow-changes",
        "--test-url"
    };
    private static final String[] LOG = {"--verboseLevel", "--report-undeclared", "--coverage"};

    static final OptionGroups MOCK = new OptionGroups()
            .with(
                    "Answers",
                    "--fixtures",
                    "--wiremock",
                    "--dynamic",
                    "--seed",
                    "--ignoreExamples",
                    "--delay",
                    "--errors",
                    "--stateful",
                    "--state",
                    "--compat")
            .with("Requests", "--auth", "--validate-request")
            .with("Callbacks", "--callbacks", "--callback-hosts", "--callback-delay")
            .with("Server", SERVER)
            .with("Log", LOG)
            .with("Prism options without effect", "--multiprocess", "--json-schema-faker-fillProperties");

    static final OptionGroups PROXY = new OptionGroups()
            .with("Validation", "--errors", "--validate-request", "--mock-501", "--compat")
            .with("Recording", "--record", "--secrets")
            .with("Overrides and scenarios", "--state")
            .with("Upstream server", "--upstream-timeout", "--upstream-proxy", "--ssl-ca", "--ssl-no-verify")
            .with("Server", SERVER)
            .with("Log", LOG)
            .with("Prism options without effect", "--multiprocess");

    /** How many references fit in a line of the processor's cache. If it is not set, Jetty starts the JVM's management to ask for their size. */
    private static final String JETTY_REFERENCES = "org.eclipse.jetty.util.referencesPerCacheLine";

    private Main() {}

    public static void main(String[] arguments) {
        System.setProperty(JETTY_REFERENCES, System.getProperty(JETTY_REFERENCES, "16"));
        int code = run(line(arguments), arguments);
        if (code != ExitCode.FINE) {
            System.exit(code);
        }
    }

    /** Runs one command on its own streams and returns its exit code; a server keeps running. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return run(line(arguments).setOut(out).setErr(err), arguments);
    }

    /** Runs a command that serves, and returns its server; empty if it was not started, which is reported. */
    public static Optional<MockServer> serve(PrintWriter out, PrintWriter err, String... arguments) {
        var line = line(arguments).setOut(out).setErr(err);
        int code = run(line, arguments);
        return code != ExitCode.FINE
                ? Optional.empty()
                : line.getSubcommands().values().stream()
                        .flatMap(command -> command.getCommandSpec().mixins().values().stream())
                        .flatMap(mixin -> mixin.userObject() instanceof ServingOptions serving
                                ? serving.server().stream()
                                : Stream.empty())
                        .findFirst();
    }

    private static int run(CommandLine line, String... arguments) {
        var given = ConfigFile.in(List.of(arguments));
        if (!given.broken().isEmpty()) {
            given.broken().forEach(violation -> line.getErr().println(violation.text("")));
            return ExitCode.FAILED;
        }
        return line.execute(given.arguments().toArray(String[]::new));
    }

    /** The commands with their options; for the arguments of a run, only what it needs. */
    public static CommandLine line(String... arguments) {
        var line = Commands.of(new Main(), COMMANDS, arguments);
        line.setOverwrittenOptionsAllowed(true);
        var commands = line.getSubcommands();
        Optional.ofNullable(commands.get("mock")).ifPresent(MOCK::applyTo);
        Optional.ofNullable(commands.get("proxy")).ifPresent(PROXY::applyTo);
        return line;
    }
}
