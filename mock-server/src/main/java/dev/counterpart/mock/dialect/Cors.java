package dev.counterpart.mock.dialect;

import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets pages of any origin read the answers.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, CORS protocol</a>
 */
public final class Cors {

    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String ALLOW_HEADERS = "Access-Control-Allow-Headers";
    private static final String ALLOW_CREDENTIALS = "Access-Control-Allow-Credentials";
    private static final String EXPOSE_HEADERS = "Access-Control-Expose-Headers";

    // Kept, because most answers have them and the journal holds many answers.
    private static final Map.Entry<String, String> ANY_ORIGIN = Map.entry(ALLOW_ORIGIN, "*");
    private static final Map.Entry<String, String> ANY_HEADERS = Map.entry(ALLOW_HEADERS, "*");
    private static final Map.Entry<String, String> CREDENTIALS = Map.entry(ALLOW_CREDENTIALS, "true");
    private static final Map.Entry<String, String> ALL_EXPOSED = Map.entry(EXPOSE_HEADERS, "*");

    private final CorsRules rules;

    public Cors(CorsRules rules) {
        this.rules = rules;
    }

    /** The answer to a preflight request; empty if the request is not one. */
    public Optional<Response> preflight(Request request) {
        if (!request.method().equals("OPTIONS") || !request.headers().has("Origin")) {
            return Optional.empty();
        }
        var method = request.headers().first("Access-Control-Request-Method");
        if (method.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(permitted(Response.of(204), request)
                .with("Access-Control-Allow-Methods", method.get())
                .with("Vary", "origin"));
    }

    /** The response, readable by pages of the request's origin; existing headers are kept. */
    public Response opened(Response response, Request request) {
        return rules.cacheable(request, permitted(response, request));
    }

    private Response permitted(Response response, Request request) {
        var asked = request.headers();
        var fields = new ArrayList<>(response.headers().fields());
        unlessSet(fields, response, field(ANY_ORIGIN, asked.first("Origin").orElse("*")));
        unlessSet(
                fields,
                response,
                field(ANY_HEADERS, asked.first("Access-Control-Request-Headers").orElse("*")));
        unlessSet(fields, response, CREDENTIALS);
        unlessSet(fields, response, field(ALL_EXPOSED, rules.exposed(request, response)));
        return response.withHeaders(new Headers(fields));
    }

    /** The usual field, or one of its name with another value. */
    private static Map.Entry<String, String> field(Map.Entry<String, String> usual, String value) {
        return usual.getValue().equals(value) ? usual : Map.entry(usual.getKey(), value);
    }

    private static void unlessSet(
            List<Map.Entry<String, String>> fields, Response response, Map.Entry<String, String> field) {
        if (!response.headers().has(field.getKey())) {
            fields.add(field);
        }
    }
}
