package dev.counterpart.verify.data;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

    /** The value; empty if the answer does not have it. Of a header with several lines, the first line that has it counts. */
    public Optional<JsonNode> of(Response response) {
        var wholes = at.part() == Part.RESPONSE_HEADER ? lines(response) : body(response);
        return (pattern.isEmpty() ? wholes : wholes.flatMap(whole -> found(whole).stream())).findFirst();
    }

    private Stream<JsonNode> lines(Response response) {
        return response.headers().all(at.pointer().getMatchingProperty()).stream()
                .map(JsonNodeFactory.instance::stringNode);
    }

    private Stream<JsonNode> body(Response response) {
        if (!response.hasBody()) {
            return Stream.empty();
        }
        JsonNode root = Json.parse(response.body()) instanceof Json.Parsed.Value value
                ? value.node()
                : JsonNodeFactory.instance.stringNode(response.text());
        var node = root.at(at.pointer());
        return node.isMissingNode() || node.isNull() ? Stream.empty() : Stream.of(node);
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
