package dev.counterpart.mock.engine;

import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lets pages of any origin read the answers.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, CORS protocol</a>
 */
final class Cors {

    private static final String ALLOW = "Access-Control-Allow-";

    private Cors() {}

    /** Answers a preflight request itself, and opens what {@code inner} answers to any other. */
    static Answer around(Request request, Function<Request, Answer> inner) {
        var preflight = preflight(request);
        if (preflight.isPresent()) {
            return Answer.of(preflight.get(), "a CORS preflight request");
        }
        var answer = inner.apply(request);
        return answer.with(opened(answer.response(), request));
    }

    /** The answer to a preflight request; nothing if the request is none. */
    private static Optional<Response> preflight(Request request) {
        var method = request.headers().first("Access-Control-Request-Method");
        if (!request.method().equals("OPTIONS")
                || method.isEmpty()
                || !request.headers().has("Origin")) {
            return Optional.empty();
        }
        return Optional.of(opened(Response.of(204), request)
                .with(ALLOW + "Methods", method.get())
                .with("Vary", "origin"));
    }

    /** The response with leave for the request's origin; what the response says itself stays. */
    private static Response opened(Response response, Request request) {
        var headers = request.headers();
        var opened = response;
        opened = unlessSaid(opened, ALLOW + "Origin", headers.first("Origin").orElse("*"));
        opened = unlessSaid(
                opened,
                ALLOW + "Headers",
                headers.first("Access-Control-Request-Headers").orElse("*"));
        opened = unlessSaid(opened, ALLOW + "Credentials", "true");
        return unlessSaid(opened, "Access-Control-Expose-Headers", "*");
    }

    private static Response unlessSaid(Response response, String name, String value) {
        return response.headers().has(name) ? response : response.with(name, value);
    }
}
