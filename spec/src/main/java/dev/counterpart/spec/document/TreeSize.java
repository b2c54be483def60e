package dev.counterpart.spec.document;

import java.util.ArrayDeque;
import tools.jackson.databind.JsonNode;

/** The size of a tree of JSON values. */
public final class TreeSize {

    private TreeSize() {}

    /** The number of values in {@code root}, itself included; at least 1. Depth costs no stack. */
    public static int of(JsonNode root) {
        if (!root.isContainer()) {
            return 1;
        }
        int size = 0;
        var open = new ArrayDeque<JsonNode>();
        open.push(root);
        while (!open.isEmpty()) {
            var node = open.pop();
            size++;
            node.forEach(open::push);
        }
        return size;
    }
}
