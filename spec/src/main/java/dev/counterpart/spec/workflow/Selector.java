package dev.counterpart.spec.workflow;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.RuntimeExpressions;
import dev.counterpart.spec.jsonpath.JsonPath;
import java.util.List;
import java.util.Map;
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
record Selector(String context, String selector, Type type) {

    private static final Set<String> FIELDS = Set.of("context", "selector", "type");

    /**
     * The type of an expression, as a text or as an object with a version.
     *
     * @param name empty if it is missing
     * @param version of the syntax of the expression; empty if it is not given
     * @see <a href="https://spec.openapis.org/arazzo/v1.1.0.html#expression-type-object">Arazzo 1.1.0, Expression Type Object</a>
     */
    record Type(String name, Optional<String> version) {

        /** The versions of both standards, by type. */
        private static final Map<String, List<String>> VERSIONS = Map.of(
                "jsonpath", List.of("rfc9535", "draft-goessner-dispatch-jsonpath-00"),
                "jsonpointer", List.of("rfc6901"),
                "xpath", List.of("xpath-10", "xpath-20", "xpath-30", "xpath-31"));

        static Type of(JsonNode written) {
            return written.isObject()
                    ? new Type(
                            written.path("type").asString(""),
                            Optional.of(written.path("version").asString("")))
                    : new Type(written.asString(""), Optional.empty());
        }

        /** Why it is unknown; empty if it is known. */
        Optional<String> problem() {
            var versions = VERSIONS.get(name);
            if (versions == null) {
                return Optional.of("the type is " + (name.isEmpty() ? "missing" : name));
            }
            return version.filter(each -> !versions.contains(each))
                    .map(each -> "the version of " + name + " is "
                            + (each.isEmpty() ? "missing" : each + " instead of " + String.join(" or ", versions)));
        }
    }

    /** Whether a value of a file is a selector: an object with exactly these fields. */
    static boolean isSelector(JsonNode written) {
        return written.isObject()
                && Set.copyOf(List.copyOf(written.propertyNames())).equals(FIELDS)
                && written.path("context").isString()
                && written.path("selector").isString();
    }

    /** The selector that a value is; empty for other values, which may have the same fields by chance. */
    static Optional<Selector> in(JsonNode value) {
        return isSelector(value)
                        && WorkflowValues.isExpression(value.path("context").asString())
                ? Optional.of(of(value))
                : Optional.empty();
    }

    static Selector of(JsonNode written) {
        return new Selector(
                written.path("context").asString(), written.path("selector").asString(), Type.of(written.path("type")));
    }

    /** Why nothing can be selected; empty if something can. */
    Optional<String> problem() {
        if (!WorkflowValues.isExpression(context)) {
            return Optional.of("the context is not a runtime expression");
        }
        return type.problem().or(() -> switch (type.name()) {
            case "jsonpath" -> problem(selector);
            case "jsonpointer" ->
                selector.isEmpty() || selector.startsWith("/")
                        ? Optional.empty()
                        : Optional.of("a JSON pointer begins with /");
            default -> XPaths.problem(selector).map(problem -> "it is not XPath 1.0");
        });
    }

    Optional<JsonNode> selected(WorkflowValues values) {
        return values.value(context).flatMap(node -> selected(node));
    }

    /** Why a text is not a JSONPath; empty if it is. */
    static Optional<String> problem(String path) {
        try {
            JsonPath.parse(path);
            return Optional.empty();
        } catch (JsonPath.Malformed malformed) {
            return Optional.of(malformed.reason());
        }
    }

    private Optional<JsonNode> selected(JsonNode node) {
        return switch (type.name()) {
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
            var found = JsonPath.nodes(selector, node);
            return found.size() == 1
                    ? Optional.of(found.get(0))
                    : Optional.of(Json.of(found)).filter(list -> !list.isEmpty());
        } catch (JsonPath.Malformed malformed) {
            return Optional.empty();
        }
    }
}
