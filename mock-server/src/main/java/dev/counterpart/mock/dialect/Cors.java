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
        var headers = response.headers();
        var fields = new ArrayList<>(headers.fields());
        unlessSet(fields, headers, ALLOW_ORIGIN, asked.first("Origin").orElse("*"));
        unlessSet(
                fields,
                headers,
                ALLOW_HEADERS,
                asked.first("Access-Control-Request-Headers").orElse("*"));
        unlessSet(fields, headers, ALLOW_CREDENTIALS, "true");
        unlessSet(fields, headers, EXPOSE_HEADERS, rules.exposed(request, response));
        return response.withHeaders(new Headers(fields));
    }

    private static void unlessSet(List<Map.Entry<String, String>> fields, Headers headers, String name, String value) {
        if (!headers.has(name)) {
            fields.add(Map.entry(name, value));
        }
    }
}
