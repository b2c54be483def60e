package dev.counterpart.spec.decode;

import dev.counterpart.spec.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Converts text to JSON values, as the schema declares. */
final class Scalars {

    /** Numbers as in JSON: without {@code +} and leading zeros. Longer numbers remain text. */
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d{1,3})?");

    private static final int LONGEST_NUMBER = 400;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Scalars() {}

    /** The readings of {@code text}: the declared type first, and always a string. */
    static List<JsonNode> readings(String text, Shape shape) {
        var readings = new ArrayList<JsonNode>();
        for (var value : shape.values()) {
            if (!value.isString() && value.isValueNode() && Json.text(value).equals(text)) {
                readings.add(value);
            }
        }
        if ((shape.declares("integer") || shape.declares("number")) && isNumber(text)) {
            readings.add(number(text));
        }
        if (shape.declares("boolean") && (text.equals("true") || text.equals("false"))) {
            readings.add(NODES.booleanNode(text.equals("true")));
        }
        if (shape.declares("null") && text.equals("null")) {
            readings.add(NODES.nullNode());
        }
        readings.add(NODES.stringNode(text));
        return readings;
    }

    private static boolean isNumber(String text) {
        return text.length() <= LONGEST_NUMBER && NUMBER.matcher(text).matches();
    }

    private static JsonNode number(String text) {
        boolean integer = text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
        if (integer) {
            return NODES.numberNode(new BigInteger(text));
        }
        var decimal = new BigDecimal(text);
        return decimal.stripTrailingZeros().scale() <= 0
                ? NODES.numberNode(decimal.toBigIntegerExact())
                : NODES.numberNode(decimal);
    }
}
