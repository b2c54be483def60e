package dev.counterpart.verify.send;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * The provider under test.
 *
 * @param url scheme, host, port and the path that all requests are below, without a trailing slash
 * @param timeout of connecting, and of waiting for the whole answer
 */
public record Target(URI url, Duration timeout) {

    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    public Target {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must be positive but was " + timeout);
        }
    }

    /** The target that a user names; nothing where the text is no http or https URL of a host and, if any, a path. */
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

    public boolean isSecure() {
        return "https".equalsIgnoreCase(url.getScheme());
    }

    public int port() {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return isSecure() ? 443 : 80;
    }

    /** The path that all requests are below, percent-encoded; empty for the root. */
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
