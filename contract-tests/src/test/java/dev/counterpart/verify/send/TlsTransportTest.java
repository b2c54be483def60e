package dev.counterpart.verify.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
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
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HTTPS with a certificate of localhost, signed by itself. */
@Isolated("changes which certificates this JVM trusts")
class TlsTransportTest {

    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private static Path folder;

    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    @SuppressWarnings("NullAway.Init") // before all tests
    private static Certificates certificates;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static SSLContext certified;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static SSLContext ordinary;

    @BeforeAll
    static void certificate() throws IOException, InterruptedException, GeneralSecurityException {
        ordinary = SSLContext.getDefault();
        certificates = new Certificates(folder).with("a", "localhost");
        certified = certificates.server("a", "a");
    }

    @AfterAll
    static void trustAsBefore() {
        trust(false);
        THREADS.shutdownNow();
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @CsvSource(delimiter = '|', textBlock = """
        # transport  | server | certificate is | URL       | observation
        rest assured | TLS    | trusted        | localhost | 200
        plain        | TLS    | trusted        | localhost | 200
        raw          | TLS    | trusted        | localhost | 200
        rest assured | TLS    | trusted        | 127.0.0.1 | OTHER_HOST: the certificate is for another host: No subject alternative names matching IP address 127.0.0.1 found
        plain        | TLS    | trusted        | 127.0.0.1 | OTHER_HOST: the certificate is for another host: No subject alternative names matching IP address 127.0.0.1 found
        raw          | TLS    | trusted        | 127.0.0.1 | OTHER_HOST: the certificate is for another host: No subject alternative names matching IP address 127.0.0.1 found
        rest assured | TLS    | not trusted    | localhost | UNTRUSTED: the certificate is not trusted: its issuer is unknown
        plain        | TLS    | not trusted    | localhost | UNTRUSTED: the certificate is not trusted: its issuer is unknown
        raw          | TLS    | not trusted    | localhost | UNTRUSTED: the certificate is not trusted: its issuer is unknown
        rest assured | no TLS | trusted        | localhost | NO_TLS: no secure connection: Unsupported or unrecognized SSL message
        plain        | no TLS | trusted        | localhost | NO_TLS: no secure connection: Unsupported or unrecognized SSL message
        raw          | no TLS | trusted        | localhost | NO_TLS: no secure connection: Unsupported or unrecognized SSL message
        """)
    void a_provider_with_https_is_answered(
            String transport, String server, String certificate, String host, String observation) throws IOException {
        trust(certificate.equals("trusted"));
        try (var socket = server.equals("TLS")
                        ? certified.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())
                        : new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var sender = TransportTest.transport(
                        transport,
                        Target.of("https://" + host + ":" + socket.getLocalPort(), Duration.ofSeconds(10))
                                .orElseThrow())) {
            THREADS.execute(() -> answerOnce(socket));

            var observed = sender.send(Request.of(Method.GET, "/a"));

            if (observed instanceof Unanswered unanswered) {
                assertThat(unanswered.reason() + ": " + unanswered.message()).isEqualTo(observation);
            } else {
                assertThat(((Answered) observed).response().status()).isEqualTo(Integer.parseInt(observation));
                assertThat(((Answered) observed).response().text()).isEqualTo("hello");
            }
        }
    }

    private static void answerOnce(ServerSocket socket) {
        try (var client = socket.accept()) {
            client.getInputStream().read(new byte[4096]);
            client.getOutputStream().write(ANSWER);
        } catch (IOException refused) {
            assertThat(refused).isNotNull();
        }
    }

    /** REST Assured's client reads the system properties, the others use the default context. */
    private static void trust(boolean isTrusted) {
        SSLContext.setDefault(isTrusted ? certified : ordinary);
        if (isTrusted) {
            System.setProperty(
                    "javax.net.ssl.trustStore", certificates.file("a", "p12").toString());
            System.setProperty("javax.net.ssl.trustStorePassword", Certificates.PASSWORD);
        } else {
            System.clearProperty("javax.net.ssl.trustStore");
            System.clearProperty("javax.net.ssl.trustStorePassword");
        }
    }
}
