package dev.counterpart.spec.tree;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The value of a plain YAML scalar by the core schema of YAML 1.2, except that numbers with leading zeros remain text.
 *
 * <p>{@code .inf} and {@code .nan} remain text too, because JSON has no such numbers.
 *
 * @see <a href="https://yaml.org/spec/1.2.2/#103-core-schema">YAML 1.2.2 §10.3</a>
 */
final class CoreScalar {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private CoreScalar() {}

    static JsonNode read(String text, int line) throws Unreadable {
        if (text.isEmpty()) {
            return NODES.nullNode();
        }
        char first = text.charAt(0);
        if (first == '+' || first == '-' || first == '.' || isDigit(first)) {
            return number(text, line);
        }
        return switch (text) {
            case "~", "null", "Null", "NULL" -> NODES.nullNode();
            case "true", "True", "TRUE" -> NODES.booleanNode(true);
            case "false", "False", "FALSE" -> NODES.booleanNode(false);
            default -> NODES.stringNode(text);
        };
    }

    private static JsonNode number(String text, int line) throws Unreadable {
        if (text.startsWith("0x") && isAll(text, 2, "0123456789abcdefABCDEF")) {
            return BoundedNumbers.integer(text.substring(2), 16, line);
        }
        if (text.startsWith("0o") && isAll(text, 2, "01234567")) {
            return BoundedNumbers.integer(text.substring(2), 8, line);
        }
        int start = text.charAt(0) == '+' || text.charAt(0) == '-' ? 1 : 0;
        int whole = digits(text, start);
        if (whole - start > 1 && text.charAt(start) == '0') {
            return NODES.stringNode(text);
        }
        if (whole == text.length() && whole > start) {
            return BoundedNumbers.integer(text, 10, line);
        }
        return isFraction(text, start, whole) ? BoundedNumbers.decimal(text, line) : NODES.stringNode(text);
    }

    /** Whether the text after the digits before {@code whole} completes a number that is not an integer. */
    private static boolean isFraction(String text, int start, int whole) {
        int end = whole;
        boolean hasDigits = whole > start;
        if (end < text.length() && text.charAt(end) == '.') {
            int fraction = digits(text, end + 1);
            hasDigits |= fraction > end + 1;
            end = fraction;
        }
        return hasDigits && (end == text.length() || isExponent(text, end));
    }

    private static boolean isExponent(String text, int start) {
        if (text.charAt(start) != 'e' && text.charAt(start) != 'E') {
            return false;
        }
        int exponent = start + 1;
        if (exponent < text.length() && (text.charAt(exponent) == '+' || text.charAt(exponent) == '-')) {
            exponent++;
        }
        int end = digits(text, exponent);
        return end > exponent && end == text.length();
    }

    private static int digits(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isAll(String text, int from, String allowed) {
        for (int i = from; i < text.length(); i++) {
            if (allowed.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return text.length() > from;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
