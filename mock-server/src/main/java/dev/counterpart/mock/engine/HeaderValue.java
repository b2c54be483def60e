package dev.counterpart.mock.engine;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.Parameter;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Values in the style {@code simple}, as headers have them; a list of Swagger 2.0 may have another separator. */
public final class HeaderValue {

    private HeaderValue() {}

    /** The text of a header's value, on one line. */
    public static String text(JsonNode node, Parameter header) {
        return text(node, header.explode(), header.style().separator());
    }

    /** The text of a value in the style {@code simple}, on one line. */
    public static String text(JsonNode node, boolean explode) {
        return text(node, explode, ",");
    }

    private static String text(JsonNode node, boolean explode, String separator) {
        if (node.isArray()) {
            return node.valueStream().map(HeaderValue::plain).collect(Collectors.joining(separator));
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
