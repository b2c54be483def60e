package dev.counterpart.spec.read;

import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.tree.Meaning;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** The {@code $ref}s of a document, except those inside examples and other values. */
public final class DocumentReferences {

    /** Receives each reference. */
    interface Visitor {

        /**
         * A reference.
         *
         * @param base the base URI for JSON Schema: that of the document, or the {@code $id} of an enclosing schema
         * @param at supplies, during this call, the place of the object with the reference, or of its entry in a
         *     mapping
         */
        void visit(String reference, URI base, Supplier<JsonPointer> at);

        /** Receives each identifier of a schema: its {@code $id}, or an anchor as the fragment. */
        default void name(String uri) {}
    }

    private static final List<String> ANCHORS = List.of("$anchor", "$dynamicAnchor");

    private final URI document;
    private final Visitor found;
    private final List<Object> path = new ArrayList<>();
    private URI rootBase;
    private URI base;

    private DocumentReferences(URI document, Visitor found) {
        this.document = document;
        this.rootBase = document;
        this.base = document;
        this.found = found;
    }

    static void each(Document document, Visitor found) {
        new DocumentReferences(document.uri(), found).walk(document.tree(), Meaning.PART);
    }

    /** The identifiers of the schemas in {@code document}: URIs, with the fragment for anchors. */
    static Set<String> names(Document document) {
        var names = new HashSet<String>();
        each(document, new Visitor() {
            @Override
            public void visit(String reference, URI base, Supplier<JsonPointer> at) {}

            @Override
            public void name(String uri) {
                names.add(uri);
            }
        });
        return names;
    }

    /** A reference: the place of the object that holds it, and its target, whether that exists or not. */
    public record Link(Place from, Place target) {}

    /** The references of all files, except those to an {@code $id} or an anchor. */
    public static List<Link> links(Documents documents) {
        var links = new ArrayList<Link>();
        for (var document : documents.all()) {
            each(document, (reference, base, at) -> {
                var from = new Place(document.uri(), at.get());
                Documents.target(from, reference)
                        .filter(target -> base.equals(document.uri()))
                        .ifPresent(target -> links.add(new Link(from, target)));
            });
        }
        return links;
    }

    /** Whether schemas have an {@code $id} or an anchor, by which references can name them. */
    public static boolean haveNames(Documents documents) {
        return documents.all().stream().anyMatch(document -> !names(document).isEmpty());
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
                names(node);
            }
            meaning.references(node, (key, reference) -> found(meaning, key, reference));
            walkMembers(node, meaning);
            base = outer;
        }
    }

    private void enter(String id) {
        if (!id.isEmpty() && !id.startsWith("#")) {
            Documents.file(base, id).ifPresent(uri -> {
                base = uri;
                rootBase = path.isEmpty() ? uri : rootBase;
                found.name(uri.toString());
            });
        }
    }

    private void names(JsonNode schema) {
        String id = schema.path("$id").asString("");
        if (id.startsWith("#")) {
            anchor(id.substring(1));
        }
        for (String keyword : ANCHORS) {
            var anchor = schema.get(keyword);
            if (anchor != null && anchor.isString()) {
                anchor(anchor.stringValue());
            }
        }
    }

    /** The root has two identifiers: its own, and that of the file (JSON Schema Core §9.1.2). */
    private void anchor(String anchor) {
        found.name(base + "#" + anchor);
        if (base.equals(rootBase)) {
            found.name(document + "#" + anchor);
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
