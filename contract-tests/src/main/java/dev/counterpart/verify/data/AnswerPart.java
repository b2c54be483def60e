package dev.counterpart.verify.data;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A part of an answer that the data file names.
 *
 * @param at a response header, or a part of the response body
 * @param pattern finds the value in a text: its first group, or all that it matches if it has no group
 */
public record AnswerPart(Spot at, Optional<Pattern> pattern) {

    /** Longer texts are not searched, in characters. */
    private static final int LONGEST = 10_000;

    /** The value; empty if the answer does not have it. */
    public Optional<JsonNode> of(Response response) {
        var whole = at.part() == Part.RESPONSE_HEADER
                ? response.headers()
                        .first(at.pointer().getMatchingProperty())
                        .<JsonNode>map(JsonNodeFactory.instance::stringNode)
                : body(response);
        return pattern.isEmpty() ? whole : whole.flatMap(this::found);
    }

    private Optional<JsonNode> body(Response response) {
        if (!response.hasBody()) {
            return Optional.empty();
        }
        JsonNode root = Json.parse(response.body()) instanceof Json.Parsed.Value value
                ? value.node()
                : JsonNodeFactory.instance.stringNode(response.text());
        var node = root.at(at.pointer());
        return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(node);
    }

    private Optional<JsonNode> found(JsonNode whole) {
        String text = whole.isString() ? whole.asString() : Json.text(whole);
        var matcher = pattern.orElseThrow().matcher(text.substring(0, Math.min(LONGEST, text.length())));
        return matcher.find()
                ? Optional.ofNullable(matcher.groupCount() > 0 ? matcher.group(1) : matcher.group())
                        .map(JsonNodeFactory.instance::stringNode)
                : Optional.empty();
    }

    @Override
    public String toString() {
        return at + pattern.map(regex -> " matching " + regex).orElse("");
    }
}
