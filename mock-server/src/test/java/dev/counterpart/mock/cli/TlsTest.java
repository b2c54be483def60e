package dev.counterpart.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HTTPS: of the server itself, and towards the server that a proxy stands before. */
@ExtendWith(Running.End.class)
class TlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final Base64.Encoder PEM = Base64.getMimeEncoder();

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static KeyStore store;

    private static String document = "";

    /** A certificate of localhost, signed by itself, as the JDK's keytool makes it. */
    @BeforeAll
    static void certificate() throws IOException, InterruptedException, GeneralSecurityException {
        var file = folder.resolve("store.p12");
        var made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        made.getInputStream().readAllBytes();
        assertThat(made.waitFor()).isZero();
        store = KeyStore.getInstance("PKCS12");
        try (var stream = Files.newInputStream(file)) {
            store.load(stream, PASSWORD);
        }
        write("cert.pem", "CERTIFICATE", store.getCertificate("a").getEncoded());
        write("key.pem", "PRIVATE KEY", store.getKey("a", PASSWORD).getEncoded());
        Files.writeString(folder.resolve("none.pem"), "nothing");
        String pem = Files.readString(folder.resolve("cert.pem"));
        Files.writeString(folder.resolve("bom.pem"), "\uFEFF" + pem);
        Files.writeString(folder.resolve("crlf.pem"), pem.replace("\r", "").replace("\n", "\r\n"));
        Files.writeString(
                folder.resolve("text.pem"), "subject=CN=localhost\nBag Attributes: -----\n" + pem + "after\n");
        Files.writeString(folder.resolve("utf16.pem"), "\uFEFF" + pem, StandardCharsets.UTF_16LE);
        Files.writeString(folder.resolve("both.pem"), Files.readString(folder.resolve("key.pem")) + pem);
        Files.write(folder.resolve("der.pem"), store.getCertificate("a").getEncoded());
        document = Files.writeString(folder.resolve("a.yaml"), """
                openapi: 3.0.0
                paths: {/a: {get: {responses: {'200': {description: ok, content: {text/plain: {example: hello}}}}}}}
                """).toString();
    }

    private static void write(String file, String kind, byte[] encoded) throws IOException {
        Files.writeString(
                folder.resolve(file),
                "-----BEGIN " + kind + "-----\n" + PEM.encodeToString(encoded) + "\n-----END " + kind + "-----\n");
    }

    private static String pem(String name) {
        return folder.resolve(name).toString();
    }

    private static SSLContext context() throws GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        var only = KeyStore.getInstance("PKCS12");
        try {
            only.load(null, null);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        only.setCertificateEntry("a", store.getCertificate("a"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(only);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({"cert.pem, key.pem", "both.pem, both.pem", "text.pem, key.pem"})
    void the_mock_serves_https_with_the_certificate(String certificate, String key) throws Exception {
        var mock = Running.of("mock", document, "--ssl-cert", pem(certificate), "--ssl-key", pem(key));
        assertThat(mock.url().toString()).startsWith("https://127.0.0.1:");
        var client = HttpClient.newBuilder().sslContext(context()).build();
        for (String host : new String[] {"127.0.0.1", "localhost"}) {
            var request = HttpRequest.newBuilder(
                            URI.create("https://" + host + ":" + mock.url().getPort() + "/a"))
                    .build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .isEqualTo("hello");
        }
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # options         | status
            --ssl-no-verify   | 200
            --ssl-ca cert.pem | 200
            --ssl-ca bom.pem  | 200
            --ssl-ca crlf.pem | 200
            --ssl-ca text.pem | 200
            --ssl-ca utf16.pem | 200
            --ssl-ca both.pem | 200
            --ssl-ca der.pem  | 200
            --no-cors         | 502
            """)
    void the_proxy_trusts_a_server_as_it_is_told(String options, int status) throws Exception {
        var listening = context().getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        try (var server = RawServer.of(
                listening,
                (head, socket) -> RawServer.write(
                        socket, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nup"))) {
            var words = options.replaceAll("(\\w+\\.pem)", pem("$1")).split(" ");
            var proxy = words.length == 1
                    ? Running.of("proxy", document, "https://127.0.0.1:" + server.port(), words[0])
                    : Running.of("proxy", document, "https://127.0.0.1:" + server.port(), words[0], words[1]);
            assertThat(proxy.get("/a").status()).isEqualTo(status);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # arguments                                        | the message says
            mock a --ssl-cert cert.pem                         | --ssl-cert and --ssl-key are needed together
            mock a --ssl-cert none.pem --ssl-key key.pem       | --ssl-cert must hold certificates in PEM
            mock a --ssl-cert cert.pem --ssl-key none.pem      | --ssl-cert must hold certificates in PEM
            mock a --ssl-cert missing.pem --ssl-key key.pem    | --ssl-cert must hold certificates in PEM
            proxy a http://a --ssl-ca none.pem                 | --ssl-ca must be a file with certificates in PEM but was
            proxy a http://a --ssl-ca missing.pem              | --ssl-ca must be a file with certificates in PEM but was
            proxy a http://a --upstream-timeout 0s             | --upstream-timeout must be a time such as 30s, more than 0 but was "0s"
            """)
    void what_is_no_certificate_is_told(String arguments, String message) {
        var err = new StringWriter();
        var words = arguments.replaceAll("(\\w+\\.pem)", pem("$1")).split(" ");
        assertThat(Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err), words))
                .isEqualTo(2);
        assertThat(err.toString())
                .startsWith("counterpart: " + message)
                .contains("to fix")
                .doesNotContain("Exception");
    }
}
