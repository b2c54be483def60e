package dev.counterpart.verify.prism;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A Prism of one version, installed by npm into a folder, and running for one document. */
final class PrismProcess implements AutoCloseable {

    /** The last version that answers a request body that does not parse. */
    static final String VERSION = "5.14.2";

    private static final long INSTALLING_SECONDS = 300;
    private static final long STARTING_SECONDS = 60;
    private static final String READY = "Prism is listening on";

    private final Process process;
    private final URI url;

    private PrismProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** The script that node runs; nothing where node or npm is not there, or npm reaches no registry. */
    static Optional<Path> installed(Path folder) throws IOException, InterruptedException {
        var script = folder.resolve("node_modules/@stoplight/prism-cli/dist/index.js");
        if (Files.exists(script)) {
            return Optional.of(script.toAbsolutePath());
        }
        Files.createDirectories(folder);
        try {
            var npm = new ProcessBuilder(
                            "npm",
                            "install",
                            "--no-audit",
                            "--no-fund",
                            "--ignore-scripts",
                            "--prefix",
                            folder.toAbsolutePath().toString(),
                            "@stoplight/prism-cli@" + VERSION)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("npm.log").toFile())
                    .start();
            if (!npm.waitFor(INSTALLING_SECONDS, TimeUnit.SECONDS)) {
                npm.destroyForcibly();
            }
        } catch (IOException noNpm) {
            return Optional.empty();
        }
        return Files.exists(script) ? Optional.of(script.toAbsolutePath()) : Optional.empty();
    }

    /** A running server, by that command line of Prism; nothing where it did not start in time. */
    static Optional<PrismProcess> start(Path script, List<String> arguments) throws IOException, InterruptedException {
        int port = freePort();
        var command = new ArrayList<>(List.of("node", script.toString()));
        command.addAll(arguments);
        command.addAll(List.of("-p", String.valueOf(port)));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var ready = new CountDownLatch(1);
        var output = process.inputReader(StandardCharsets.UTF_8);
        var reader = new Thread(() -> drain(output, ready), "prism's output");
        reader.setDaemon(true);
        reader.start();
        var prism = new PrismProcess(process, URI.create("http://127.0.0.1:" + port));
        if (ready.await(STARTING_SECONDS, TimeUnit.SECONDS) && process.isAlive()) {
            return Optional.of(prism);
        }
        prism.close();
        return Optional.empty();
    }

    private static void drain(BufferedReader output, CountDownLatch ready) {
        try (output) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.contains(READY)) {
                    ready.countDown();
                }
            }
        } catch (IOException ended) {
            // It ended, which the latch below says.
        }
        ready.countDown();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    URI url() {
        return url;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
