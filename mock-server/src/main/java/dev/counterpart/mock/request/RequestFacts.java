package dev.counterpart.mock.request;

import dev.counterpart.fixtures.When;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.decode.Pairs;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.route.Route;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** The parts of a request that conditions of fixtures can use. */
public final class RequestFacts implements When.Facts {

    private final Route.Found route;
    private final Request request;
    private final ObjectNode claims;
    private final Map<String, String> steps;
    private @Nullable JsonNode body;

    /** All of them: several fixtures usually have conditions on the same one. */
    private @Nullable Map<String, Optional<JsonNode>> pathValues;

    public RequestFacts(Route.Found route, Request request, ObjectNode claims) {
        this(route, request, claims, Map.of());
    }

    /** @param steps by scenario under way, the title of the current step */
    public RequestFacts(Route.Found route, Request request, ObjectNode claims, Map<String, String> steps) {
        this.route = route;
        this.request = request;
        this.claims = claims;
        this.steps = Map.copyOf(steps);
    }

    @Override
    public Optional<JsonNode> value(When.Key key) {
        return switch (key.part()) {
            case PATH -> pathValues().getOrDefault(key.name(), Optional.empty());
            case QUERY ->
                text(Pairs.ofQuery(request.query()).decodedValues(key.name()).stream()
                        .findFirst());
            case HEADER -> text(request.headers().joined(key.name()));
            case COOKIE ->
                text(Pairs.ofCookies(request.headers()).decodedValues(key.name()).stream()
                        .findFirst());
            case BODY -> When.at(body(), key.name());
            case TOKEN -> Optional.ofNullable(claims.get(key.name()));
            case SCENARIO -> text(Optional.ofNullable(steps.get(key.name())));
        };
    }

    @Override
    public Optional<String> text() {
        return request.hasBody() ? Optional.of(new String(request.body(), StandardCharsets.UTF_8)) : Optional.empty();
    }

    /** The body as JSON; a missing node if it is something else. */
    public JsonNode body() {
        var known = body;
        if (known == null) {
            known = request.hasBody() && Json.parse(request.body()) instanceof Json.Parsed.Value value
                    ? value.node()
                    : MissingNode.getInstance();
            body = known;
        }
        return known;
    }

    private Map<String, Optional<JsonNode>> pathValues() {
        var known = pathValues;
        if (known == null) {
            var all = new HashMap<String, Optional<JsonNode>>();
            route.pathValues().forEach((name, value) -> all.put(name, text(Optional.of(value))));
            known = all;
            pathValues = known;
        }
        return known;
    }

    public Request request() {
        return request;
    }

    public Route.Found route() {
        return route;
    }

    private static Optional<JsonNode> text(Optional<String> value) {
        return value.map(JsonNodeFactory.instance::stringNode);
    }
}
