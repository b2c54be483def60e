package dev.counterpart.spec.tree;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Builds a tree top-down, in tree order, with the source line of each node.
 *
 * <p>A node must be added to its parent before the next one is created.
 */
public final class LinedWriter {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Adds members to an object. */
    public interface Members {
        void into(ObjectNode object) throws Unreadable;
    }

    /** Adds elements to an array. */
    public interface Elements {
        void into(ArrayNode array) throws Unreadable;
    }

    private final TreeLines lines;

    public LinedWriter(int maxNodes) {
        this.lines = new TreeLines(maxNodes);
    }

    public ObjectNode object(int line, Members members) throws Unreadable {
        lines.add(line);
        var object = NODES.objectNode();
        members.into(object);
        return object;
    }

    public ArrayNode array(int line, Elements elements) throws Unreadable {
        lines.add(line);
        var array = NODES.arrayNode();
        elements.into(array);
        return array;
    }

    public JsonNode text(int line, String text) throws Unreadable {
        lines.add(line);
        return NODES.stringNode(text);
    }

    public JsonNode flag(int line, boolean flag) throws Unreadable {
        lines.add(line);
        return NODES.booleanNode(flag);
    }

    /** A node of another document, all on one line. It is shared, because trees are not changed. */
    public JsonNode plain(int line, JsonNode node) throws Unreadable {
        lines.add(line);
        for (var child : node.values()) {
            plain(line, child);
        }
        return node;
    }

    /** The same node with its subtree. It is shared, because trees are not changed. */
    public JsonNode copy(Lined source) throws Unreadable {
        addLines(source);
        return source.node();
    }

    private void addLines(Lined source) throws Unreadable {
        lines.add(source.line());
        for (var member : source.members()) {
            addLines(member.value());
        }
        for (var element : source.elements()) {
            addLines(element);
        }
    }

    public Tree tree(JsonNode root) {
        return new Tree(root, lines.toSourceMap(), lines.spent(), List.of());
    }
}
