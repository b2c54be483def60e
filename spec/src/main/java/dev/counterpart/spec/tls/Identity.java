package dev.counterpart.spec.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Optional;

/**
 * The identity of a server or client: a certificate with its chain, and its key.
 *
 * @param password of the key in {@code store}
 */
public record Identity(KeyStore store, String password) {

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
        try {
            var chain = Pem.certificates(certificates).toArray(Certificate[]::new);
            var own = Pem.key(key).flatMap(Identity::key);
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

    private static Optional<PrivateKey> key(byte[] encoded) {
        return ALGORITHMS.stream()
                .flatMap(algorithm -> key(encoded, algorithm).stream())
                .findFirst();
    }

    private static Optional<PrivateKey> key(byte[] encoded, String algorithm) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException ofAnother) {
            return Optional.empty();
        }
    }

    /** Does not contain the key. */
    @Override
    public String toString() {
        return "an identity";
    }
}
