package dev.counterpart.spec;

import java.net.URI;
import tools.jackson.core.JsonPointer;

/**
 * A node of a contract: the document it is written in and the pointer to it.
 *
 * @param document the absolute URI of the file, without fragment
 * @param pointer from the root of that file (RFC 6901)
 */
public record Place(URI document, JsonPointer pointer) {

    public static Place root(URI document) {
        return new Place(document, JsonPointer.empty());
    }

    /** The member of that name. */
    public Place member(String name) {
        return new Place(document, pointer.appendProperty(name));
    }

    /** The element at that index, from 0. */
    public Place element(int index) {
        return new Place(document, pointer.appendIndex(index));
    }

    @Override
    public String toString() {
        return document + "#" + pointer;
    }
}
