package dev.counterpart.verify.check;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Response;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Tokens in answers, known by the names that RFC 6749 and its users give them. */
final class HeldTokens {

    private static final Set<String> NAMES = Set.of(
            "accesstoken", "access_token", "refreshtoken", "refresh_token", "idtoken", "id_token", "client_secret");

    /** Shorter texts, and texts with spaces, are more likely prose about a token. */
    private static final int SHORTEST = 8;

    private HeldTokens() {}

    /** Whether the body is an object with a token property. */
    static boolean isNamed(Response response) {
        return body(response).filter(JsonNode::isObject).stream()
                .flatMap(object -> object.propertyNames().stream())
                .anyMatch(HeldTokens::isName);
    }

    /** The name of a property, at any depth of the body, that contains a token. */
    static Optional<String> found(Response response) {
        return body(response).flatMap(HeldTokens::found);
    }

    private static Optional<String> found(JsonNode node) {
        for (var member : node.properties()) {
            if (isName(member.getKey()) && isToken(member.getValue())) {
                return Optional.of(member.getKey());
            }
        }
        return node.values().stream().flatMap(child -> found(child).stream()).findFirst();
    }

    private static boolean isName(String name) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT));
    }

    private static boolean isToken(JsonNode value) {
        return value.isString()
                && value.asString().length() >= SHORTEST
                && value.asString().chars().noneMatch(Character::isWhitespace);
    }

    private static Optional<JsonNode> body(Response response) {
        return response.hasBody() && Json.parse(response.body()) instanceof Json.Parsed.Value value
                ? Optional.of(value.node())
                : Optional.empty();
    }
}
