package dev.counterpart.spec.workflow;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.RuntimeExpressions;
import dev.counterpart.spec.overlay.JsonPaths;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A part of a value, by JSONPath, XPath or JSON pointer. Several selected nodes are a list.
 *
 * @param context a runtime expression
 * @see <a href="https://spec.openapis.org/arazzo/v1.1.0.html#selector-object">Arazzo 1.1.0, Selector Object</a>
 */
record Selector(String context, String selector, String type) {

    private static final Set<String> FIELDS = Set.of("context", "selector", "type");

    /** Whether a value of a file is a selector: an object with exactly these fields. */
    static boolean isSelector(JsonNode written) {
        return written.isObject()
                && Set.copyOf(List.copyOf(written.propertyNames())).equals(FIELDS)
                && written.path("context").isString()
                && written.path("selector").isString();
    }

    static Selector of(JsonNode written) {
        var type = written.path("type");
        return new Selector(
                written.path("context").asString(),
                written.path("selector").asString(),
                (type.isObject() ? type.path("type") : type).asString(""));
    }

    /** Why nothing can be selected; empty if something can. */
    Optional<String> problem() {
        if (!WorkflowValues.isExpression(context)) {
            return Optional.of("the context is not a runtime expression");
        }
        return switch (type) {
            case "jsonpath" -> problem(selector);
            case "jsonpointer" ->
                selector.isEmpty() || selector.startsWith("/")
                        ? Optional.empty()
                        : Optional.of("a JSON pointer begins with /");
            case "xpath" -> XPaths.problem(selector).map(problem -> "it is not XPath 1.0");
            default -> Optional.of("the type is " + (type.isEmpty() ? "missing" : type));
        };
    }

    Optional<JsonNode> selected(WorkflowValues values) {
        return values.value(context).flatMap(node -> selected(node));
    }

    /** Why a text is not a JSONPath; empty if it is. */
    static Optional<String> problem(String path) {
        try {
            JsonPaths.nodes(path, JsonNodeFactory.instance.objectNode());
            return Optional.empty();
        } catch (JsonPaths.Malformed malformed) {
            return Optional.of(String.valueOf(malformed.getMessage()));
        }
    }

    private Optional<JsonNode> selected(JsonNode node) {
        return switch (type) {
            case "jsonpointer" -> RuntimeExpressions.at(node, selector);
            case "xpath" ->
                XPaths.text(selector, Json.plain(node))
                        .filter(text -> !text.isEmpty())
                        .map(JsonNodeFactory.instance::stringNode);
            default -> byPath(node);
        };
    }

    private Optional<JsonNode> byPath(JsonNode node) {
        try {
            var found = JsonPaths.nodes(selector, node);
            return found.size() == 1
                    ? Optional.of(found.get(0))
                    : Optional.of(Json.of(found)).filter(list -> !list.isEmpty());
        } catch (JsonPaths.Malformed malformed) {
            return Optional.empty();
        }
    }
}
