package dev.counterpart.verify.data;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.Location;
import dev.counterpart.spec.Spot;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Something that the data file says about an answer.
 *
 * @param at the response header, by its name, or a part of the response body
 */
public record Statement(Spot at, Demand demand, Location place) {

    /** What a value must be. */
    public sealed interface Demand {

        /** Exactly this; a number equals another of the same value, however written. */
        record Equal(JsonNode value) implements Demand {
            @Override
            public boolean holds(Optional<JsonNode> actual) {
                return actual.filter(this::isSame).isPresent();
            }

            private boolean isSame(JsonNode actual) {
                return (actual.isNumber() && value.isNumber())
                        ? actual.decimalValue().compareTo(value.decimalValue()) == 0
                        : actual.equals(value);
            }

            @Override
            public String text() {
                return Json.described(value);
            }
        }

        /** Text in which the pattern is found. */
        record Matching(Pattern pattern) implements Demand {
            @Override
            public boolean holds(Optional<JsonNode> actual) {
                return actual.filter(node -> node.isValueNode()
                                && pattern.matcher(node.asString()).find())
                        .isPresent();
            }

            @Override
            public String text() {
                return "a match of " + pattern;
            }
        }

        /** One of these. */
        record OneOf(List<JsonNode> values) implements Demand {
            public OneOf {
                values = List.copyOf(values);
            }

            @Override
            public boolean holds(Optional<JsonNode> actual) {
                return values.stream().anyMatch(value -> new Equal(value).holds(actual));
            }

            @Override
            public String text() {
                return "one of " + values.stream().map(Json::text).toList();
            }
        }

        /** Nothing there ({@code absent: true}), or anything there ({@code absent: false}). */
        record Absent(boolean absent) implements Demand {
            @Override
            public boolean holds(Optional<JsonNode> actual) {
                return actual.isEmpty() == absent;
            }

            @Override
            public String text() {
                return absent ? "nothing" : "any value";
            }
        }

        boolean holds(Optional<JsonNode> actual);

        String text();
    }
}
