package dev.counterpart.verify.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import dev.counterpart.verify.send.Observation.Answered;
import dev.counterpart.verify.send.Observation.Unanswered;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers to a large upload that a provider sends before it has read all of it (RFC 9112 §9.5). */
class EarlyAnswerTest {

    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    @AfterAll
    static void stop() {
        THREADS.shutdownNow();
    }

    @ParameterizedTest(name = "{0}: {1} bytes; the provider reads {2}, answers {3}, and {4}")
    @CsvSource(delimiter = '|', textBlock = """
        # over | upload   | reads    | answers | then            | observation
        plain  | 100      | the head | 413     | closes          | 413
        plain  | 9000     | the head | 413     | closes          | 413
        plain  | 9000000  | the head | 413     | closes          | 413
        plain  | 9000000  | the head | 413     | reads no more   | 413
        plain  | 9000000  | all      | 201     | closes          | 201
        plain  | 9000000  | the head | nothing | closes          | NOTHING
        plain  | 9000000  | the head | nothing | reads no more   | TIMEOUT
        raw    | 100      | the head | 413     | closes          | 413
        raw    | 9000000  | the head | 413     | closes          | 413
        raw    | 9000000  | the head | 413     | reads no more   | 413
        raw    | 9000000  | all      | 201     | closes          | 201
        raw    | 9000000  | the head | nothing | closes          | NOTHING
        """)
    void an_early_answer_is_read(String over, int upload, String reads, String answers, String then, String observation)
            throws IOException {
        var timeout = Duration.ofSeconds(observation.equals("TIMEOUT") ? 1 : 10);
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var sender = TransportTest.transport(
                        over,
                        Target.of("http://127.0.0.1:" + socket.getLocalPort(), timeout)
                                .orElseThrow())) {
            THREADS.execute(() -> serve(socket, reads.equals("all") ? upload : 0, answers, then));

            var observed = sender.send(new Request("POST", "/a", "", Headers.none(), new byte[upload]));

            assertThat(text(observed)).isEqualTo(observation);
        }
    }

    private static String text(Observation observed) {
        return observed instanceof Unanswered unanswered
                ? unanswered.reason().toString()
                : Integer.toString(((Answered) observed).response().status());
    }

    private static void serve(ServerSocket socket, int length, String answers, String then) {
        try (var client = socket.accept()) {
            var in = client.getInputStream();
            head(in);
            in.readNBytes(length);
            if (!answers.equals("nothing")) {
                client.getOutputStream()
                        .write(("HTTP/1.1 " + answers + " X\r\nContent-Length: 0\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
            }
            if (then.equals("reads no more")) {
                Thread.sleep(1_500);
            }
        } catch (IOException closed) {
            assertThat(closed).isNotNull();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void head(InputStream in) throws IOException {
        for (String end = ""; !end.endsWith("\r\n\r\n"); ) {
            end += (char) in.read();
        }
    }
}
