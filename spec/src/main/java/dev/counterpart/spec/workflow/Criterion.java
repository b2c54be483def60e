package dev.counterpart.spec.workflow;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.RuntimeExpressions;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.format.EcmaPattern;
import dev.counterpart.spec.jsonpath.JsonPath;
import dev.counterpart.spec.rule.Violation;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A condition that an answer must satisfy.
 *
 * @param context a runtime expression; empty for a simple condition
 * @param condition its text in the file
 * @see <a href="https://spec.openapis.org/arazzo/v1.0.1.html#criterion-object">Arazzo 1.0.1, Criterion Object</a>
 */
public record Criterion(Kind kind, String context, String condition, Location place) {

    /** The types of conditions. */
    public enum Kind {
        SIMPLE,
        REGEX,
        JSONPATH,
        XPATH
    }

    /** The values because of which the condition does not hold; empty if it holds. */
    public Optional<String> failure(WorkflowValues values) {
        if (kind == Kind.SIMPLE) {
            return simple(values);
        }
        var node = values.value(context).filter(found -> !found.isNull());
        if (node.isEmpty()) {
            return Optional.of(context + " has no value");
        }
        var filled = RuntimeExpressions.filled(condition, values::value);
        if (filled.isEmpty()) {
            return Optional.of("an expression in braces has no value");
        }
        String actual = context + " is " + Violation.shortened(Json.text(node.get()));
        return holds(filled.get(), node.get()) ? Optional.empty() : Optional.of(actual);
    }

    /** The condition in words. */
    public String text() {
        return kind == Kind.SIMPLE
                ? condition
                : context + " that matches the "
                        + switch (kind) {
                            case REGEX -> "pattern ";
                            case JSONPATH -> "JSONPath ";
                            default -> "XPath ";
                        }
                        + condition;
    }

    private Optional<String> simple(WorkflowValues values) {
        try {
            var parsed = Condition.parse(condition);
            return parsed.holds(values::value) ? Optional.empty() : Optional.of(parsed.actual(values::value));
        } catch (Condition.Malformed malformed) {
            return Optional.of("the condition is malformed: " + malformed.getMessage());
        }
    }

    private boolean holds(String filled, JsonNode node) {
        return switch (kind) {
            case REGEX ->
                EcmaPattern.compile(filled)
                        .filter(pattern -> pattern.finds(Json.plain(node)))
                        .isPresent();
            case XPATH -> XPaths.holds(filled, Json.plain(node)).orElse(false);
            default -> selects(filled, node);
        };
    }

    private static boolean selects(String path, JsonNode node) {
        try {
            return !JsonPath.nodes(path, node).isEmpty();
        } catch (JsonPath.Malformed malformed) {
            return false;
        }
    }
}
