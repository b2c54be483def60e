package dev.counterpart.mock.state;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes an object by another one.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7396">RFC 7396</a>
 */
public final class MergePatch {

    private MergePatch() {}

    /** The object after the patch. A member that is null is removed. */
    public static ObjectNode applied(ObjectNode target, ObjectNode patch) {
        var result = target.deepCopy();
        for (var member : patch.properties()) {
            var value = member.getValue();
            if (value.isNull()) {
                result.remove(member.getKey());
            } else {
                result.set(member.getKey(), merged(result.path(member.getKey()), value));
            }
        }
        return result;
    }

    private static JsonNode merged(JsonNode old, JsonNode value) {
        if (!(value instanceof ObjectNode patch)) {
            return value;
        }
        return applied(old instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode(), patch);
    }
}
