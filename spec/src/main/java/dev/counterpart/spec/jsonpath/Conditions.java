package dev.counterpart.spec.jsonpath;

import dev.counterpart.spec.format.EcmaPattern;
import dev.counterpart.spec.jsonpath.Condition.Comparator;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Whether conditions hold for a node. */
final class Conditions<N> {

    private final Evaluation<N> evaluation;

    /** By the expression of ECMA-262. */
    private final Map<String, Optional<EcmaPattern>> patterns = new HashMap<>();

    Conditions(Evaluation<N> evaluation) {
        this.evaluation = evaluation;
    }

    boolean hold(Condition condition, PathMatch<N> current) throws JsonPath.Malformed {
        if (condition instanceof Condition.AnyOf any) {
            return isOne(any.conditions(), true, current);
        }
        if (condition instanceof Condition.AllOf all) {
            return !isOne(all.conditions(), false, current);
        }
        if (condition instanceof Condition.Not not) {
            return !hold(not.condition(), current);
        }
        if (condition instanceof Condition.Exists exists) {
            return !evaluation.selected(exists.query(), current).isEmpty();
        }
        if (condition instanceof Condition.Holds holds) {
            return matches(holds.call(), current);
        }
        var compares = (Condition.Compares) condition;
        return isTrue(value(compares.left(), current), compares.comparator(), value(compares.right(), current));
    }

    /** Whether one of the conditions is true, or is false. */
    private boolean isOne(List<Condition> conditions, boolean wanted, PathMatch<N> current) throws JsonPath.Malformed {
        for (var each : conditions) {
            if (hold(each, current) == wanted) {
                return true;
            }
        }
        return false;
    }

    /** The value of an operand; empty for nothing (RFC 9535 §2.4.1). */
    private Optional<JsonNode> value(Operand operand, PathMatch<N> current) throws JsonPath.Malformed {
        if (operand instanceof Operand.Literal literal) {
            return Optional.of(literal.value());
        }
        if (operand instanceof Query query) {
            return evaluation.value(query, current);
        }
        var call = (Operand.Call) operand;
        var argument = call.arguments().get(0);
        return switch (call.function()) {
            case COUNT -> number(evaluation.selected((Query) argument, current).size());
            case LENGTH -> value(argument, current).flatMap(Conditions::length);
            default -> value(argument, current);
        };
    }

    private static Optional<JsonNode> length(JsonNode value) {
        if (value.isString()) {
            String text = value.asString();
            return number(text.codePointCount(0, text.length()));
        }
        return value.isContainer() ? number(value.size()) : Optional.empty();
    }

    private static Optional<JsonNode> number(int number) {
        return Optional.of(JsonNodeFactory.instance.numberNode(number));
    }

    /** {@code match} and {@code search}, with I-Regexp (RFC 9485); false for what is not a text, or not a regular expression. */
    private boolean matches(Operand.Call call, PathMatch<N> current) throws JsonPath.Malformed {
        var text = value(call.arguments().get(0), current).filter(JsonNode::isString);
        var pattern = value(call.arguments().get(1), current).filter(JsonNode::isString);
        if (text.isEmpty() || pattern.isEmpty()) {
            return false;
        }
        String translated = IRegexp.ecma(pattern.get().asString());
        return patterns.computeIfAbsent(
                        call.function() == Function.MATCH ? "^(?:" + translated + ")$" : translated,
                        EcmaPattern::compile)
                .filter(each -> each.finds(text.get().asString()))
                .isPresent();
    }

    /** RFC 9535 §2.3.5.2.2. */
    private static boolean isTrue(Optional<JsonNode> left, Comparator comparator, Optional<JsonNode> right) {
        return switch (comparator) {
            case EQUAL -> isEqual(left, right);
            case UNEQUAL -> !isEqual(left, right);
            case LESS -> isLess(left, right);
            case GREATER -> isLess(right, left);
            case AT_MOST -> isLess(left, right) || isEqual(left, right);
            case AT_LEAST -> isLess(right, left) || isEqual(left, right);
        };
    }

    private static boolean isEqual(Optional<JsonNode> left, Optional<JsonNode> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return left.isEmpty() && right.isEmpty();
        }
        return left.get().equals(Conditions::compared, right.get());
    }

    private static int compared(JsonNode left, JsonNode right) {
        if (left.isNumber() && right.isNumber()) {
            return decimal(left).compareTo(decimal(right));
        }
        return left.equals(right) ? 0 : 1;
    }

    private static BigDecimal decimal(JsonNode number) {
        return number.decimalValue();
    }

    private static boolean isLess(Optional<JsonNode> left, Optional<JsonNode> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return false;
        }
        if (left.get().isNumber() && right.get().isNumber()) {
            return decimal(left.get()).compareTo(decimal(right.get())) < 0;
        }
        return left.get().isString()
                && right.get().isString()
                && isBefore(left.get().asString(), right.get().asString());
    }

    /** By code points, which UTF-16 does not keep in order. */
    private static boolean isBefore(String left, String right) {
        return Arrays.compare(left.codePoints().toArray(), right.codePoints().toArray()) < 0;
    }
}
