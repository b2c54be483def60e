package dev.counterpart.spec;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * The lines of a document's nodes, as one number a node: the nodes are counted in the order of the tree, a container
 * before its children. So a map of 20 MB of JSON takes 4 bytes a node, and finding a line walks the tree, which happens
 * for messages only; what a long walk has counted is kept.
 *
 * <p>Threads may share it.
 */
public final class SourceMap {

    /** So many nodes are counted anew whenever somebody asks. */
    private static final int LONG_WALK = 1_000;

    private static final SourceMap NONE = new SourceMap(new int[0]);

    private final int[] lines;

    /** The children of large containers that were asked for, with the nodes that come before each. */
    private final Map<JsonNode, Map<String, Integer>> counted = Collections.synchronizedMap(new IdentityHashMap<>());

    private SourceMap(int[] lines) {
        this.lines = lines;
    }

    /**
     * A map with these lines.
     *
     * @param lines from 1, of every node in the order of the tree: a container, then its children in their order
     * @param size how many of them count
     */
    public static SourceMap of(int[] lines, int size) {
        return new SourceMap(Arrays.copyOf(lines, size));
    }

    /** For a document whose lines are not known: all lines are 0. */
    public static SourceMap none() {
        return NONE;
    }

    /**
     * The line of the node at {@code pointer}, or of its nearest ancestor that exists; 0 where lines are not known.
     *
     * @param root the tree that this map was made with
     */
    public int line(JsonNode root, JsonPointer pointer) {
        if (lines.length == 0) {
            return 0;
        }
        int index = 0;
        var node = root;
        for (var rest = pointer; !rest.matches(); rest = rest.tail()) {
            int step = stepsTo(node, rest);
            if (step < 0) {
                break;
            }
            index += step;
            node = node.isObject() ? node.get(rest.getMatchingProperty()) : node.get(rest.getMatchingIndex());
        }
        return index < lines.length ? lines[index] : 0;
    }

    /** The line of the node that is number {@code index} in the order of the tree, from 0; 0 where it is not known. */
    public int line(int index) {
        return index < lines.length ? lines[index] : 0;
    }

    /** How many nodes lie between {@code parent} and its child that {@code pointer} begins with; -1 if there is none. */
    private int stepsTo(JsonNode parent, JsonPointer pointer) {
        String name = parent.isArray() ? Integer.toString(pointer.getMatchingIndex()) : pointer.getMatchingProperty();
        return Optional.ofNullable(counted.get(parent))
                .orElseGet(() -> children(parent))
                .getOrDefault(name, -1);
    }

    /** What {@link #stepsTo} says of every child. */
    private Map<String, Integer> children(JsonNode parent) {
        var children = new HashMap<String, Integer>();
        int steps = 1;
        for (var member : parent.properties()) {
            children.put(member.getKey(), steps);
            steps += size(member.getValue());
        }
        for (int i = 0; parent.isArray() && i < parent.size(); i++) {
            children.put(Integer.toString(i), steps);
            steps += size(parent.get(i));
        }
        if (steps > LONG_WALK) {
            counted.put(parent, children);
        }
        return children;
    }

    private static int size(JsonNode node) {
        int size = 1;
        for (var child : node.values()) {
            size += size(child);
        }
        return size;
    }
}
