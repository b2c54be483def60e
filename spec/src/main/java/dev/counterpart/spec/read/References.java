package dev.counterpart.spec.read;

import dev.counterpart.spec.Document;
import dev.counterpart.spec.Documents;
import dev.counterpart.spec.Place;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** The {@code $ref}s of a document, but not those inside examples and other values. */
final class References {

    /** Is told of each reference. */
    interface Visitor {

        /**
         * A reference.
         *
         * @param base what it is relative to for JSON Schema: the document, or the {@code $id} of a schema around it
         * @param at gives, during this call, the place of the object that holds it, or of its entry in a mapping
         */
        void visit(String reference, URI base, Supplier<JsonPointer> at);

        /** A schema names itself so. */
        default void id(URI id) {}
    }

    private final Visitor found;
    private final List<Object> path = new ArrayList<>();
    private URI base;

    private References(URI base, Visitor found) {
        this.base = base;
        this.found = found;
    }

    static void each(Document document, Visitor found) {
        new References(document.uri(), found).walk(document.tree(), Meaning.PART);
    }

    /** The names that schemas of {@code document} give themselves by {@code $id}. */
    static Set<URI> ids(Document document) {
        var ids = new HashSet<URI>();
        each(document, new Visitor() {
            @Override
            public void visit(String reference, URI base, Supplier<JsonPointer> at) {}

            @Override
            public void id(URI id) {
                ids.add(id);
            }
        });
        return ids;
    }

    private void walk(JsonNode node, Meaning meaning) {
        if (meaning == Meaning.VALUE) {
            return;
        }
        if (node.isArray()) {
            walkElements(node, meaning.element());
        } else {
            var outer = base;
            if (meaning == Meaning.PART) {
                enter(node.path("$id").asString(""));
            }
            meaning.references(node, (key, reference) -> found(meaning, key, reference));
            walkMembers(node, meaning);
            base = outer;
        }
    }

    private void enter(String id) {
        if (!id.isEmpty() && !id.startsWith("#")) {
            Documents.target(Place.root(base), id).map(Place::document).ifPresent(uri -> {
                base = uri;
                found.id(uri);
            });
        }
    }

    private void walkMembers(JsonNode node, Meaning meaning) {
        for (var member : node.properties()) {
            if (member.getValue().isContainer()) {
                path.add(member.getKey());
                walk(member.getValue(), meaning.member(member.getKey()));
                path.remove(path.size() - 1);
            }
        }
    }

    private void walkElements(JsonNode array, Meaning meaning) {
        for (int i = 0; i < array.size(); i++) {
            if (array.get(i).isContainer()) {
                path.add(i);
                walk(array.get(i), meaning);
                path.remove(path.size() - 1);
            }
        }
    }

    private void found(Meaning meaning, String key, String reference) {
        found.visit(
                reference, base, () -> meaning == Meaning.MAPPING ? pointer().appendProperty(key) : pointer());
    }

    private JsonPointer pointer() {
        var pointer = JsonPointer.empty();
        for (Object step : path) {
            pointer = step instanceof Integer index
                    ? pointer.appendIndex(index)
                    : pointer.appendProperty(String.valueOf(step));
        }
        return pointer;
    }
}
