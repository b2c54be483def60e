package dev.counterpart.mock.admin;

import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Place;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A part of a document in which references are replaced by what they refer to. */
final class Inlined {

    /** A larger result is of no use to a reader; references beyond it stay references. */
    private static final int MOST_NODES = 20_000;

    private static final String REFERENCE = "$ref";

    /** Members with values, in which {@code $ref} is data. */
    private static final Set<String> DATA = Set.of("example", "value", "const", "enum", "default", "x-example");

    private final Documents documents;
    private final Deque<Place> open = new ArrayDeque<>();
    private int nodes;

    private Inlined(Documents documents) {
        this.documents = documents;
    }

    /** A copy of the node there. References to what surrounds them, and unresolved ones, stay references. */
    static JsonNode at(Place place, Documents documents) {
        return new Inlined(documents).node(place, documents.at(place));
    }

    private JsonNode node(Place place, JsonNode node) {
        nodes++;
        if (node instanceof ObjectNode object) {
            return object(place, object);
        }
        if (node instanceof ArrayNode array) {
            var copy = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < array.size(); i++) {
                copy.add(node(place.element(i), array.get(i)));
            }
            return copy;
        }
        return node;
    }

    private JsonNode object(Place place, ObjectNode object) {
        var copy = referenced(place, object.path(REFERENCE).asString(""));
        object.properties().forEach(each -> {
            if (!each.getKey().equals(REFERENCE)) {
                copy.set(
                        each.getKey(),
                        DATA.contains(each.getKey())
                                ? each.getValue()
                                : node(place.member(each.getKey()), each.getValue()));
            }
        });
        return copy;
    }

    /** The members of the target; the reference itself if it is unknown, circular or one too many. */
    private ObjectNode referenced(Place place, String reference) {
        var copy = JsonNodeFactory.instance.objectNode();
        var target = reference.isEmpty() || nodes > MOST_NODES
                ? null
                : documents.schemaTarget(place, reference).orElse(null);
        if (target != null && !open.contains(target) && !documents.at(target).isMissingNode()) {
            open.push(target);
            if (node(target, documents.at(target)) instanceof ObjectNode meant) {
                copy.setAll(meant);
            }
            open.pop();
            if (!copy.has("title")) {
                copy.put("x-name", reference.substring(reference.lastIndexOf('/') + 1));
            }
        } else if (!reference.isEmpty()) {
            copy.put(REFERENCE, reference);
        }
        return copy;
    }
}
