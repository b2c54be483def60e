package dev.counterpart.spec.document;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

    private static final SourceMap NONE = new SourceMap(new int[0], Optional.empty());

    /** Where the nodes of a rewritten document are in the user's file. */
    private static final class Origins {
        private final JsonNode tree;

        /** In the tree of the user's file, of every node in tree order. */
        private final int[] positions;

        Origins(JsonNode tree, int[] positions) {
            this.tree = tree;
            this.positions = positions;
        }
    }

    private final int[] lines;
    private final Optional<Origins> origins;

    /** The children of large containers that were looked up, with the number of nodes before each. */
    private final Map<JsonNode, Map<String, Integer>> counted = Collections.synchronizedMap(new IdentityHashMap<>());

    private SourceMap(int[] lines, Optional<Origins> origins) {
        this.lines = lines;
        this.origins = origins;
    }

    /**
     * A map with these lines.
     *
     * @param lines from 1, of every node in tree order: a container, then its children
     * @param size number of valid entries
     */
    public static SourceMap of(int[] lines, int size) {
        return new SourceMap(Arrays.copyOf(lines, size), Optional.empty());
    }

    /** A map whose lines are the positions of the nodes themselves, from 0, for rewriting a document. */
    public static SourceMap positions(int size) {
        var positions = new int[size];
        Arrays.setAll(positions, position -> position);
        return new SourceMap(positions, Optional.empty());
    }

    /**
     * The map of a document that was rewritten from the one of this map.
     *
     * @param root the tree that this map was made with
     * @param positions the map of the rewritten document, whose lines are positions in that tree
     * @param isForeign whether the user does not know the rewritten form, so that pointers are those of this tree
     */
    public SourceMap rewritten(JsonNode root, SourceMap positions, boolean isForeign) {
        int[] before = positions.lines;
        var moved = origins.map(known -> new Origins(known.tree, picked(known.positions, before)))
                .or(() -> isForeign ? Optional.of(new Origins(root, before)) : Optional.empty());
        return new SourceMap(lines.length == 0 ? lines : picked(lines, before), moved);
    }

    private static int[] picked(int[] values, int[] positions) {
        return Arrays.stream(positions)
                .map(position -> position < values.length ? values[position] : 0)
                .toArray();
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
        return lines.length == 0 ? 0 : line(walk(root, pointer).index());
    }

    /**
     * The pointer to the same node in the user's file, which differs if the document was converted.
     *
     * @param root the tree that this map was made with
     */
    JsonPointer written(JsonNode root, JsonPointer pointer) {
        if (origins.isEmpty()) {
            return pointer;
        }
        var reached = walk(root, pointer);
        var known = origins.get();
        return reached.index() < known.positions.length
                ? pointerTo(known.tree, known.positions[reached.index()]).append(reached.rest())
                : pointer;
    }

    /**
     * The nearest existing node.
     *
     * @param index in tree order, from 0
     * @param rest what is missing below it
     */
    private record Reached(int index, JsonPointer rest) {}

    private Reached walk(JsonNode root, JsonPointer pointer) {
        int index = 0;
        var node = root;
        var rest = pointer;
        for (; !rest.matches(); rest = rest.tail()) {
            int step = stepsTo(node, rest);
            if (step < 0) {
                break;
            }
            index += step;
            node = node.isObject() ? node.get(rest.getMatchingProperty()) : node.get(rest.getMatchingIndex());
        }
        return new Reached(index, rest);
    }

    /** The pointer to the node at that position in tree order. */
    private static JsonPointer pointerTo(JsonNode root, int position) {
        var pointer = JsonPointer.empty();
        var node = root;
        int left = position;
        while (left > 0) {
            var child = childAt(node, left - 1);
            if (child == null) {
                return pointer;
            }
            pointer = pointer.append(child.step());
            node = child.node();
            left = child.position();
        }
        return pointer;
    }

    /**
     * A member or an element.
     *
     * @param position of the node that is searched, below this one, in tree order
     */
    private record Child(JsonPointer step, JsonNode node, int position) {}

    /** The child that has the node at that position below {@code parent}, in tree order from 0. */
    private static @Nullable Child childAt(JsonNode parent, int position) {
        int left = position;
        for (var member : parent.properties()) {
            int size = TreeSize.of(member.getValue());
            if (left < size) {
                return new Child(JsonPointer.empty().appendProperty(member.getKey()), member.getValue(), left);
            }
            left -= size;
        }
        for (int i = 0; parent.isArray() && i < parent.size(); i++) {
            int size = TreeSize.of(parent.get(i));
            if (left < size) {
                return new Child(JsonPointer.empty().appendIndex(i), parent.get(i), left);
            }
            left -= size;
        }
        return null;
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
