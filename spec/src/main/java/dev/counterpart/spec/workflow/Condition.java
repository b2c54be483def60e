package dev.counterpart.spec.workflow;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.rule.Violation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A simple condition: literals, expressions, comparisons, {@code !}, {@code &&}, {@code ||} and parentheses. {@code &&} binds more tightly
 * than {@code ||}, and comparisons more tightly than both.
 *
 * @see <a href="https://spec.openapis.org/arazzo/v1.0.1.html#literals">Arazzo 1.0.1, Literals and Operators</a>
 */
final class Condition {

    /** The text is not a condition. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String reason) {
            super(reason, null, false, false);
        }
    }

    /** A part of a condition: expression → value of expressions → its own value. */
    private interface Part extends Function<Function<String, Optional<JsonNode>>, JsonNode> {}

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final List<String> tokens;
    private final Set<String> expressions = new LinkedHashSet<>();
    private final Part whole;
    private int next;

    private Condition(String text) throws Malformed {
        tokens = ConditionTokens.of(text);
        whole = either();
        if (next < tokens.size()) {
            throw new Malformed("\"" + tokens.get(next) + "\" is not expected there");
        }
    }

    static Condition parse(String text) throws Malformed {
        return new Condition(text);
    }

    /** The runtime expressions of the condition, in order. */
    Set<String> expressions() {
        return expressions;
    }

    boolean holds(Function<String, Optional<JsonNode>> values) {
        return isTrue(whole.apply(values));
    }

    /** The values of all expressions of the condition, in words. */
    String actual(Function<String, Optional<JsonNode>> values) {
        return expressions.isEmpty()
                ? "a condition without an expression"
                : expressions.stream()
                        .map(each -> each + " is "
                                + values.apply(each)
                                        .map(node -> Violation.shortened(Json.text(node)))
                                        .orElse("missing"))
                        .collect(Collectors.joining(", "));
    }

    private Part either() throws Malformed {
        var left = both();
        while (takes("||")) {
            var first = left;
            var second = both();
            left = values -> NODES.booleanNode(isTrue(first.apply(values)) || isTrue(second.apply(values)));
        }
        return left;
    }

    private Part both() throws Malformed {
        var left = comparison();
        while (takes("&&")) {
            var first = left;
            var second = comparison();
            left = values -> NODES.booleanNode(isTrue(first.apply(values)) && isTrue(second.apply(values)));
        }
        return left;
    }

    private Part comparison() throws Malformed {
        var left = operand();
        for (String operator : List.of("==", "!=", "<=", ">=", "<", ">")) {
            if (takes(operator)) {
                var right = operand();
                return values -> NODES.booleanNode(Comparison.holds(operator, left.apply(values), right.apply(values)));
            }
        }
        return left;
    }

    private Part operand() throws Malformed {
        if (takes("!")) {
            var negated = operand();
            return values -> NODES.booleanNode(!isTrue(negated.apply(values)));
        }
        if (takes("(")) {
            var inner = either();
            if (!takes(")")) {
                throw new Malformed("a parenthesis is not closed");
            }
            return inner;
        }
        if (next == tokens.size()) {
            throw new Malformed("it ends where a value is expected");
        }
        return value(tokens.get(next++));
    }

    private Part value(String token) throws Malformed {
        if (token.startsWith("$")) {
            if (!WorkflowValues.isExpression(token)) {
                throw new Malformed("\"" + token + "\" is not a runtime expression");
            }
            expressions.add(token);
            return values -> values.apply(token).orElse(NODES.nullNode());
        }
        var literal = ConditionTokens.literal(token);
        return values -> literal;
    }

    private boolean takes(String token) {
        boolean isNext = next < tokens.size() && tokens.get(next).equals(token);
        next += isNext ? 1 : 0;
        return isNext;
    }

    /** True, a number other than 0, a text that is not empty, an object or a list. */
    private static boolean isTrue(JsonNode node) {
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isNumber()) {
            return node.decimalValue().signum() != 0;
        }
        return !node.isNull() && !(node.isString() && node.asString().isEmpty());
    }
}
