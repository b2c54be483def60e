package dev.counterpart.spec.read;

import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.document.Documents;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.node.ObjectNode;

/**
 * References by the {@code $self} of a document. They become references to the file that was read, so nothing is fetched.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.2.0.html#openapi-object">OpenAPI 3.2.0, OpenAPI Object</a>
 */
final class SelfReferences {

    /** The files that were read, by their {@code $self}. */
    private final Map<URI, URI> files = new HashMap<>();

    /**
     * Changes the references of a document to its own {@code $self}, and to those of documents that were given before.
     *
     * @return whether there were any
     */
    boolean resolve(Document document) {
        var self = Optional.of(document.tree().path("$self").asString(""))
                .filter(text -> !text.isEmpty())
                .flatMap(text -> Documents.file(document.uri(), text));
        self.ifPresent(uri -> files.putIfAbsent(uri, document.uri()));
        if (files.isEmpty()) {
            return false;
        }
        var changed = new LinkedHashMap<JsonPointer, String>();
        DocumentReferences.each(document, (reference, base, at) -> {
            if (base.equals(document.uri()) && !reference.startsWith("#")) {
                read(self.orElse(base), reference, document).ifPresent(known -> changed.put(at.get(), known));
            }
        });
        changed.forEach((place, reference) -> set(document, place, reference));
        return !changed.isEmpty();
    }

    private Optional<String> read(URI base, String reference, Document document) {
        String fragment = reference.indexOf('#') < 0 ? "#" : reference.substring(reference.indexOf('#'));
        return Documents.file(base, reference)
                .map(files::get)
                .map(file -> file.equals(document.uri()) ? fragment : file + fragment);
    }

    /** @param place the object with the reference, or the entry of a mapping */
    private static void set(Document document, JsonPointer place, String reference) {
        if (document.tree().at(place) instanceof ObjectNode object) {
            object.put("$ref", reference);
        } else if (document.tree().at(place.head()) instanceof ObjectNode mapping) {
            mapping.put(place.last().getMatchingProperty(), reference);
        }
    }
}
