package dev.counterpart.spec.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The identity of a server or client: a certificate with its chain, and its key.
 *
 * @param password of the key in {@code store}
 */
public record Identity(KeyStore store, String password) {

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    /** The key store is only ever in memory. */
    private static final String PASSWORD = "memory";

    /**
     * The content of two PEM files; empty if they do not contain it.
     *
     * @param certificates its own first
     * @param key unencrypted, in PKCS #8 (RFC 5958)
     */
    public static Optional<Identity> read(Path certificates, Path key) {
        try (var stream = new ByteArrayInputStream(Files.readAllBytes(certificates))) {
            var chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(stream)
                    .toArray(Certificate[]::new);
            var own = key(Files.readString(key, StandardCharsets.ISO_8859_1));
            return chain.length == 0 || own.isEmpty() ? Optional.empty() : Optional.of(of(chain, own.get()));
        } catch (IOException | GeneralSecurityException unreadable) {
            return Optional.empty();
        }
    }

    private static Identity of(Certificate[] chain, PrivateKey key) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("own", key, PASSWORD.toCharArray(), chain);
        return new Identity(store, PASSWORD);
    }

    private static Optional<PrivateKey> key(String pem) {
        var matcher = KEY.matcher(pem);
        return matcher.find()
                ? ALGORITHMS.stream()
                        .flatMap(algorithm -> key(matcher.group(1), algorithm).stream())
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<PrivateKey> key(String base64, String algorithm) {
        try {
            var encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException ofAnother) {
            return Optional.empty();
        }
    }

    /** Does not contain the key. */
    @Override
    public String toString() {
        return "an identity";
    }
}
