package dev.counterpart.spec.reference;

import dev.counterpart.spec.document.Place;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A Discriminator Object: maps the value of a property to a schema. Thread-safe.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#discriminator-object">OpenAPI 3.1.1, Discriminator Object</a>
 */
public final class Discriminator {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

    private final JsonNode node;
    private final Place schema;
    private final References references;
    private final Map<String, Optional<Place>> byName = new ConcurrentHashMap<>();

    private Discriminator(JsonNode node, Place schema, References references) {
        this.node = node;
        this.schema = schema;
        this.references = references;
    }

    /** The discriminator of that schema, if it has a valid one. */
    public static Optional<Discriminator> of(JsonNode schemaNode, Place schema, References references) {
        var node = schemaNode.path("discriminator");
        return node.path("propertyName").isString()
                ? Optional.of(new Discriminator(node, schema, references))
                : Optional.empty();
    }

    public String property() {
        return node.path("propertyName").stringValue();
    }

    /** The schema for that name; empty if there is none. */
    public Optional<Place> named(String name) {
        var known = byName.get(name);
        if (known != null) {
            return known;
        }
        var found = mapped(name).or(() -> component(name));
        if (found.isPresent()) {
            byName.put(name, found);
        }
        return found;
    }

    /** OpenAPI 3.2: the schema if the property is missing or its value is unknown. */
    public Optional<Place> standard() {
        var name = node.path("defaultMapping");
        return name.isString() ? place(name.stringValue()) : Optional.empty();
    }

    private Optional<Place> mapped(String name) {
        var target = node.path("mapping").path(name);
        return target.isString() ? place(target.stringValue()) : Optional.empty();
    }

    /** The value of a mapping is a name or a reference. If it could be both, it is a name (OpenAPI 3.1.1). */
    private Optional<Place> place(String target) {
        return component(target).or(() -> references.target(schema, target)).map(this::last);
    }

    private Optional<Place> component(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        var schemas = Place.root(schema.document()).member("components").member("schemas");
        var local = schemas.member(name);
        if (!references.at(local).isMissingNode()) {
            return Optional.of(last(local));
        }
        var main = references.mainSchemas().member(name);
        return references.at(main).isMissingNode() ? Optional.empty() : Optional.of(last(main));
    }

    /** The final target of a schema that is only a reference. */
    public Place last(Place place) {
        var current = place;
        for (int steps = 0; steps < 32; steps++) {
            var reference = references.at(current).path("$ref");
            var next = reference.isString()
                    ? references.target(current, reference.stringValue())
                    : Optional.<Place>empty();
            if (next.isEmpty()) {
                return current;
            }
            current = next.get();
        }
        return current;
    }
}
