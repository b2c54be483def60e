package dev.counterpart.mock.callback;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The hosts to which callbacks may be sent: this machine, and those that the user names. Requests decide on the URL of a callback, so
 * without this rule anyone who reaches the mock could make it send requests into the network around it.
 *
 * @param named in lower case, without port
 */
public record CallbackHosts(Set<String> named) {

    /** An address, which needs no look-up. */
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+]");

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
        return named.contains(host) || host.equals("localhost") || isLoopback(host);
    }

    private static boolean isLoopback(String host) {
        try {
            return ADDRESS.matcher(host).matches()
                    && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }
}
