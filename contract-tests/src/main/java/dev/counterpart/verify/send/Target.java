package dev.counterpart.verify.send;

import dev.counterpart.spec.tls.Trust;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * The provider under test.
 *
 * @param url scheme, host, port and the path prefix of all requests, without a trailing slash
 * @param timeout of connecting, and of the whole answer
 * @param trust which certificates are accepted; empty for those that this JVM trusts
 */
public record Target(URI url, Duration timeout, Optional<Trust> trust) {

    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    /** In milliseconds, like the next constant. */
    private static final int BETWEEN_TRIES = 200;

    private static final int LONGEST_TRY = 1_000;

    public Target {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must be positive but was " + timeout);
        }
    }

    /** A target whose certificate this JVM trusts. */
    public Target(URI url, Duration timeout) {
        this(url, timeout, Optional.empty());
    }

    /** The same target with another trust. */
    public Target trusting(Trust other) {
        return new Target(url, timeout, Optional.of(other));
    }

    /** The target at another URL with the same timeout and trust; empty as for {@link #of}. */
    public Optional<Target> at(String otherUrl) {
        return of(otherUrl, timeout).map(other -> new Target(other.url, timeout, trust));
    }

    /** The same target with a timeout of up to that time. */
    Target within(Duration limit) {
        return limit.compareTo(timeout) < 0 ? new Target(url, limit, trust) : this;
    }

    /** The target at a URL; empty if the text is not an http or https URL of a host and an optional path. */
    public static Optional<Target> of(String text, Duration timeout) {
        String stripped = text.strip();
        while (stripped.endsWith("/")) {
            stripped = stripped.substring(0, stripped.length() - 1);
        }
        try {
            var url = new URI(stripped);
            String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            boolean usable = (scheme.equals("http") || scheme.equals("https"))
                    && url.getHost() != null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && url.getRawUserInfo() == null;
            return usable ? Optional.of(new Target(url, timeout)) : Optional.empty();
        } catch (URISyntaxException broken) {
            return Optional.empty();
        }
    }

    /** Waits until the target accepts connections, up to a limit; returns whether it does. */
    public boolean isUpWithin(Duration most) {
        long start = System.nanoTime();
        while (!takesConnections()) {
            if (System.nanoTime() - start >= most.toNanos()) {
                return false;
            }
            try {
                Thread.sleep(BETWEEN_TRIES);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private boolean takesConnections() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.getHost(), port()), LONGEST_TRY);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** The setup of TLS connections. */
    SSLContext tls() throws IOException {
        try {
            return trust.isPresent() ? trust.get().context() : SSLContext.getDefault();
        } catch (NoSuchAlgorithmException failed) {
            throw new SSLException("TLS is not set up: " + failed.getMessage(), failed);
        }
    }

    public boolean isSecure() {
        return "https".equalsIgnoreCase(url.getScheme());
    }

    public int port() {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return isSecure() ? 443 : 80;
    }

    /** The path prefix of all requests, percent-encoded; empty for the root. */
    public String basePath() {
        return url.getRawPath() == null ? "" : url.getRawPath();
    }

    /** The value of the Host field (RFC 9110 §7.2). */
    public String authority() {
        return url.getRawAuthority();
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
