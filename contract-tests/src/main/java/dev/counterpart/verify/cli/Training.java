package dev.counterpart.verify.cli;

import dev.counterpart.spec.cli.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A run that loads the classes of all commands, so that the launcher can archive them and later starts are faster. */
final class Training {

    private static final String PROPERTY = "counterpart.training";

    /** Violates most contracts, so that the classes that report violations are loaded too. */
    private static final byte[] ANSWER = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
                    + "Connection: close\r\n\r\n{}")
            .getBytes(StandardCharsets.US_ASCII);

    private Training() {}

    static boolean isWanted() {
        return Boolean.getBoolean(PROPERTY);
    }

    /**
     * Runs the command {@code test} with these arguments, of which {@code --url} and its value are the last, and with a provider of its
     * own instead of that; then runs the other commands.
     */
    static int run(String... arguments) {
        try (var provider = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var thread = new Thread(() -> answer(provider), "training");
            thread.setDaemon(true);
            thread.start();
            var reports = Files.createTempDirectory("counterpart");
            var test = new ArrayList<>(List.of(arguments));
            test.addAll(List.of("--report", reports.toString()));
            execute(test.toArray(String[]::new));
            test.set(arguments.length - 1, "http://127.0.0.1:" + provider.getLocalPort());
            execute(test.toArray(String[]::new));
            delete(reports);
            execute("test", "--help");
            execute("test", "merge", "--help");
            execute("strength");
            execute("strength", "--help");
            return ExitCode.FINE;
        } catch (IOException failed) {
            return ExitCode.FAILED;
        }
    }

    private static void execute(String... arguments) {
        var nowhere = new PrintWriter(Writer.nullWriter());
        Main.line().setOut(nowhere).setErr(nowhere).execute(arguments);
    }

    private static void answer(ServerSocket provider) {
        while (!provider.isClosed()) {
            answerOnce(provider);
        }
    }

    /** The gate may close the connection early, and this run ends while it waits. */
    private static void answerOnce(ServerSocket provider) {
        try (var connection = provider.accept()) {
            connection.getInputStream().read(new byte[64 * 1024]);
            connection.getOutputStream().write(ANSWER);
        } catch (IOException closed) {
            return;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }
}
