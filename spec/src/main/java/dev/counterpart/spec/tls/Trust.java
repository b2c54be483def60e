package dev.counterpart.spec.tls;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Which servers a client trusts, and with which certificate it identifies itself. */
public final class Trust {

    private final TrustManager[] managers;
    private final SSLContext context;

    private Trust(TrustManager[] managers, KeyManager @Nullable [] keys) {
        this.managers = managers;
        try {
            context = SSLContext.getInstance("TLS");
            context.init(keys, managers, null);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("TLS is part of every JDK", missing);
        }
    }

    /** The certificates of the JDK. */
    public static Trust usual() {
        return new Trust(managers(null), null);
    }

    /** All certificates, for any host name. */
    public static Trust anyone() {
        return new Trust(new TrustManager[] {new Trusting()}, null);
    }

    /** Those of the JDK, and those in a PEM file; empty if the file does not contain any. */
    public static Optional<Trust> usualAnd(Path pem) {
        try {
            var certificates = Pem.certificates(pem);
            return certificates.isEmpty() ? Optional.empty() : Optional.of(with(certificates));
        } catch (IOException | GeneralSecurityException noCertificates) {
            return Optional.empty();
        }
    }

    /** The same trust, for a client that identifies itself if the server asks for it. */
    public Trust as(Identity client) {
        try {
            var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(client.store(), client.password().toCharArray());
            return new Trust(managers, factory.getKeyManagers());
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("the key store was made from this key", unusable);
        }
    }

    public SSLContext context() {
        return context;
    }

    private static Trust with(List<Certificate> more) throws IOException, GeneralSecurityException {
        var all = new ArrayList<>(more);
        for (var manager : managers(null)) {
            if (manager instanceof X509TrustManager known) {
                all.addAll(Arrays.asList(known.getAcceptedIssuers()));
            }
        }
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (int i = 0; i < all.size(); i++) {
            store.setCertificateEntry(Integer.toString(i), all.get(i));
        }
        return new Trust(managers(store), null);
    }

    /** Of the certificates in {@code store}, or of those of the JDK. */
    private static TrustManager[] managers(@Nullable KeyStore store) {
        try {
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("TLS is part of every JDK", missing);
        }
    }
    /** Trusts every certificate, for any host name. */
    private static final class Trusting extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
