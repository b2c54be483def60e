package dev.counterpart.spec.read;

import dev.counterpart.spec.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A node of a document that knows its place; the place is made when somebody asks, since few do. */
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
     * @param name what to call it
     */
    static Branch at(String name, Place place, JsonNode node) {
        return new Branch(name, node, null, place);
    }

    /** The same node, called so by those who refer to it. */
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

    /** The member of that name; a missing node where there is none. */
    Branch member(String key) {
        return new Branch(key, node.path(key), this, null);
    }

    boolean isMissing() {
        return node.isMissingNode();
    }

    /** The members, but no extensions; none where this is no object. */
    List<Branch> members() {
        var members = entries();
        members.removeIf(member -> member.name.startsWith("x-"));
        return members;
    }

    /** The members of a map, whose keys are anything; none where this is no object. */
    List<Branch> entries() {
        var entries = new ArrayList<Branch>(node.size());
        for (var member : node.properties()) {
            entries.add(new Branch(member.getKey(), member.getValue(), this, null));
        }
        return entries;
    }

    /** The elements; none where this is no list. */
    List<Branch> elements() {
        int size = node.isArray() ? node.size() : 0;
        var elements = new ArrayList<Branch>(size);
        for (int i = 0; i < size; i++) {
            elements.add(new Branch(String.valueOf(i), node.get(i), this, null));
        }
        return elements;
    }

    /** What is there, in words. */
    String described() {
        return switch (node.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case STRING -> "the text \"" + node.asString() + "\"";
            case NULL -> "nothing";
            case MISSING -> "no such field";
            default -> node.toString();
        };
    }
}
