package dev.counterpart.spec.decode;

import dev.counterpart.spec.Schema;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The result of decoding a parameter or a body. */
public sealed interface Decoded {

    /** Nothing was sent. */
    record Absent() implements Decoded {}

    /**
     * A value. Text has no types, so it can have several readings.
     *
     * @param readings at least one. The value is valid if one of them is valid. If none is, the violations of the first
     *     are reported
     */
    record Value(List<JsonNode> readings) implements Decoded {
        public Value {
            if (readings.isEmpty()) {
                throw new IllegalArgumentException("readings must not be empty");
            }
            readings = List.copyOf(readings);
        }

        static Value of(JsonNode node) {
            return new Value(List.of(node));
        }

        /** The same readings, and the text as a string. */
        Value or(String text) {
            var more = new ArrayList<>(readings);
            more.add(JsonNodeFactory.instance.stringNode(text));
            return new Value(more);
        }

        public JsonNode first() {
            return readings.get(0);
        }
    }

    /**
     * The items of a sequence, such as lines of JSON.
     *
     * @param each the schema of every item
     */
    record Sequence(List<Value> items, Schema each) implements Decoded {
        public Sequence {
            items = List.copyOf(items);
        }

        /** The items as an array, each in its first reading. */
        public Value whole() {
            return whole(items);
        }

        static Value whole(List<Value> items) {
            var array = JsonNodeFactory.instance.arrayNode();
            items.forEach(item -> array.add(item.first()));
            return Value.of(array);
        }
    }

    /** Something was sent that is not serialized as declared. */
    record Malformed(String reason, String actual) implements Decoded {}

    /** Something was sent that cannot be validated against a schema: a file, or an unsupported media type. */
    record Opaque() implements Decoded {}
}
