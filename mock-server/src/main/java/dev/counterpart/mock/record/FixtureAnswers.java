package dev.counterpart.mock.record;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.util.Optional;

/** The responses that the mock sends for single fixtures and statuses, without a port. */
public final class FixtureAnswers {

    private final MockEngine engine;

    public FixtureAnswers(Contract contract, Fixtures fixtures) {
        var options = MockOptions.defaults().withCors(false);
        this.engine = new MockEngine(contract, fixtures, options);
    }

    /** The response of the fixture to the request, whatever its conditions are; empty if it has none. */
    public Optional<Response> of(Fixture fixture, Request request) {
        var response = selected(request, "code=" + fixture.status() + ", example=" + fixture.name());
        return response.filter(each -> each.status() == fixture.status());
    }

    /** The response with that status, from an example or generated; empty if there is none. */
    Optional<Response> of(int status, Request request) {
        return selected(request, "code=" + status).filter(each -> each.status() == status);
    }

    private Optional<Response> selected(Request request, String preference) {
        var asked = request.withHeaders(request.headers().without("Accept"))
                .with("Prefer", preference + ", auth=off, validate=false");
        var answer = engine.answer(asked);
        return answer.operation().map(operation -> answer.response());
    }
}
