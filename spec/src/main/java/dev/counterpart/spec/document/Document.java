package dev.counterpart.spec.document;

import java.net.URI;
import java.util.List;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * One file of a contract, unchanged except by overlays.
 *
 * @param uri absolute, without fragment
 * @param name the name in messages
 * @param tree must not be changed
 * @param lines of all nodes, see {@link SourceLine}
 * @param inserted the names of the files from which nodes were inserted, in the order of their numbers
 */
public record Document(URI uri, String name, JsonNode tree, SourceMap lines, List<String> inserted) {

    public Document {
        inserted = List.copyOf(inserted);
    }

    /** A file into which nothing was inserted. */
    public Document(URI uri, String name, JsonNode tree, SourceMap lines) {
        this(uri, name, tree, lines, List.of());
    }

    /**
     * The file and line that the node is written in, and the pointer in the user's file: that of a Swagger 2.0 document, not of its
     * conversion.
     */
    public Location location(JsonPointer pointer) {
        int number = lines.line(tree, pointer);
        int file = SourceLine.file(number);
        return new Location(
                file == 0 ? name : inserted.get(file - 1), SourceLine.line(number), lines.written(tree, pointer));
    }

    /**
     * This file with another tree.
     *
     * @param positions whose lines are positions of nodes in this tree
     * @param isForeign whether pointers in messages are those of this tree
     */
    public Document rewritten(JsonNode other, SourceMap positions, boolean isForeign) {
        return new Document(uri, name, other, lines.rewritten(tree, positions, isForeign), inserted);
    }
}
