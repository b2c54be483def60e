package dev.counterpart.spec;

import java.net.URI;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * One file of a contract, as it was written.
 *
 * @param uri absolute, without fragment
 * @param name how messages call it
 * @param tree not to be changed by anybody
 */
public record Document(URI uri, String name, JsonNode tree, SourceMap lines) {

    public Location location(JsonPointer pointer) {
        return new Location(name, lines.line(tree, pointer), pointer);
    }
}
