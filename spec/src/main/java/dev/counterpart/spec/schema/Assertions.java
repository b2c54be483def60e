package dev.counterpart.spec.schema;

import dev.counterpart.spec.format.BoundedSearch;
import dev.counterpart.spec.format.EcmaPattern;
import dev.counterpart.spec.format.Formats;
import dev.counterpart.spec.format.JsonValue;
import dev.counterpart.spec.format.Numbers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The keywords without subschemas.
 *
 * @see <a href="https://json-schema.org/draft/2020-12/json-schema-validation#section-6">JSON Schema 2020-12 Validation, §6</a>
 */
final class Assertions {

    /** Creates the assertion for one keyword. */
    @FunctionalInterface
    interface Factory {

        /**
         * The assertion.
         *
         * @param limit the keyword's value
         * @param schema the schema with the keyword
         * @throws IllegalArgumentException if {@code limit} is not a valid value of the keyword; the message gives the
         *     reason
         */
        Assertion of(JsonNode limit, JsonNode schema);
    }

    private static final Optional<String> HOLDS = Optional.empty();
    private static final Assertion NO_DEMAND = value -> HOLDS;
    private static final Set<String> TYPES =
            Set.of("null", "boolean", "object", "array", "number", "string", "integer");
    private static final int SHOWN_LENGTH = 120;

    /** Which side of a number is limited. */
    private enum Bound {
        LEAST("at least "),
        MOST("at most ");

        private final String words;

        Bound(String words) {
            this.words = words;
        }

        boolean admits(int limit, int number) {
            return this == LEAST ? number >= limit : number <= limit;
        }
    }

    private Assertions() {}

    /** The keywords with the same meaning in all dialects. */
    static Map<String, Factory> common() {
        return Map.ofEntries(
                Map.entry("type", (limit, schema) -> type(limit, false)),
                Map.entry("enum", (limit, schema) -> enumeration(limit, false)),
                Map.entry("multipleOf", (limit, schema) -> multipleOf(limit)),
                Map.entry("maximum", Assertions::maximum),
                Map.entry("minimum", Assertions::minimum),
                Map.entry("exclusiveMaximum", (limit, schema) -> exclusive(limit, "less than", order -> order < 0)),
                Map.entry("exclusiveMinimum", (limit, schema) -> exclusive(limit, "greater than", order -> order > 0)),
                Map.entry("maxLength", (limit, schema) -> length(limit, Bound.MOST)),
                Map.entry("minLength", (limit, schema) -> length(limit, Bound.LEAST)),
                Map.entry("pattern", (limit, schema) -> pattern(limit)),
                Map.entry("maxItems", (limit, schema) -> size(limit, Bound.MOST, "items", Assertions::items)),
                Map.entry("minItems", (limit, schema) -> size(limit, Bound.LEAST, "items", Assertions::items)),
                Map.entry("uniqueItems", (limit, schema) -> uniqueItems(limit)),
                Map.entry(
                        "maxProperties", (limit, schema) -> size(limit, Bound.MOST, "properties", Assertions::members)),
                Map.entry(
                        "minProperties",
                        (limit, schema) -> size(limit, Bound.LEAST, "properties", Assertions::members)));
    }

    /** The keywords that other keywords depend on. */
    static Map<String, Factory> flags() {
        return Map.of(
                "readOnly", (limit, schema) -> flag("readOnly", limit),
                "writeOnly", (limit, schema) -> flag("writeOnly", limit));
    }

    /** The keywords that limit {@code contains}. */
    static Map<String, Factory> counts() {
        return Map.of(
                "minContains", (limit, schema) -> counted(limit),
                "maxContains", (limit, schema) -> counted(limit));
    }

    /** {@code format}, which a dialect may have without the others. */
    static Map<String, Factory> formats() {
        return Map.of("format", (limit, schema) -> format(limit));
    }

    /** The keywords of JSON Schema that OpenAPI 3.0 lacks. */
    static Map<String, Factory> sinceDraft6() {
        return Map.of("const", (limit, schema) -> constant(limit));
    }

    /** The keywords with a different meaning in OpenAPI 3.0: {@code nullable} allows null. */
    static Map<String, Factory> ofOpenApi30() {
        return Map.of(
                "nullable", (limit, schema) -> flag("nullable", limit),
                "type", (limit, schema) -> type(limit, isNullable(schema)),
                "enum", (limit, schema) -> enumeration(limit, isNullable(schema)));
    }

    /**
     * The name of a violated keyword: in draft 4, {@code exclusiveMinimum: true} turns {@code minimum} into {@code
     * exclusiveMinimum}.
     */
    static String named(String keyword, JsonNode schema) {
        return switch (keyword) {
            case "minimum" -> isTrue(schema.get("exclusiveMinimum")) ? "exclusiveMinimum" : keyword;
            case "maximum" -> isTrue(schema.get("exclusiveMaximum")) ? "exclusiveMaximum" : keyword;
            default -> keyword;
        };
    }

    static boolean isNullable(JsonNode schema) {
        return schema.path("nullable").asBoolean(false);
    }

    private static Assertion type(JsonNode limit, boolean nullable) {
        var allowed = types(limit);
        if (allowed.equals(List.of("file"))) {
            return NO_DEMAND;
        }
        demand(
                !allowed.isEmpty() && TYPES.containsAll(allowed),
                "type must be one of "
                        + String.join(", ", TYPES.stream().sorted().toList()));
        if (nullable) {
            allowed.add("null");
        }
        var types = List.copyOf(allowed);
        String expected = String.join(" or ", types);
        return value ->
                isOneOf(value, types) ? HOLDS : Optional.of("expected " + expected + " but was " + typeOf(value));
    }

    private static List<String> types(JsonNode limit) {
        var types = new ArrayList<String>();
        if (limit.isArray()) {
            limit.forEach(type -> types.add(type.asString("")));
        } else {
            types.add(limit.isString() ? limit.stringValue() : "?");
        }
        return types;
    }

    private static boolean isOneOf(JsonNode value, List<String> types) {
        for (int i = 0; i < types.size(); i++) {
            if (is(value, types.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean is(JsonNode value, String type) {
        return switch (type) {
            case "null" -> value.isNull();
            case "boolean" -> value.isBoolean();
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "number" -> value.isNumber();
            case "integer" -> Numbers.isInteger(value);
            default -> value.isString();
        };
    }

    static String typeOf(JsonNode value) {
        if (value.isNumber()) {
            return Numbers.isInteger(value) ? "integer" : "number";
        }
        return switch (value.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case BOOLEAN -> "boolean";
            case NULL -> "null";
            case MISSING -> "nothing";
            default -> "string";
        };
    }

    private static Assertion enumeration(JsonNode limit, boolean nullable) {
        demand(limit.isArray(), "enum must be an array");
        var allowed = new HashSet<Object>();
        limit.forEach(value -> allowed.add(JsonValue.of(value)));
        return value -> allowed.contains(JsonValue.of(value)) || (nullable && value.isNull())
                ? HOLDS
                : Optional.of("expected one of " + shown(limit) + " but was " + shown(value));
    }

    private static Assertion constant(JsonNode limit) {
        var allowed = JsonValue.of(limit);
        return value -> allowed.equals(JsonValue.of(value))
                ? HOLDS
                : Optional.of("expected " + shown(limit) + " but was " + shown(value));
    }

    private static Assertion multipleOf(JsonNode limit) {
        demand(Numbers.isFinite(limit) && Numbers.exact(limit).signum() > 0, "multipleOf must be a number above 0");
        var step = Numbers.exact(limit);
        return value -> !Numbers.isFinite(value) || Numbers.isMultiple(Numbers.exact(value), step)
                ? HOLDS
                : Optional.of("expected a multiple of " + shown(limit) + " but was " + shown(value));
    }

    private static Assertion maximum(JsonNode limit, JsonNode schema) {
        return isTrue(schema.get("exclusiveMaximum"))
                ? bound(limit, "less than", order -> order < 0)
                : bound(limit, "at most", order -> order <= 0);
    }

    private static Assertion minimum(JsonNode limit, JsonNode schema) {
        return isTrue(schema.get("exclusiveMinimum"))
                ? bound(limit, "greater than", order -> order > 0)
                : bound(limit, "at least", order -> order >= 0);
    }

    private static boolean isTrue(@Nullable JsonNode node) {
        return node != null && node.isBoolean() && node.booleanValue();
    }

    /** A boolean is from draft 4: it modifies {@code minimum} or {@code maximum} and asserts nothing itself. */
    private static Assertion exclusive(JsonNode limit, String words, IntPredicate order) {
        return limit.isBoolean() ? NO_DEMAND : bound(limit, words, order);
    }

    private static Assertion bound(JsonNode limit, String words, IntPredicate order) {
        demand(Numbers.isFinite(limit), "the bound must be a number");
        return value -> !Numbers.isFinite(value) || order.test(Numbers.compare(value, limit))
                ? HOLDS
                : Optional.of("expected " + words + " " + shown(limit) + " but was " + shown(value));
    }

    private static Assertion length(JsonNode limit, Bound bound) {
        int count = count(limit);
        return value -> {
            if (!value.isString()) {
                return HOLDS;
            }
            String text = value.stringValue();
            int length = text.codePointCount(0, text.length());
            return bound.admits(count, length)
                    ? HOLDS
                    : Optional.of("expected " + bound.words + count + " characters but was " + length);
        };
    }

    private static int count(JsonNode limit) {
        demand(Numbers.isInteger(limit) && Numbers.exact(limit).signum() >= 0, "the limit must be an integer from 0");
        var exact = Numbers.exact(limit);
        return exact.precision() - exact.scale() > 9 ? Integer.MAX_VALUE : exact.intValueExact();
    }

    private static Assertion counted(JsonNode limit) {
        demand(count(limit) >= 0, "the limit must be an integer from 0");
        return NO_DEMAND;
    }

    private static Assertion flag(String name, JsonNode limit) {
        demand(limit.isBoolean(), name + " must be true or false, but is " + shown(limit));
        return NO_DEMAND;
    }

    private static Assertion pattern(JsonNode limit) {
        demand(limit.isString(), "pattern must be a string");
        var pattern = EcmaPattern.compile(limit.stringValue())
                .orElseThrow(() -> new IllegalArgumentException("pattern " + EcmaPattern.reason(limit.stringValue())));
        return value -> {
            if (!value.isString()) {
                return HOLDS;
            }
            boolean found = pattern.search(value.stringValue()).orElseThrow(() -> tooLong(pattern));
            return found ? HOLDS : Optional.of("does not match the pattern " + cut(pattern.source()));
        };
    }

    static Assertion.Undecided tooLong(EcmaPattern pattern) {
        return new Assertion.Undecided("the pattern " + cut(pattern.source()) + " took too long (over "
                + BoundedSearch.LIMIT.toMillis() + " ms) or too much memory");
    }

    private static int items(JsonNode value) {
        return value.isArray() ? value.size() : -1;
    }

    private static int members(JsonNode value) {
        return value.isObject() ? value.size() : -1;
    }

    private static Assertion size(JsonNode limit, Bound bound, String of, ToIntFunction<JsonNode> size) {
        int limited = count(limit);
        String words = "expected " + bound.words + limited + " " + of + " but were ";
        return value -> {
            int count = size.applyAsInt(value);
            return count < 0 || bound.admits(limited, count) ? HOLDS : Optional.of(words + count);
        };
    }

    private static Assertion uniqueItems(JsonNode limit) {
        demand(limit.isBoolean(), "uniqueItems must be a boolean");
        return limit.booleanValue()
                ? value -> value.isArray() && value.size() > 1 ? repeated(value) : HOLDS
                : NO_DEMAND;
    }

    private static Optional<String> repeated(JsonNode array) {
        var seen = new HashSet<String>();
        int index = 0;
        for (var item : array) {
            if (!seen.add(JsonValue.text(item))) {
                return Optional.of("item " + index + " occurs before: " + shown(item));
            }
            index++;
        }
        return HOLDS;
    }

    private static Assertion format(JsonNode limit) {
        demand(limit.isString(), "format must be a string");
        String name = limit.stringValue();
        var format = Formats.named(name);
        return format.isEmpty()
                ? NO_DEMAND
                : value ->
                        format.get().test(value) ? HOLDS : Optional.of("is not a valid " + name + ": " + shown(value));
    }

    static void demand(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    static void demandSchema(JsonNode node) {
        demand(node.isObject() || node.isBoolean(), noSchema(node));
    }

    static String noSchema(JsonNode node) {
        return "a schema must be an object or a boolean but was " + typeOf(node);
    }

    /** The value as JSON, truncated to 120 characters. */
    static String shown(JsonNode value) {
        if (value.isContainer() && value.size() > 50) {
            return "an " + typeOf(value) + " of " + value.size();
        }
        return cut(value.toString());
    }

    private static String cut(String text) {
        return text.length() <= SHOWN_LENGTH ? text : text.substring(0, SHOWN_LENGTH) + "…";
    }
}
