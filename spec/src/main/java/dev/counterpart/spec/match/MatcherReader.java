package dev.counterpart.spec.match;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.Similarity;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Matchers as files write them: a literal, or an object with one of {@code matches}, {@code in}, {@code absent} and {@code equals}. */
public final class MatcherReader {

    private static final String FORMS = "a value, {matches: regex}, {in: [values]}, {absent: true} or {equals: value}";
    private static final List<String> KEYS = List.of("matches", "in", "absent", "equals");

    /** The result of reading a matcher. */
    public sealed interface Result {

        /** A matcher. */
        record Read(ValueMatcher matcher) implements Result {}

        /**
         * A value that is not a matcher.
         *
         * @param at the place of the error, below the value
         */
        record Invalid(JsonPointer at, String expected, String actual) implements Result {}
    }

    private MatcherReader() {}

    /** The matcher that {@code node} writes. An object of one property is a literal only as the value of {@code equals}. */
    public static Result read(JsonNode node) {
        boolean isMatcher =
                node.isObject() && (node.size() == 1 || KEYS.stream().anyMatch(node::has));
        if (!isMatcher) {
            return new Result.Read(new ValueMatcher.Literal(node));
        }
        String key = node.size() == 1 ? node.propertyNames().iterator().next() : "";
        var value = node.path(key);
        if (key.equals("matches") && value.isString()) {
            return pattern(value);
        }
        if (key.equals("in") && value.isArray()) {
            return new Result.Read(new ValueMatcher.In(value.valueStream().toList()));
        }
        if (key.equals("absent") && value.isBoolean()) {
            return new Result.Read(new ValueMatcher.Absent(value.asBoolean()));
        }
        return key.equals("equals")
                ? new Result.Read(new ValueMatcher.Literal(value))
                : new Result.Invalid(JsonPointer.empty(), FORMS, Json.described(node) + nearest(key));
    }

    private static String nearest(String key) {
        return KEYS.contains(key)
                ? ""
                : Similarity.nearest(key, KEYS)
                        .map(near -> "; the nearest key is " + near)
                        .orElse("");
    }

    private static Result pattern(JsonNode regex) {
        try {
            return new Result.Read(new ValueMatcher.Matches(Pattern.compile(regex.asString())));
        } catch (PatternSyntaxException invalid) {
            return new Result.Invalid(
                    JsonPointer.empty().appendProperty("matches"),
                    "a regular expression",
                    Json.described(regex) + ": " + invalid.getDescription());
        }
    }

    /** A part of a body as files name it: a JSON pointer, or the name of a property of the whole. */
    public static Optional<JsonPointer> pointer(String name) {
        if (!name.isEmpty() && !name.startsWith("/")) {
            return Optional.of(JsonPointer.empty().appendProperty(name));
        }
        try {
            return Optional.of(JsonPointer.compile(name));
        } catch (IllegalArgumentException notAPointer) {
            return Optional.empty();
        }
    }
}
