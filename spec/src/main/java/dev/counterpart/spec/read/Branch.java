package dev.counterpart.spec.read;

import dev.counterpart.spec.document.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A node of a document with its place. The place is created on demand, because it is needed rarely. */
final class Branch {

    private final String name;
    private final JsonNode node;
    private final @Nullable Branch parent;
    private @Nullable Place place;

    private Branch(String name, JsonNode node, @Nullable Branch parent, @Nullable Place place) {
        this.name = name;
        this.node = node;
        this.parent = parent;
        this.place = place;
    }

    /**
     * The node at a place.
     *
     * @param name the name in messages
     */
    static Branch at(String name, Place place, JsonNode node) {
        return new Branch(name, node, null, place);
    }

    /** The same node with the name used by its references. */
    Branch named(String other) {
        return new Branch(other, node, null, place());
    }

    /** Its key, or its index. */
    String name() {
        return name;
    }

    JsonNode node() {
        return node;
    }

    Place place() {
        var known = place;
        if (known == null) {
            if (parent == null) {
                throw new IllegalStateException("a branch must have a parent or a place");
            }
            known = parent.place().member(name);
            place = known;
        }
        return known;
    }

    boolean has(String key) {
        return node.has(key);
    }

    /** The member with that name; a missing node if there is none. */
    Branch member(String key) {
        return new Branch(key, node.path(key), this, null);
    }

    boolean isMissing() {
        return node.isMissingNode();
    }

    /** The members without extensions; empty if this is not an object. */
    List<Branch> members() {
        var members = entries();
        members.removeIf(member -> member.name.startsWith("x-"));
        return members;
    }

    /** The members of a map with arbitrary keys; empty if this is not an object. */
    List<Branch> entries() {
        var entries = new ArrayList<Branch>(node.size());
        for (var member : node.properties()) {
            entries.add(new Branch(member.getKey(), member.getValue(), this, null));
        }
        return entries;
    }

    /** The elements; empty if this is not an array. */
    List<Branch> elements() {
        int size = node.isArray() ? node.size() : 0;
        var elements = new ArrayList<Branch>(size);
        for (int i = 0; i < size; i++) {
            elements.add(new Branch(String.valueOf(i), node.get(i), this, null));
        }
        return elements;
    }

    /** The node in words, for messages. */
    String described() {
        return switch (node.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case STRING -> "the string \"" + node.asString() + "\"";
            case NULL -> "nothing";
            case MISSING -> "missing";
            default -> node.toString();
        };
    }
}
