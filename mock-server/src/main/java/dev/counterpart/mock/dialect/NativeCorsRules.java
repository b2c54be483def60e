package dev.counterpart.mock.dialect;

import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lists each header, since {@code *} is literal if credentials are allowed, and lets caches know that the answer depends on the
 * origin.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-access-control-expose-headers">Fetch, Access-Control-Expose-Headers</a>
 */
final class NativeCorsRules implements CorsRules {

    private static final String ANY = "*";

    /** Without an origin no page reads the header, so it stays as short as possible. */
    @Override
    public String exposed(Request request, Response response) {
        if (!request.headers().has("Origin")) {
            return ANY;
        }
        Map<String, String> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (var field : response.headers().fields()) {
            String name = field.getKey();
            if (!name.toLowerCase(Locale.ROOT).startsWith("access-control-") && !name.equalsIgnoreCase("Set-Cookie")) {
                names.putIfAbsent(name, name);
            }
        }
        return names.isEmpty() ? ANY : String.join(", ", names.values());
    }

    /**
     * {@code Access-Control-Allow-Origin} repeats the origin if there is one, so every answer depends on it (RFC 9110 §12.5.5).
     */
    @Override
    public Response cacheable(Request request, Response response) {
        var vary = response.headers().joined("Vary");
        if (vary.isEmpty()) {
            return response.withHeaders(response.headers().and("Vary", "Origin"));
        }
        String known = vary.get();
        boolean isNamed = response.headers().elements("Vary").stream()
                .anyMatch(name -> name.equalsIgnoreCase("Origin") || name.equals(ANY));
        return isNamed ? response : response.with("Vary", known.isEmpty() ? "Origin" : known + ", Origin");
    }
}
