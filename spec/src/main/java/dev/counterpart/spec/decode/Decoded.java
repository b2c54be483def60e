package dev.counterpart.spec.decode;

import java.util.List;
import tools.jackson.databind.JsonNode;

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

        public JsonNode first() {
            return readings.get(0);
        }
    }

    /** Something was sent that is not serialized as declared. */
    record Malformed(String reason, String actual) implements Decoded {}

    /** Something was sent that cannot be validated against a schema: a file, or an unsupported media type. */
    record Opaque() implements Decoded {}
}
