package dev.counterpart.mock.state;

import dev.counterpart.spec.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes an object by a list of operations.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6902">RFC 6902</a>
 */
public final class JsonPatch {

    /** Maximum number of operations. */
    public static final int MOST_OPERATIONS = 1_000;

    /** Maximum number of values in the object; copies of copies double it with each operation. */
    private static final int MOST_VALUES = 200_000;

    private static final Set<String> WITH_VALUE = Set.of("add", "replace", "test");
    private static final Set<String> WITH_FROM = Set.of("move", "copy");
    private static final String POINTER = "(/([^~]|~[01])*)?";

    private static final JsonProvider PROVIDER = JsonProvider.provider();

    private JsonPatch() {}

    /** The object after a patch, or why there is none. */
    public sealed interface Result {

        record Patched(ObjectNode value) implements Result {}

        /** It is not a JSON Patch (RFC 5789 §2.2, malformed patch document). */
        record Malformed(String reason) implements Result {}

        /** An operation is not possible for this object (RFC 5789 §2.2, unprocessable request). */
        record Impossible(String reason) implements Result {}

        /** A test has failed (RFC 5789 §2.2, conflicting state). */
        record Untrue(String reason) implements Result {}
    }

    /** Applies all operations, or none. */
    public static Result applied(ObjectNode target, JsonNode patch) {
        if (!(patch instanceof ArrayNode operations) || operations.size() > MOST_OPERATIONS) {
            return new Result.Malformed("a JSON Patch is a list of at most " + MOST_OPERATIONS + " operations");
        }
        for (int i = 0; i < operations.size(); i++) {
            if (!isOperation(operations.get(i))) {
                return new Result.Malformed("operation " + i + " is malformed: " + Json.described(operations.get(i)));
            }
        }
        return applied(target, operations);
    }

    private static Result applied(ObjectNode target, ArrayNode operations) {
        JsonStructure value = structure(target);
        for (int i = 0; i < operations.size(); i++) {
            try {
                value = after(value, operations.get(i));
            } catch (JsonException impossible) {
                return refused(i, operations.get(i));
            }
            if (isTooLarge(value)) {
                return new Result.Impossible(
                        "the result of operation " + i + " has more than " + MOST_VALUES + " values");
            }
        }
        return Json.read(value.toString()) instanceof ObjectNode object
                ? new Result.Patched(object)
                : new Result.Impossible("the result is not an object");
    }

    private static Result refused(int index, JsonNode operation) {
        String kind = operation.path("op").asString();
        String what = "operation " + index + " (" + kind + " "
                + operation.path("path").asString() + ")";
        return kind.equals("test")
                ? new Result.Untrue(what + " has failed")
                : new Result.Impossible(what + " is not possible");
    }

    private static boolean isOperation(JsonNode operation) {
        String name = operation.path("op").asString("");
        boolean isKnown = name.equals("remove") || WITH_VALUE.contains(name) || WITH_FROM.contains(name);
        return isKnown
                && isPointer(operation.path("path"))
                && (!WITH_VALUE.contains(name) || operation.has("value"))
                && (!WITH_FROM.contains(name) || isPointer(operation.path("from")));
    }

    private static boolean isPointer(JsonNode node) {
        return node.isString() && node.asString().matches("(?s)" + POINTER);
    }

    private static JsonStructure structure(JsonNode node) {
        try (var reader = PROVIDER.createReader(new StringReader(Json.text(node)))) {
            return reader.read();
        }
    }

    private static JsonStructure after(JsonStructure value, JsonNode operation) {
        var alone = PROVIDER.createArrayBuilder().add(structure(operation)).build();
        return PROVIDER.createPatch(alone).apply(value);
    }

    private static boolean isTooLarge(JsonValue value) {
        return left(value, MOST_VALUES) < 0;
    }

    /** How many more values there may be after this one. */
    private static int left(JsonValue value, int most) {
        int left = most - 1;
        if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size() && left >= 0; i++) {
                left = left(array.get(i), left);
            }
        } else if (value instanceof JsonObject object) {
            for (var member : object.values()) {
                left = left < 0 ? left : left(member, left);
            }
        }
        return left;
    }
}
