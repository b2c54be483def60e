package dev.counterpart.cli.mcp;

import dev.counterpart.mock.MockServer;
import dev.counterpart.spec.cli.BaseCommand;
import dev.counterpart.spec.cli.Commands;
import dev.counterpart.spec.cli.ExitCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code counterpart mcp}. */
@Command(
        name = "mcp",
        description = {
            "Starts a mock, and serves its tools to a coding agent on standard input and output (Model Context Protocol).",
            "The agent reads only, unless --allow-changes is given."
        },
        footer = {
            "",
            "Examples:",
            "  counterpart mcp openapi.yaml",
            "  counterpart mcp openapi.yaml --fixtures fixtures --allow-changes --port 4010",
            "  counterpart mcp openapi.yaml --test-url http://localhost:8080"
        })
public final class McpCommand extends BaseCommand {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DOCUMENT",
            description = "OpenAPI document, a path or a URL. Default: the bundled contract.")
    private @Nullable String document;

    @Option(names = "--fixtures", paramLabel = "DIR", description = "Folder of fixtures.")
    private @Nullable String fixtures;

    @Option(
            names = {"-p", "--port"},
            defaultValue = "0",
            description = "Port of the mock; 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--allow-changes",
            description = "Let the agent set answers, move scenarios and write fixtures, and test with all methods.")
    private boolean allowChanges;

    @Option(
            names = "--test-url",
            paramLabel = "URL",
            description = "A provider that the agent may test against the document. Repeatable.")
    private List<String> testUrls = List.of();

    /** The program of this command alone. */
    @Command(name = "counterpart")
    private static final class Program {}

    public static CommandLine line() {
        return Commands.of(new Program(), List.of(McpCommand.class));
    }

    public static void run(String... arguments) {
        System.exit(line().execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        var line = commandLine();
        var messages = line.getErr();
        if (document == null && !testUrls.isEmpty()) {
            throw new CommandLine.ParameterException(line, "--test-url needs a DOCUMENT");
        }
        var mock = dev.counterpart.mock.cli.Main.serve(messages, messages, mock());
        if (mock.isEmpty()) {
            return ExitCode.FAILED;
        }
        try (var server = mock.get()) {
            serve(server, System.in, System.out);
        }
        return ExitCode.FINE;
    }

    private String[] mock() {
        var command = new ArrayList<>(List.of("mock"));
        Optional.ofNullable(document).ifPresent(command::add);
        Optional.ofNullable(fixtures).ifPresent(folder -> command.addAll(List.of("--fixtures", folder)));
        command.addAll(List.of("--port", String.valueOf(port)));
        return command.toArray(String[]::new);
    }

    /** Serves until the agent closes its end. */
    private void serve(MockServer mock, InputStream in, PrintStream out) throws InterruptedException {
        var ended = new CountDownLatch(1);
        var more = testUrls.isEmpty()
                ? List.<Tool>of()
                : List.of(new GateTool(List.of(Objects.requireNonNull(document)), List.of(), testUrls, allowChanges)
                        .tool());
        var agents = new Agents(allowChanges, more, Optional.of(mock.url().toString()), Agents.version(mock::admin));
        var server = agents.over(new Watched(in, ended), out, mock::admin);
        ended.await();
        server.closeGracefully();
    }

    /** Notices the end of the input. */
    private static final class Watched extends FilterInputStream {

        private final CountDownLatch ended;

        Watched(InputStream in, CountDownLatch ended) {
            super(in);
            this.ended = ended;
        }

        @Override
        public int read() throws IOException {
            return noted(super.read());
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return noted(super.read(bytes, offset, length));
        }

        private int noted(int read) {
            if (read < 0) {
                ended.countDown();
            }
            return read;
        }
    }
}
