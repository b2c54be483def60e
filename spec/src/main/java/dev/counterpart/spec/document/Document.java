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

    public Location location(JsonPointer pointer) {
        return new Location(name, lines.line(tree, pointer), pointer);
    }
}
