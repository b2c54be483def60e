package dev.counterpart.verify.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates that are signed by themselves, made by the JDK's keytool, each in a key store and as PEM files. */
public final class Certificates {

    /** Of the key stores. */
    static final String PASSWORD = "changeit";

    private final Path folder;

    public Certificates(Path folder) {
        this.folder = folder;
    }

    /** Makes one for that host. */
    public Certificates with(String name, String host, String... more)
            throws IOException, InterruptedException, GeneralSecurityException {
        keytool(name, host, "a", more);
        var store = store(name);
        export(name, store);
        return this;
    }

    /** Makes one for that host that another issues, whose certificate is in the PEM file. */
    public Certificates issued(String name, String host, String... more)
            throws IOException, InterruptedException, GeneralSecurityException {
        keytool(name, "issuer", "ca", "-ext", "bc:c");
        keytool(
                name,
                host,
                "a",
                Stream.concat(Stream.of("-signer", "ca"), Stream.of(more)).toArray(String[]::new));
        var store = store(name);
        export(name, store);
        write(file(name, "pem"), "certificate", store.getCertificate("ca").getEncoded());
        store.deleteEntry("ca");
        try (var file = Files.newOutputStream(file(name, "p12"))) {
            store.store(file, PASSWORD.toCharArray());
        }
        return this;
    }

    private void keytool(String name, String host, String alias, String... more)
            throws IOException, InterruptedException {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String made =
                keytool + " -J-XX:TieredStopAtLevel=1 -genkeypair -alias " + alias + " -keyalg EC -dname CN=" + host
                        + " -ext san=dns:" + host + " -storetype PKCS12 -keystore " + file(name, "p12") + " -storepass "
                        + PASSWORD
                        + " " + String.join(" ", more);
        var log = folder.resolve("log");
        int code = new ProcessBuilder(made.strip().split(" "))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        assertThat(code).as(Files.readString(log)).isZero();
    }

    private void export(String name, KeyStore store) throws IOException, GeneralSecurityException {
        write(file(name, "pem"), "certificate", store.getCertificate("a").getEncoded());
        write(
                file(name, "key"),
                "private key",
                store.getKey("a", PASSWORD.toCharArray()).getEncoded());
    }

    private static void write(Path file, String label, byte[] bytes) throws IOException {
        String name = label.toUpperCase(Locale.ROOT);
        Files.writeString(
                file,
                "-----BEGIN " + name + "-----\n"
                        + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                                .encodeToString(bytes)
                        + "\n-----END " + name + "-----\n");
    }

    /** The file with the certificate (pem), its key (key), or both (p12). */
    public Path file(String name, String kind) {
        return folder.resolve(name + "." + kind);
    }

    /** A server with one certificate, which trusts another. */
    public SSLContext server(String own, String trusted) throws IOException, GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store(own), PASSWORD.toCharArray());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusting(trusted));
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private KeyStore trusting(String name) throws IOException, GeneralSecurityException {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("a", store(name).getCertificate("a"));
        return trusted;
    }

    private KeyStore store(String name) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (var bytes = Files.newInputStream(file(name, "p12"))) {
            store.load(bytes, PASSWORD.toCharArray());
        }
        return store;
    }
}
