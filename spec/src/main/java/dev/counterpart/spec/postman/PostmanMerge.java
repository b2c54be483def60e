package dev.counterpart.spec.postman;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Merges two requests of a collection into one operation. A parameter is required only if both have it. */
final class PostmanMerge {

    private PostmanMerge() {}

    static ObjectNode operations(ObjectNode first, ObjectNode second) {
        first.set("parameters", parameters(first.path("parameters"), second.path("parameters")));
        if (first.has("requestBody") && second.has("requestBody")) {
            contents(
                    content(first.path("requestBody")),
                    second.path("requestBody").path("content"));
        } else if (second.has("requestBody")) {
            first.set("requestBody", second.path("requestBody"));
        }
        var responses = first.withObjectProperty("responses");
        for (var response : second.path("responses").properties()) {
            var known = responses.path(response.getKey());
            responses.set(
                    response.getKey(),
                    known.isObject() ? responses((ObjectNode) known, response.getValue()) : response.getValue());
        }
        return first;
    }

    static ObjectNode responses(ObjectNode first, JsonNode second) {
        var headers = first.withObjectProperty("headers");
        second.path("headers").properties().forEach(header -> {
            if (!headers.has(header.getKey())) {
                headers.set(header.getKey(), header.getValue());
            }
        });
        if (second.has("content")) {
            contents(content(first), second.path("content"));
        }
        return first;
    }

    private static ObjectNode content(JsonNode owner) {
        return ((ObjectNode) owner).withObjectProperty("content");
    }

    private static void contents(ObjectNode first, JsonNode second) {
        for (var entry : second.properties()) {
            var known = first.path(entry.getKey());
            if (known.isObject()) {
                content((ObjectNode) known, entry.getValue());
            } else {
                first.set(entry.getKey(), entry.getValue());
            }
        }
    }

    private static void content(ObjectNode first, JsonNode second) {
        if (second.has("schema")) {
            first.set(
                    "schema",
                    first.has("schema") ? either(first.path("schema"), second.path("schema")) : second.path("schema"));
        }
        var examples = first.withObjectProperty("examples");
        for (var example : second.path("examples").values()) {
            if (examples.valueStream().noneMatch(example::equals)) {
                examples.set("default" + (examples.isEmpty() ? "" : "-" + (examples.size() + 1)), example);
            }
        }
    }

    private static JsonNode either(JsonNode first, JsonNode second) {
        var all = new ArrayList<JsonNode>(
                first.path("anyOf").isArray() ? List.copyOf(first.path("anyOf").values()) : List.of(first));
        if (all.contains(second)) {
            return first;
        }
        all.add(second);
        var either = JsonNodeFactory.instance.objectNode();
        either.putArray("anyOf").addAll(all);
        return either;
    }

    private static ArrayNode parameters(JsonNode first, JsonNode second) {
        var all = JsonNodeFactory.instance.arrayNode();
        first.values().forEach(parameter -> all.add(shared(parameter, second)));
        second.values().stream()
                .filter(parameter -> find(first, parameter) == null)
                .forEach(parameter -> all.add(shared(parameter, first)));
        return all;
    }

    /** The parameter, optional if the other request lacks it. Path parameters remain required. */
    private static JsonNode shared(JsonNode parameter, JsonNode others) {
        boolean both = find(others, parameter) != null;
        return both || parameter.path("in").asString("").equals("path")
                ? parameter
                : ((ObjectNode) parameter).put("required", false);
    }

    private static @Nullable JsonNode find(JsonNode parameters, JsonNode wanted) {
        for (var parameter : parameters.values()) {
            if (parameter.path("in").equals(wanted.path("in"))
                    && parameter
                            .path("name")
                            .asString("")
                            .equalsIgnoreCase(wanted.path("name").asString(""))) {
                return parameter;
            }
        }
        return null;
    }
}
