package dev.counterpart.spec.workflow;

import dev.counterpart.spec.Json;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Compares two values loosely: strings without regard to case, and a string with a number as numbers. Null equals only null.
 *
 * @see <a href="https://spec.openapis.org/arazzo/v1.1.0.html#simple-conditions">Arazzo 1.1.0, Simple Conditions</a>
 */
final class Comparison {

    private Comparison() {}

    static boolean holds(String operator, JsonNode left, JsonNode right) {
        return switch (operator) {
            case "==" -> equal(left, right);
            case "!=" -> !equal(left, right);
            default -> isOrdered(operator, left, right);
        };
    }

    private static boolean equal(JsonNode left, JsonNode right) {
        if (left.isNull() || right.isNull()) {
            return left.isNull() && right.isNull();
        }
        if (left.isContainer() || right.isContainer()) {
            return left.equals(right);
        }
        boolean isNumeric = left.isNumber() || right.isNumber();
        return folded(left).equals(folded(right))
                || (isNumeric && order(left, right).filter(order -> order == 0).isPresent());
    }

    private static boolean isOrdered(String operator, JsonNode left, JsonNode right) {
        if (left.isNull() || right.isNull() || left.isContainer() || right.isContainer()) {
            return false;
        }
        int order = order(left, right).orElseGet(() -> folded(left).compareTo(folded(right)));
        if (order == 0) {
            return operator.endsWith("=");
        }
        return operator.startsWith("<") == (order < 0);
    }

    /** The order of two numbers, or texts of numbers. */
    private static Optional<Integer> order(JsonNode left, JsonNode right) {
        return number(left).flatMap(first -> number(right).map(first::compareTo));
    }

    private static Optional<BigDecimal> number(JsonNode node) {
        if (node.isNumber()) {
            return Optional.of(node.decimalValue());
        }
        String text = node.isString() ? node.asString().strip() : "";
        return text.matches("[-+]?[0-9]{1,400}(\\.[0-9]{1,400})?([eE][+-]?[0-9]{1,3})?")
                ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }

    private static String folded(JsonNode node) {
        return Json.plain(node).toLowerCase(Locale.ROOT);
    }
}
