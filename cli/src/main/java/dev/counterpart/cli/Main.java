package dev.counterpart.cli;

import dev.counterpart.fixtures.folder.Bundled;
import dev.counterpart.mock.MockServer;
import dev.counterpart.spec.cli.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** {@code counterpart}: the program with all commands. */
public final class Main {

    /** Set for the run whose classes are archived, so that later starts are faster. */
    private static final String TRAINING = "counterpart.training";

    private Main() {}

    public static void main(String[] arguments) {
        if (Boolean.getBoolean(TRAINING)) {
            train();
            return;
        }
        String first = arguments.length == 0 ? "" : arguments[0];
        if (first.equals("help") && arguments.length > 1) {
            main(new String[] {arguments[1], "--help"});
            return;
        }
        var module = CommandModule.of(first);
        if (module.isPresent()) {
            module.get().run(arguments);
        } else if (!aboutTheWhole(first)) {
            System.exit(ExitCode.FAILED);
        }
    }

    /** Prints what was asked about the whole program. Returns false if {@code first} is not such a question. */
    private static boolean aboutTheWhole(String first) {
        switch (first) {
            case "--help", "help" -> print(System.out, usage());
            case "--version" -> print(System.out, "counterpart " + version() + "\n");
            case "" -> print(System.err, usage());
            default -> print(System.err, "counterpart: unknown command \"" + first + "\"\n\n" + usage());
        }
        return first.endsWith("help") || first.equals("--version");
    }

    /** The mock answers requests of its own and closes; each command prints its help; then the gate tests a mock, and a provider of its own. */
    private static void train() {
        CommandModule.MOCK_SERVER.run("mock", "-p", "0");
        var whole = Whole.line().setOut(new PrintWriter(Writer.nullWriter()));
        whole.getSubcommands().keySet().forEach(command -> whole.execute(command, "--help"));
        var mock = MockServer.builder()
                .document(Bundled.contract().orElseThrow().toString())
                .fixtures(Bundled.fixtures().orElseThrow().toString())
                .port(0)
                .start();
        CommandModule.CONTRACT_TESTS.run(
                "test",
                "--data",
                "contract-tests/contract-tests.yaml",
                "--url",
                mock.url().toString());
    }

    /** The text that the launcher prints as well. */
    static String usage() {
        try (InputStream text = Objects.requireNonNull(Main.class.getResourceAsStream("usage.txt"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException("usage.txt cannot be read from the jar", unreadable);
        }
    }

    /** As in the manifest of this jar; in an image with classes in a folder, in that of the mock server's jar. */
    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        if (version == null) {
            version = dev.counterpart.mock.cli.Main.class.getPackage().getImplementationVersion();
        }
        return Objects.requireNonNullElse(version, "unknown");
    }

    private static void print(PrintStream stream, String text) {
        stream.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        stream.flush();
    }
}
