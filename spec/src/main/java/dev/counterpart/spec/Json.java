package dev.counterpart.spec;

import dev.counterpart.spec.rule.Violation;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ValueNode;

/**
 * Converts JSON text (RFC 8259) to values and back. Numbers are exact: decimals keep their digits, integers can have
 * any size.
 */
public final class Json {

    /** Numbers with larger exponents cannot be compared exactly; RFC 8259 §6 allows limits. */
    private static final int LARGEST_EXPONENT = 1_000_000_000;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .nodeFactory(new BoundedNumbers())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();
    private static final JsonMapper PRETTY =
            MAPPER.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** In patterns, a pair is one character. */
    private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

    private static final Pattern START_MARKER = Pattern.compile(" \\(start marker at \\[Source:[^]]*]\\)");

    private Json() {}

    /** The result of parsing. */
    public sealed interface Parsed {

        record Value(JsonNode node) implements Parsed {}

        /**
         * Not JSON.
         *
         * @param line from 1
         * @param column from 1
         */
        record Malformed(String reason, int line, int column) implements Parsed {
            @Override
            public String toString() {
                return reason + " (line " + line + ", column " + column + ")";
            }
        }
    }

    /** Parses UTF-8 bytes. */
    public static Parsed parse(byte[] utf8) {
        try (var parser = MAPPER.createParser(utf8)) {
            return parse(parser);
        }
    }

    private static Parsed parse(JsonParser parser) {
        try {
            JsonNode node = MAPPER.readTree(parser);
            if (node != null && parser.nextToken() != null) {
                return malformed("text follows the value", parser.currentTokenLocation());
            }
            return node == null || node.isMissingNode()
                    ? new Parsed.Malformed("the text is empty", 1, 1)
                    : new Parsed.Value(node);
        } catch (NumberFormatException tooLarge) {
            return malformed("the exponent of a number is beyond ±" + LARGEST_EXPONENT, parser.currentTokenLocation());
        } catch (JacksonException broken) {
            return malformed(reason(broken.getOriginalMessage()), broken.getLocation());
        }
    }

    private static Parsed malformed(String reason, @Nullable TokenStreamLocation at) {
        int line = at == null ? 1 : Math.max(1, at.getLineNr());
        int column = at == null ? 1 : Math.max(1, at.getColumnNr());
        return new Parsed.Malformed(reason, line, column);
    }

    /** Parses text that is known to be JSON. */
    public static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    /** A value of Java as JSON: a map, list, record, bean, text, number, boolean, or JSON itself. */
    public static JsonNode of(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** The value as text without white space. */
    public static String text(JsonNode node) {
        return encodable(MAPPER.writeValueAsString(node));
    }

    /** The same JSON text with escapes for surrogates without a partner, which have no UTF-8. */
    private static String encodable(String json) {
        return json.chars().noneMatch(c -> Character.isSurrogate((char) c))
                ? json
                : LONE_SURROGATE
                        .matcher(json)
                        .replaceAll(found -> "\\\\u"
                                + HexFormat.of().toHexDigits(found.group().charAt(0)));
    }

    /** A string as it is, and every other value as {@link #text}. */
    public static String plain(JsonNode node) {
        return node.isString() ? node.asString() : text(node);
    }

    /** The value as text with line breaks and indentation. */
    public static String pretty(JsonNode node) {
        return encodable(PRETTY.writeValueAsString(node));
    }

    public static byte[] bytes(JsonNode node) {
        return text(node).getBytes(StandardCharsets.UTF_8);
    }

    /** The type and the shortened text of a value for messages: {@code string "12,50"}. */
    public static String described(JsonNode node) {
        if (node.isMissingNode()) {
            return "nothing";
        }
        return node.isNull() ? "null" : type(node) + " " + Violation.shortened(text(node));
    }

    /** The JSON Schema type of a value; a number without a fraction is an {@code integer}. */
    public static String type(JsonNode node) {
        if (node.isNumber()) {
            return node.isIntegralNumber() ? "integer" : "number";
        }
        return node.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    /** Rejects decimal numbers that BigDecimal cannot normalise. */
    private static final class BoundedNumbers extends JsonNodeFactory {
        private static final long serialVersionUID = 1;

        @Override
        public ValueNode numberNode(@Nullable BigDecimal number) {
            if (number != null && Math.abs((long) number.scale()) > LARGEST_EXPONENT) {
                throw new NumberFormatException("exponent");
            }
            return super.numberNode(number);
        }
    }

    /** The first line of the message, without the start marker of the parser. */
    private static String reason(String message) {
        int end = message.indexOf('\n');
        return START_MARKER
                .matcher(end < 0 ? message : message.substring(0, end))
                .replaceAll("");
    }
}
