package dev.counterpart.spec.document;

import java.net.URI;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * One file of a contract, unchanged.
 *
 * @param uri absolute, without fragment
 * @param name the name in messages
 * @param tree must not be changed
 */
public record Document(URI uri, String name, JsonNode tree, SourceMap lines) {

    /** The line, and the pointer in the user's file: that of a Swagger 2.0 document, not of its conversion. */
    public Location location(JsonPointer pointer) {
        return new Location(name, lines.line(tree, pointer), lines.written(tree, pointer));
    }

    /**
     * This file with another tree.
     *
     * @param positions whose lines are positions of nodes in this tree
     * @param isForeign whether pointers in messages are those of this tree
     */
    public Document rewritten(JsonNode other, SourceMap positions, boolean isForeign) {
        return new Document(uri, name, other, lines.rewritten(tree, positions, isForeign));
    }
}
