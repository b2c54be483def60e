package dev.counterpart.spec.jsonpath;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads the texts, numbers and other constants of a path. */
final class Literals {

    /** The largest index that all programs can represent (RFC 9535 §2.1). */
    private static final long LARGEST_INDEX = (1L << 53) - 1;

    private static final Pattern INDEX = Pattern.compile("0|-?[1-9]\\d{0,15}");
    private static final Pattern NUMBER = Pattern.compile("(-?(0|[1-9]\\d*))(\\.\\d+)?([eE][+-]?\\d{1,4})?");
    private static final Map<Integer, String> ESCAPES =
            Map.of((int) 'b', "\b", (int) 'f', "\f", (int) 'n', "\n", (int) 'r', "\r", (int) 't', "\t");
    private static final Map<String, JsonNode> CONSTANTS = Map.of(
            "true", JsonNodeFactory.instance.booleanNode(true),
            "false", JsonNodeFactory.instance.booleanNode(false),
            "null", JsonNodeFactory.instance.nullNode());

    private final Characters in;

    Literals(Characters in) {
        this.in = in;
    }

    boolean isText() {
        return in.isNext("'") || in.isNext("\"");
    }

    /** A text in single or double quotation marks. */
    String text() throws JsonPath.Malformed {
        int mark = in.next();
        var text = new StringBuilder();
        for (int c = in.next(); c != mark; c = in.next()) {
            if (c < ' ' || (c >= 0xD800 && c <= 0xDFFF)) {
                throw in.expected("an escaped character (\\u" + String.format("%04x", c) + ")");
            }
            if (c == '\\') {
                escaped(mark, text);
            } else {
                text.appendCodePoint(c);
            }
        }
        return text.toString();
    }

    private void escaped(int mark, StringBuilder text) throws JsonPath.Malformed {
        int c = in.next();
        if (c == 'u') {
            unicode(text);
        } else if (c == mark || c == '\\' || c == '/') {
            text.appendCodePoint(c);
        } else if (ESCAPES.containsKey(c)) {
            text.append(ESCAPES.get(c));
        } else {
            throw in.expected("an escape sequence of JSON");
        }
    }

    private void unicode(StringBuilder text) throws JsonPath.Malformed {
        char first = unit();
        text.append(first);
        if (Character.isHighSurrogate(first)) {
            in.expect("\\u");
            char second = unit();
            if (!Character.isLowSurrogate(second)) {
                throw in.expected("the second half of a surrogate pair");
            }
            text.append(second);
        } else if (Character.isLowSurrogate(first)) {
            throw in.expected("a surrogate pair with its first half");
        }
    }

    private char unit() throws JsonPath.Malformed {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(in.peek(), 16);
            if (digit < 0 || in.peek() > 'f') {
                throw in.expected("four hexadecimal digits");
            }
            in.next();
            value = value * 16 + digit;
        }
        return (char) value;
    }

    /** A number with which an index or a part of a slice begins; empty if none comes next. */
    OptionalLong index() throws JsonPath.Malformed {
        int start = in.position();
        String written = in.takeWhile(c -> c == '-' || (c >= '0' && c <= '9'));
        if (written.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!INDEX.matcher(written).matches() || Math.abs(Long.parseLong(written)) > LARGEST_INDEX) {
            in.back(start);
            throw in.expected("an integer without leading zeros, from -(2^53-1) to 2^53-1,");
        }
        return OptionalLong.of(Long.parseLong(written));
    }

    /** A text, number, {@code true}, {@code false} or {@code null}; empty if none comes next. */
    Optional<JsonNode> constant() throws JsonPath.Malformed {
        if (isText()) {
            return Optional.of(JsonNodeFactory.instance.stringNode(text()));
        }
        int start = in.position();
        if (in.isNext("-") || (in.peek() >= '0' && in.peek() <= '9')) {
            return Optional.of(number(start));
        }
        String word = in.takeWhile(c -> Character.isLetterOrDigit(c) || c == '_');
        if (!CONSTANTS.containsKey(word)) {
            in.back(start);
        }
        return Optional.ofNullable(CONSTANTS.get(word));
    }

    private JsonNode number(int start) throws JsonPath.Malformed {
        String written = in.takeWhile(c -> "+-.eE".indexOf(c) >= 0 || (c >= '0' && c <= '9'));
        if (!NUMBER.matcher(written).matches()) {
            in.back(start);
            throw in.expected("a number of JSON");
        }
        return JsonNodeFactory.instance.numberNode(new BigDecimal(written));
    }
}
