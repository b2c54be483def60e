package dev.counterpart.spec.jsonpath;

import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * How paths read a tree of JSON values.
 *
 * @param <N> a node of it
 */
public interface PathTree<N> {

    /** Trees of Jackson. */
    PathTree<JsonNode> JSON = new PathTree<>() {
        @Override
        public boolean isObject(JsonNode node) {
            return node.isObject();
        }

        @Override
        public boolean isArray(JsonNode node) {
            return node.isArray();
        }

        @Override
        public Collection<String> names(JsonNode object) {
            return object.propertyNames();
        }

        @Override
        public JsonNode member(JsonNode object, String name) {
            return object.path(name);
        }

        @Override
        public List<JsonNode> elements(JsonNode array) {
            return List.copyOf(array.values());
        }

        @Override
        public JsonNode json(JsonNode node) {
            return node;
        }
    };

    boolean isObject(N node);

    boolean isArray(N node);

    Collection<String> names(N object);

    /** The member with that name, which the object has. */
    N member(N object, String name);

    List<N> elements(N array);

    /** The value of a node, for comparisons. */
    JsonNode json(N node);
}
