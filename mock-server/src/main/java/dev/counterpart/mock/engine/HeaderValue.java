package dev.counterpart.mock.engine;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.Parameter;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Values in the style {@code simple}, as headers have them; a list of Swagger 2.0 may have another separator. */
final class HeaderValue {

    private HeaderValue() {}

    /** The text of a header's value, on one line. */
    static String text(JsonNode node, Parameter header) {
        return node.isArray()
                ? node.valueStream()
                        .map(HeaderValue::plain)
                        .collect(Collectors.joining(header.style().separator()))
                : text(node, header.explode());
    }

    /** The text of a value, on one line. */
    static String text(JsonNode node, boolean explode) {
        if (node.isArray()) {
            return node.valueStream().map(HeaderValue::plain).collect(Collectors.joining(","));
        }
        if (node.isObject()) {
            return node.properties().stream()
                    .map(member -> member.getKey() + (explode ? "=" : ",") + plain(member.getValue()))
                    .collect(Collectors.joining(","));
        }
        return plain(node);
    }

    private static String plain(JsonNode node) {
        String text = node.isString() ? node.asString() : Json.text(node);
        return text.replaceAll("[\\r\\n\\x00]", " ");
    }
}
