package dev.counterpart.mock.dialect.prism;

import dev.counterpart.mock.dialect.CorsRules;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;

/** Prism exposes {@code *} and does not send {@code Vary}. */
final class PrismCorsRules implements CorsRules {

    @Override
    public String exposed(Request request, Response response) {
        return "*";
    }

    @Override
    public Response cacheable(Request request, Response response) {
        return response;
    }
}
