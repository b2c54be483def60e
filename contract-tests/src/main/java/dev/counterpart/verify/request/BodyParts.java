package dev.counterpart.verify.request;

import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON values with one part set or removed; the value itself is unchanged. */
public final class BodyParts {

    private BodyParts() {}

    /**
     * The value with that part set, or with it removed.
     *
     * @param pointer as {@code /name/0}; missing objects and arrays on the way are created
     * @return empty if the pointer is invalid, or leads into a value without parts
     */
    public static Optional<JsonNode> with(JsonNode node, String pointer, Optional<JsonNode> part) {
        try {
            return with(node, JsonPointer.compile(pointer), part);
        } catch (IllegalArgumentException notAPointer) {
            return Optional.empty();
        }
    }

    public static Optional<JsonNode> with(JsonNode node, JsonPointer pointer, Optional<JsonNode> part) {
        if (pointer.matches()) {
            return part;
        }
        var copy = node.deepCopy();
        return isChanged(copy, pointer, part) ? Optional.of(copy) : Optional.empty();
    }

    private static boolean isChanged(JsonNode root, JsonPointer pointer, Optional<JsonNode> part) {
        var parent = root;
        var rest = pointer;
        for (; !rest.tail().matches(); rest = rest.tail()) {
            var next = parent.at(JsonPointer.empty().appendProperty(rest.getMatchingProperty()));
            if (next.isMissingNode() && part.isEmpty()) {
                return true;
            }
            if (next.isMissingNode() && parent instanceof ObjectNode object) {
                next = rest.tail().getMatchingIndex() == 0
                        ? JsonNodeFactory.instance.arrayNode()
                        : JsonNodeFactory.instance.objectNode();
                object.set(rest.getMatchingProperty(), next);
            }
            parent = next;
        }
        return isChanged(parent, rest.getMatchingProperty(), rest.getMatchingIndex(), part);
    }

    private static boolean isChanged(JsonNode parent, String name, int index, Optional<JsonNode> part) {
        if (parent instanceof ObjectNode object) {
            part.ifPresentOrElse(value -> object.set(name, value), () -> object.remove(name));
            return true;
        }
        if (parent instanceof ArrayNode array && index >= 0 && index < array.size()) {
            part.ifPresentOrElse(value -> array.set(index, value), () -> array.remove(index));
            return true;
        }
        if (parent instanceof ArrayNode array && index == array.size() && part.isPresent()) {
            array.add(part.get());
            return true;
        }
        return false;
    }
}
