package dev.counterpart.spec.match;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.format.BoundedSearch;
import dev.counterpart.spec.format.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What one value of a message must be: in the conditions of fixtures and in the expectations of the gate's data file alike. */
public sealed interface ValueMatcher {

    /** Whether values have types of their own. */
    enum Typing {
        /** Text, as parameters and headers are: a number or boolean equals its text. */
        TEXT,
        /** JSON: the number 1 is not the text "1". */
        JSON
    }

    /** Whether the value, if there is one, is as wanted. */
    boolean holds(Optional<JsonNode> actual, Typing typing);

    /** What is wanted, in words for a violation. */
    default String expected() {
        return toString();
    }

    /** Exactly that value; numbers are compared by value and objects without order. */
    record Literal(JsonNode value) implements ValueMatcher {
        @Override
        public boolean holds(Optional<JsonNode> actual, Typing typing) {
            if (actual.isEmpty()) {
                return false;
            }
            var found = actual.get();
            if (found.isString() && value.isString()) {
                return found.asString().equals(value.asString());
            }
            return JsonValue.of(found).equals(JsonValue.of(value))
                    || (typing == Typing.TEXT && text(found).equals(text(value)));
        }

        @Override
        public String expected() {
            return Json.described(value);
        }

        @Override
        public String toString() {
            return Json.text(value);
        }
    }

    /** A value whose whole text the pattern matches, within {@link BoundedSearch#LIMIT}; objects and lists have no text. */
    record Matches(Pattern pattern) implements ValueMatcher {
        @Override
        public boolean holds(Optional<JsonNode> actual, Typing typing) {
            return actual.filter(JsonNode::isValueNode)
                    .flatMap(found -> BoundedSearch.matches(pattern, text(found)))
                    .orElse(false);
        }

        @Override
        public String toString() {
            return "a match of " + pattern;
        }
    }

    /** One of those values. */
    record In(List<JsonNode> values) implements ValueMatcher {
        public In {
            values = List.copyOf(values);
        }

        @Override
        public boolean holds(Optional<JsonNode> actual, Typing typing) {
            return values.stream().anyMatch(value -> new Literal(value).holds(actual, typing));
        }

        @Override
        public String toString() {
            return "one of " + values.stream().map(Json::text).collect(Collectors.joining(", "));
        }
    }

    /** No value ({@code true}), or any value ({@code false}). */
    record Absent(boolean absent) implements ValueMatcher {
        @Override
        public boolean holds(Optional<JsonNode> actual, Typing typing) {
            return actual.isEmpty() == absent;
        }

        @Override
        public String expected() {
            return absent ? "nothing" : "any value";
        }

        @Override
        public String toString() {
            return absent ? "absent" : "present";
        }
    }

    private static String text(JsonNode node) {
        return node.isString() ? node.asString() : Json.text(node);
    }
}
