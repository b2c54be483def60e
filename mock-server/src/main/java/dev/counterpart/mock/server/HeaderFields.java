package dev.counterpart.mock.server;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;

/** Header lines as Jetty writes them. To search each name among Jetty's was a twentieth of the CPU time of an answer. */
final class HeaderFields {

    /** Names are few, but fixtures can make them by templates. */
    private static final int MOST_NAMES = 1_000;

    /** By name; empty if Jetty does not know it. */
    private static final Map<String, Optional<HttpHeader>> KNOWN = new ConcurrentHashMap<>();

    private HeaderFields() {}

    static HttpField of(String name, String value) {
        return new HttpField(header(name).orElse(null), name, value);
    }

    private static Optional<HttpHeader> header(String name) {
        var known = KNOWN.get(name);
        if (known != null) {
            return known;
        }
        var found = Optional.ofNullable(HttpHeader.CACHE.get(name));
        if (KNOWN.size() < MOST_NAMES) {
            KNOWN.put(name, found);
        }
        return found;
    }
}
