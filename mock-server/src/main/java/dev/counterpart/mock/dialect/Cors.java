package dev.counterpart.mock.dialect;

import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.util.Optional;

/**
 * Lets pages of any origin read the answers.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, CORS protocol</a>
 */
public final class Cors {

    private static final String ALLOW = "Access-Control-Allow-";

    private final CorsRules rules;

    public Cors(CorsRules rules) {
        this.rules = rules;
    }

    /** The answer to a preflight request; empty if the request is not one. */
    public Optional<Response> preflight(Request request) {
        var method = request.headers().first("Access-Control-Request-Method");
        if (!request.method().equals("OPTIONS")
                || method.isEmpty()
                || !request.headers().has("Origin")) {
            return Optional.empty();
        }
        return Optional.of(permitted(Response.of(204), request)
                .with(ALLOW + "Methods", method.get())
                .with("Vary", "origin"));
    }

    /** The response, readable by pages of the request's origin; existing headers are kept. */
    public Response opened(Response response, Request request) {
        return rules.cacheable(request, permitted(response, request));
    }

    private Response permitted(Response response, Request request) {
        var headers = request.headers();
        String exposed = rules.exposed(request, response);
        var opened =
                unlessSet(response, ALLOW + "Origin", headers.first("Origin").orElse("*"));
        opened = unlessSet(
                opened,
                ALLOW + "Headers",
                headers.first("Access-Control-Request-Headers").orElse("*"));
        opened = unlessSet(opened, ALLOW + "Credentials", "true");
        return unlessSet(opened, "Access-Control-Expose-Headers", exposed);
    }

    private static Response unlessSet(Response response, String name, String value) {
        return response.headers().has(name) ? response : response.with(name, value);
    }
}
