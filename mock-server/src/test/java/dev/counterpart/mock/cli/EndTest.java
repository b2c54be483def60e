package dev.counterpart.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.mock.PlainClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a signal to end (SIGTERM) does to the answers that are under way. */
@Order(3)
class EndTest {

    private static final int PATIENCE_SECONDS = 20;

    @TempDir
    private Path folder;

    private final List<Process> processes = Collections.synchronizedList(new ArrayList<>());

    private String document = "";

    @BeforeEach
    void write() throws IOException {
        document = Files.writeString(folder.resolve("api.yaml"), """
                openapi: 3.0.3
                info: {title: t, version: '1'}
                paths:
                  /a:
                    get: {responses: {'200': {description: d, content: {text/plain: {example: whole}}}}}
                """).toString();
    }

    @AfterEach
    void end() throws InterruptedException {
        for (var process : processes) {
            process.destroyForcibly();
            process.waitFor();
        }
    }

    @ParameterizedTest(name = "an answer after {1} ms from {0} → {2}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # server | delay  | the answer
            mock     | 2000   | whole
            proxy    | 2000   | whole
            mock     | 120000 | -
            """)
    void answers_under_way_are_sent_for_five_seconds(String server, int delay, String answer) throws Exception {
        var mock = server.equals("mock")
                ? started("mock", document, "--delay", delay + "ms")
                : started(
                        "proxy",
                        document,
                        started("mock", document, "--delay", delay + "ms").url().toString());
        // Otherwise the first request is read late on a busy machine, after the signal.
        mock.url().resolve("/__counterpart/health").toURL().openStream().close();
        try (var socket = new Socket(mock.url().getHost(), mock.url().getPort())) {
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            socket.getOutputStream().write("GET /a HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            Thread.sleep(500); // the request has arrived, its answer is not due

            mock.process().toHandle().destroy();
            var received = socket.getInputStream().readAllBytes();

            assertThat(
                            received.length == 0
                                    ? null
                                    : PlainClient.parsed(received).text())
                    .isEqualTo(answer);
            assertThat(new String(received, StandardCharsets.UTF_8).contains("Connection: close"))
                    .isEqualTo(answer != null);
            assertThat(mock.process().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    @Test
    void connections_that_come_later_are_refused() throws Exception {
        var mock = started("mock", document, "--delay", "5000ms");
        mock.url().resolve("/__counterpart/health").toURL().openStream().close();
        try (var socket = new Socket(mock.url().getHost(), mock.url().getPort())) {
            socket.getOutputStream().write("GET /a HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            Thread.sleep(500); // the request has arrived, its answer is not due
            mock.process().toHandle().destroy();

            while (isAccepted(mock.url())) {
                Thread.sleep(50); // the signal has not arrived
            }
            assertThat(mock.process().isAlive()).isTrue();
        }
    }

    private static boolean isAccepted(URI url) throws IOException {
        try (var later = new Socket(url.getHost(), url.getPort())) {
            return later.isConnected();
        } catch (ConnectException refused) {
            return false;
        }
    }

    /** A command that has said everything ends its process, also if it has spoken to a server. */
    @Test
    void a_comparison_with_a_provider_ends() throws Exception {
        var fixture = folder.resolve("fixtures/GET ~a/200.yaml");
        Files.createDirectories(fixture.getParent());
        Files.writeString(fixture, "response: {headers: {Content-Type: text/plain}, body: whole}");
        var mock = started("mock", document);

        var diff = process(
                "fixtures",
                "diff",
                document,
                "--fixtures",
                folder.resolve("fixtures").toString(),
                "--url",
                mock.url().toString());

        assertThat(diff.waitFor(2 * PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(new String(diff.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("1 fixture compared: 1 like the provider");
        assertThat(diff.exitValue()).isZero();
    }

    private record Started(Process process, URI url) {}

    private Started started(String... arguments) throws IOException {
        var process = process(
                Stream.concat(Stream.of(arguments), Stream.of("-p", "0")).toArray(String[]::new));
        var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String first = reader.readLine();
        return new Started(process, URI.create(first.replaceAll(".*listening on (\\S+).*", "$1")));
    }

    private Process process(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        processes.add(process);
        return process;
    }
}
