package dev.counterpart.spec.tree;

import dev.counterpart.spec.rule.DocumentRules;
import java.math.BigDecimal;
import java.math.BigInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Exact numbers within limits. */
final class BoundedNumbers {

    /** In characters. */
    static final int LONGEST = 1000;

    private static final int LARGEST_EXPONENT = 1000;

    private BoundedNumbers() {}

    static JsonNode decimal(String text, int line) throws Unreadable {
        checkLength(text, line);
        try {
            var number = new BigDecimal(text);
            if (Math.abs((long) number.scale()) <= LONGEST + LARGEST_EXPONENT) {
                return JsonNodeFactory.instance.numberNode(number);
            }
        } catch (NumberFormatException beyondInt) {
            // the exponent, see below
        }
        throw new Unreadable(
                DocumentRules.LIMIT, line, "exponents of at most " + LARGEST_EXPONENT, "the number " + text);
    }

    static JsonNode integer(String digits, int radix, int line) throws Unreadable {
        checkLength(digits, line);
        var nodes = JsonNodeFactory.instance;
        var number = new BigInteger(digits, radix);
        if (number.bitLength() < Integer.SIZE) {
            return nodes.numberNode(number.intValue());
        }
        return number.bitLength() < Long.SIZE ? nodes.numberNode(number.longValue()) : nodes.numberNode(number);
    }

    private static void checkLength(String text, int line) throws Unreadable {
        if (text.length() > LONGEST) {
            throw new Unreadable(
                    DocumentRules.LIMIT,
                    line,
                    "numbers of at most " + LONGEST + " characters",
                    text.length() + " characters");
        }
    }
}
