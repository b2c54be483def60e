package dev.counterpart.spec.reference;

import dev.counterpart.spec.document.Place;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Schemas that lead back to themselves for the same value, by references and the keywords that combine schemas. They can be applied to
 * no value. A reference for a part of the value, as in a tree, is not a circle.
 *
 * @see <a href="https://json-schema.org/draft/2020-12/json-schema-core#section-9.4.1">JSON Schema 2020-12 Core, §9.4.1</a>
 */
public final class Circles {

    private static final List<String> REFERENCES = List.of("$ref", "$dynamicRef", "$recursiveRef");
    private static final List<String> LISTS = List.of("allOf", "anyOf", "oneOf");
    private static final List<String> SINGLE = List.of("not", "if", "then", "else");

    private final References references;
    private final Set<Place> open = new HashSet<>();
    private final Set<Place> done = new HashSet<>();
    private final Set<Place> found = new LinkedHashSet<>();

    private Circles(References references) {
        this.references = references;
    }

    /**
     * A keyword of each circle that the schemas are part of. Circles of nothing but {@code $ref}s with pointers are left out: they are
     * reported when a document is read.
     */
    public static Set<Place> in(Collection<Place> schemas, References references) {
        var circles = new Circles(references);
        schemas.forEach(circles::visit);
        return circles.found;
    }

    private void visit(Place schema) {
        if (done.contains(schema) || !open.add(schema)) {
            return;
        }
        var node = references.at(schema);
        for (String keyword : REFERENCES) {
            target(schema, keyword).ifPresent(target -> follow(schema, schema.member(keyword), target));
        }
        for (String keyword : LISTS) {
            int branches = node.path(keyword).isArray() ? node.path(keyword).size() : 0;
            for (int i = 0; i < branches; i++) {
                var branch = schema.member(keyword).element(i);
                follow(schema, branch, branch);
            }
        }
        SINGLE.stream().filter(node::has).map(schema::member).forEach(branch -> follow(schema, branch, branch));
        open.remove(schema);
        done.add(schema);
    }

    private void follow(Place schema, Place keyword, Place target) {
        if (!open.contains(target)) {
            visit(target);
        } else if (!isPlain(schema)) {
            found.add(keyword);
        }
    }

    private Optional<Place> target(Place schema, String keyword) {
        var reference = references.at(schema).path(keyword);
        return reference.isString() ? references.target(schema, reference.stringValue()) : Optional.empty();
    }

    private boolean isPlain(Place schema) {
        var seen = new HashSet<Place>();
        var current = Optional.of(schema);
        while (current.isPresent() && seen.add(current.get())) {
            String reference = references.at(current.get()).path("$ref").asString("");
            current = reference.contains("#/") ? target(current.get(), "$ref") : Optional.empty();
        }
        return current.filter(schema::equals).isPresent();
    }
}
