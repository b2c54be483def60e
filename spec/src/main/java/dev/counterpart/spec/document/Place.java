package dev.counterpart.spec.document;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * A node of a contract: the document it is written in and the pointer to it.
 *
 * <p>A document has many places, and few of their pointers are needed. So a place holds its parent and the last step,
 * and computes the pointer on demand. Two places are equal if their documents and pointers are equal.
 *
 * <p>Thread-safe.
 */
public final class Place {

    private final URI document;
    private final @Nullable Place parent;
    private final String step;
    private final int hash;
    private @Nullable JsonPointer pointer;

    /**
     * The place of a pointer.
     *
     * @param document the absolute URI of the file, without fragment
     * @param pointer from the root of that file (RFC 6901)
     */
    public Place(URI document, JsonPointer pointer) {
        this.document = document;
        this.parent = null;
        this.step = "";
        this.hash = hash(document, pointer);
        this.pointer = pointer;
    }

    private Place(Place parent, String step) {
        this.document = parent.document;
        this.parent = parent;
        this.step = step;
        this.hash = 31 * parent.hash + step.hashCode();
    }

    private static int hash(URI document, JsonPointer pointer) {
        int hash = document.hashCode();
        for (var rest = pointer; !rest.matches(); rest = rest.tail()) {
            hash = 31 * hash + rest.getMatchingProperty().hashCode();
        }
        return hash;
    }

    public static Place root(URI document) {
        return new Place(document, JsonPointer.empty());
    }

    public URI document() {
        return document;
    }

    /** From the root of the document (RFC 6901). */
    public JsonPointer pointer() {
        var known = pointer;
        if (known == null) {
            var text = new StringBuilder();
            appendTo(text);
            known = JsonPointer.compile(text.toString());
            pointer = known;
        }
        return known;
    }

    private void appendTo(StringBuilder text) {
        var known = pointer;
        if (known != null) {
            text.append(known);
        } else if (parent != null) {
            parent.appendTo(text);
            text.append('/').append(escaped(step));
        }
    }

    /** Escapes a name for a JSON pointer (RFC 6901 §3). */
    public static String escaped(String name) {
        boolean plain = name.indexOf('~') < 0 && name.indexOf('/') < 0;
        return plain ? name : name.replace("~", "~0").replace("/", "~1");
    }

    /** Removes the escapes of a name in a JSON pointer (RFC 6901 §4). */
    public static String unescaped(String step) {
        return step.replace("~1", "/").replace("~0", "~");
    }

    /** The names and indexes in a pointer, without escapes. */
    public static List<String> steps(JsonPointer pointer) {
        var steps = new ArrayList<String>();
        for (var rest = pointer; !rest.matches(); rest = rest.tail()) {
            steps.add(rest.getMatchingProperty());
        }
        return steps;
    }

    /** The member of that name. */
    public Place member(String name) {
        return new Place(this, name);
    }

    /** The element at that index, from 0. */
    public Place element(int index) {
        return new Place(this, String.valueOf(index));
    }

    /** The node of the document's tree; a missing node if there is none. */
    JsonNode in(JsonNode tree) {
        if (parent == null) {
            return tree.at(pointer());
        }
        var owner = parent.in(tree);
        return owner.isArray() ? owner.at("/" + step) : owner.path(step);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Place place
                        && hash == place.hash
                        && pointer().equals(place.pointer())
                        && document.equals(place.document));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return document + "#" + pointer();
    }
}
