package dev.counterpart.spec.decode;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a parameter or a body says. */
public sealed interface Decoded {

    /** Nothing was sent. */
    record Absent() implements Decoded {}

    /**
     * A value. Text without types can be read in more than one way.
     *
     * @param readings at least one; the value is valid if one of them is; the first is the one to complain about
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

        public JsonNode first() {
            return readings.get(0);
        }
    }

    /** Something was sent that is not written as declared. */
    record Malformed(String reason, String actual) implements Decoded {}

    /** Something was sent that a schema cannot judge: a file, or a media type that we do not read. */
    record Opaque() implements Decoded {}
}
