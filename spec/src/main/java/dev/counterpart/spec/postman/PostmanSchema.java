package dev.counterpart.spec.postman;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The schema derived from a value: its types, without required properties. */
final class PostmanSchema {

    private PostmanSchema() {}

    static ObjectNode of(JsonNode value) {
        return of(List.of(value));
    }

    /** A schema that all these values match. */
    private static ObjectNode of(List<JsonNode> values) {
        var schema = JsonNodeFactory.instance.objectNode();
        var types = new LinkedHashSet<String>();
        values.forEach(value -> types.add(type(value)));
        if (types.size() == 1) {
            schema.put("type", types.iterator().next());
        } else {
            types.forEach(schema.putArray("type")::add);
        }
        if (types.contains("object")) {
            properties(values, schema.putObject("properties"));
        }
        var items = new ArrayList<JsonNode>();
        values.stream().filter(JsonNode::isArray).forEach(list -> items.addAll(list.values()));
        if (!items.isEmpty()) {
            schema.set("items", of(items));
        }
        return schema;
    }

    private static void properties(List<JsonNode> values, ObjectNode properties) {
        var names = new LinkedHashSet<String>();
        values.stream().filter(JsonNode::isObject).forEach(object -> names.addAll(object.propertyNames()));
        for (String name : names) {
            var members = values.stream()
                    .filter(value -> value.has(name))
                    .map(value -> value.path(name))
                    .toList();
            properties.set(name, of(members));
        }
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case BOOLEAN -> "boolean";
            case NULL -> "null";
            default -> "string";
        };
    }
}
