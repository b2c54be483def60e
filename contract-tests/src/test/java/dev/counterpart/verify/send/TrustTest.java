package dev.counterpart.verify.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.tls.Identity;
import dev.counterpart.spec.tls.Trust;
import dev.counterpart.verify.send.Observation.Answered;
import dev.counterpart.verify.send.Observation.Unanswered;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the user says about certificates, over all transports. */
class TrustTest {

    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private static Path folder;

    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    @SuppressWarnings("NullAway.Init") // before all tests
    private static Certificates certificates;

    @BeforeAll
    static void certificates() throws IOException, InterruptedException, GeneralSecurityException {
        certificates = new Certificates(folder)
                .with("good", "localhost")
                .with("other", "example.com")
                .issued("expired", "localhost", "-startdate", "-9d", "-validity", "2");
    }

    @AfterAll
    static void stop() {
        THREADS.shutdownNow();
    }

    @ParameterizedTest(name = "{0}: a server with {1}; trust {2}; client {3}; asks for {4}")
    @CsvSource(delimiter = '|', textBlock = """
        # over       | server     | trust       | client | asks for | observation
        plain        | good       | of this JVM | -      | nothing  | UNTRUSTED: the certificate is not trusted: its issuer is unknown
        all          | good       | good        | -      | nothing  | 200
        plain        | good       | other       | -      | nothing  | UNTRUSTED: the certificate is not trusted: its issuer is unknown
        all          | good       | anyone      | -      | nothing  | 200
        all          | other      | other       | -      | nothing  | OTHER_HOST: the certificate is for another host: No subject alternative DNS name matching localhost found.
        plain        | other      | anyone      | -      | nothing  | 200
        plain        | expired    | expired     | -      | nothing  | UNTRUSTED: the certificate is not trusted: it has expired
        plain        | expired    | anyone      | -      | nothing  | 200
        all          | good       | good        | good   | nothing  | 200
        all          | good       | good        | good   | good     | 200
        all          | good       | anyone      | good   | good     | 200
        plain, raw   | good       | good        | -      | good     | CLIENT_CERTIFICATE: the provider does not accept the client: bad certificate
        plain, raw   | good       | good        | other  | good     | CLIENT_CERTIFICATE: the provider does not accept the client: bad certificate
        plain        | plain text | good        | -      | nothing  | NO_TLS: no secure connection: Unsupported or unrecognized SSL message
        """)
    void a_provider_is_trusted_as_the_user_says(
            String over, String server, String trust, String client, String asked, String observation)
            throws IOException, GeneralSecurityException {
        for (String transport : (over.equals("all") ? "plain, raw, rest assured" : over).split(", ", -1)) {
            try (var socket = server(server, asked);
                    var sender = TransportTest.transport(transport, target(socket, trust, client))) {
                THREADS.execute(() -> answerOnce(socket));

                var observed = sender.send(Request.of(Method.GET, "/a"));

                assertThat(text(observed)).as(transport).isEqualTo(observation);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"plain", "raw"})
    void plain_text_to_a_provider_that_expects_tls_is_reported_so(String transport)
            throws IOException, GeneralSecurityException {
        try (var socket = server("good", "nothing");
                var sender = TransportTest.transport(
                        transport,
                        Target.of("http://localhost:" + socket.getLocalPort(), Duration.ofSeconds(10))
                                .orElseThrow())) {
            THREADS.execute(() -> answerOnce(socket));

            assertThat(text(sender.send(Request.of(Method.GET, "/a"))))
                    .isEqualTo("TLS_EXPECTED: the provider expects TLS (https)");
        }
    }

    private static String text(Observation observed) {
        return observed instanceof Unanswered unanswered
                ? unanswered.reason() + ": " + unanswered.message()
                : Integer.toString(((Answered) observed).response().status());
    }

    private static Target target(ServerSocket socket, String trust, String client) {
        var target = Target.of("https://localhost:" + socket.getLocalPort(), Duration.ofSeconds(10))
                .orElseThrow();
        if (trust.equals("of this JVM")) {
            return target;
        }
        var trusted = switch (trust) {
            case "usual" -> Trust.usual();
            case "anyone" -> Trust.anyone();
            default -> Trust.usualAnd(certificates.file(trust, "pem")).orElseThrow();
        };
        return target.trusting(
                client.equals("-")
                        ? trusted
                        : trusted.as(Identity.read(certificates.file(client, "pem"), certificates.file(client, "key"))
                                .orElseThrow()));
    }

    private static ServerSocket server(String certificate, String asked) throws IOException, GeneralSecurityException {
        var address = InetAddress.getLoopbackAddress();
        if (certificate.equals("plain text")) {
            return new ServerSocket(0, 1, address);
        }
        var socket = (SSLServerSocket) certificates
                .server(certificate, "good")
                .getServerSocketFactory()
                .createServerSocket(0, 1, address);
        socket.setNeedClientAuth(!asked.equals("nothing"));
        return socket;
    }

    private static void answerOnce(ServerSocket socket) {
        try (var client = socket.accept()) {
            client.getInputStream().read(new byte[4096]);
            client.getOutputStream().write(ANSWER);
        } catch (IOException refused) {
            assertThat(refused).isNotNull();
        }
    }
}
