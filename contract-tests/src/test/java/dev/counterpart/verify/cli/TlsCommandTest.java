package dev.counterpart.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.MockServer;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.tls.Identity;
import dev.counterpart.verify.send.Certificates;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code counterpart test} of a provider with HTTPS and a certificate of its own. */
class TlsCommandTest {

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static MockServer provider;

    @BeforeAll
    static void start() throws IOException, InterruptedException, GeneralSecurityException {
        var files = new Certificates(folder).with("own", "localhost");
        var contract = ((ReadResult.Read) ContractReader.read(Answering.DOCUMENT, ReadOptions.defaults())).contract();
        provider = MockServer.start(
                        contract,
                        Fixtures.none(),
                        MockOptions.defaults()
                                .withPort(0)
                                .withIdentity(Identity.read(files.file("own", "pem"), files.file("own", "key"))))
                .orElseThrow();
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
        # URL             | options          | code | message
        https://localhost |                  | 2    | the certificate is not trusted: its issuer is unknown/to fix    trust the certificate, or that of its issuer, with --ssl-ca FILE, or accept any with --ssl-no-verify
        https://127.0.0.1 | --ssl-ca own.pem | 2    | the certificate is for another host: No subject alternative names matching IP address 127.0.0.1 found/to fix    use the host name of the certificate in --url, or accept any with --ssl-no-verify
        http://localhost  |                  | 2    | the provider expects TLS (https)/to fix    write https:// in --url
        https://localhost | --ssl-ca own.pem | 0    |
        https://127.0.0.1 | --ssl-no-verify  | 0    |
        """)
    void a_provider_with_https_is_tested(String url, @Nullable String options, int code, @Nullable String message) {
        String base = url + ":" + provider.url().getPort();
        String[] given = options == null
                ? new String[0]
                : options.replace("own.pem", folder.resolve("own.pem").toString())
                        .split(" ", -1);
        String[] arguments = new String[given.length + 4];
        System.arraycopy(new String[] {"test", Answering.DOCUMENT, "--url", base}, 0, arguments, 0, 4);
        System.arraycopy(given, 0, arguments, 4, given.length);

        var output = Answering.run(arguments);

        assertThat(output.err())
                .isEqualTo(
                        message == null
                                ? ""
                                : "counterpart: the provider at " + base + " cannot be tested: "
                                        + message.replace("/to fix", "\nto fix")
                                        + "\nmore      counterpart explain certificate\n");
        assertThat(output.code()).isEqualTo(code);
    }
}
