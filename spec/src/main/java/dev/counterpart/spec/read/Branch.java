package dev.counterpart.spec.read;

import dev.counterpart.spec.Place;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A node of a document with its place.
 *
 * @param name its key, or its index
 */
record Branch(String name, Place place, JsonNode node) {

    boolean has(String key) {
        return node.has(key);
    }

    /** The member of that name; a missing node where there is none. */
    Branch member(String key) {
        return new Branch(key, place.member(key), node.path(key));
    }

    boolean isMissing() {
        return node.isMissingNode();
    }

    /** The members, but no extensions; none where this is no object. */
    List<Branch> members() {
        var members = new ArrayList<Branch>();
        for (var member : node.properties()) {
            if (!member.getKey().startsWith("x-")) {
                members.add(new Branch(member.getKey(), place.member(member.getKey()), member.getValue()));
            }
        }
        return members;
    }

    /** The elements; none where this is no list. */
    List<Branch> elements() {
        var elements = new ArrayList<Branch>();
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            elements.add(new Branch(String.valueOf(i), place.element(i), node.get(i)));
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
