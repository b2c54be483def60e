package dev.counterpart.spec.document;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * The lines of a document's nodes, one number per node. Nodes are numbered in tree order, a container before its
 * children. The map takes 4 bytes per node. Looking up a line walks the tree, which is done only for messages; the
 * counts of long walks are cached.
 *
 * <p>Thread-safe.
 */
public final class SourceMap {

    /** Up to this number of nodes, counts are not cached. */
    private static final int LONG_WALK = 100;

    private static final SourceMap NONE = new SourceMap(new int[0]);

    private final int[] lines;

    /** The children of large containers that were looked up, with the number of nodes before each. */
    private final Map<JsonNode, Map<String, Integer>> counted = Collections.synchronizedMap(new IdentityHashMap<>());

    private SourceMap(int[] lines) {
        this.lines = lines;
    }

    /**
     * A map with these lines.
     *
     * @param lines from 1, of every node in tree order: a container, then its children
     * @param size number of valid entries
     */
    public static SourceMap of(int[] lines, int size) {
        return new SourceMap(Arrays.copyOf(lines, size));
    }

    /** A map without line numbers: all lines are 0. */
    public static SourceMap none() {
        return NONE;
    }

    /**
     * The line of the node at {@code pointer}, or of its nearest existing ancestor; 0 if lines are unknown.
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

    /** The line of the node with number {@code index} in tree order, from 0; 0 if unknown. */
    public int line(int index) {
        return index < lines.length ? lines[index] : 0;
    }

    /** The number of nodes between {@code parent} and its child on the path {@code pointer}; -1 if there is none. */
    private int stepsTo(JsonNode parent, JsonPointer pointer) {
        String name = parent.isArray() ? Integer.toString(pointer.getMatchingIndex()) : pointer.getMatchingProperty();
        return Optional.ofNullable(counted.get(parent))
                .orElseGet(() -> children(parent))
                .getOrDefault(name, -1);
    }

    /** The result of {@link #stepsTo} for every child. */
    private Map<String, Integer> children(JsonNode parent) {
        var children = new HashMap<String, Integer>();
        int steps = 1;
        for (var member : parent.properties()) {
            children.put(member.getKey(), steps);
            steps += TreeSize.of(member.getValue());
        }
        for (int i = 0; parent.isArray() && i < parent.size(); i++) {
            children.put(Integer.toString(i), steps);
            steps += TreeSize.of(parent.get(i));
        }
        if (steps > LONG_WALK) {
            counted.put(parent, children);
        }
        return children;
    }
}
