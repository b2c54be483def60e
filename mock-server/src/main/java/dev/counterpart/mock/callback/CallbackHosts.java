package dev.counterpart.mock.callback;

import dev.counterpart.spec.http.Loopback;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The hosts to which callbacks may be sent: this machine, and those that the user names. Requests decide on the URL of a callback, so
 * without this rule anyone who reaches the mock could make it send requests into the network around it.
 *
 * @param named in lower case, without port
 */
public record CallbackHosts(Set<String> named) {

    public CallbackHosts {
        named = named.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** This machine only. */
    public static CallbackHosts loopback() {
        return new CallbackHosts(Set.of());
    }

    /** Whether callbacks may be sent to {@code url}; names that are not in {@code named} are never looked up. */
    boolean allows(URI url) {
        String host = url.getHost().toLowerCase(Locale.ROOT);
        return named.contains(host) || Loopback.isHost(host);
    }
}
