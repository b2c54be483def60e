package dev.counterpart.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.mock.PlainClient;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mock in a process of its own, on a free port, which can be killed. */
final class MockProcess implements AutoCloseable {

    private static final String READY = "Counterpart is listening on ";

    private final Process process;
    private final StringWriter printed = new StringWriter();
    private final URI url;

    private MockProcess(Map<String, String> environment, String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "mock"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-p", "0"));
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            process = builder.start();
            var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            url = ready(reader);
            var thread = new Thread(() -> read(reader), "output of a mock");
            thread.setDaemon(true);
            thread.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static MockProcess of(String... arguments) {
        return new MockProcess(Map.of(), arguments);
    }

    static MockProcess in(Map<String, String> environment, String... arguments) {
        return new MockProcess(environment, arguments);
    }

    private URI ready(BufferedReader reader) throws IOException {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith(READY)) {
                return URI.create(line.substring(READY.length()));
            }
            printed.write(line + "\n");
        }
        throw new IllegalStateException("the mock did not start:\n" + printed);
    }

    private void read(BufferedReader reader) {
        try (reader) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                printed.write(line + "\n");
            }
        } catch (IOException ended) {
            // the process was killed
        }
    }

    /** What it has printed so far. */
    String printed() {
        return printed.toString();
    }

    long id() {
        return process.pid();
    }

    URI url() {
        return url;
    }

    /** {@code GET /pets}, or {@code POST /pets {"name":"Rex"}}; empty if the answer did not come. */
    Optional<Response> trySend(String line) {
        try {
            return Optional.of(PlainClient.send(url, request(line)));
        } catch (IOException | RuntimeException killed) {
            return Optional.empty();
        }
    }

    Response send(String line) {
        var answer = trySend(line);
        assertThat(answer).as(line).isPresent();
        return answer.get();
    }

    /** The request of a line, with a JSON body after a space. */
    static Request request(String line) {
        var parts = line.split(" ", 3);
        var target = parts[1].split("\\?", 2);
        byte[] body = parts.length < 3 ? new byte[0] : parts[2].getBytes(StandardCharsets.UTF_8);
        String type = parts[0].equals("PATCH") ? "application/merge-patch+json" : "application/json";
        return new Request(
                parts[0],
                target[0],
                target.length < 2 ? "" : target[1],
                body.length == 0 ? Headers.none() : Headers.of("Content-Type", type),
                body);
    }

    /** Ends the process without a chance to store anything (SIGKILL). */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
