package dev.counterpart.spec.validate;

import dev.counterpart.spec.Schema;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.rule.MessageRules;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Violation;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code writeOnly} properties in values, which should not be sent in responses. A property is one if all schemas that describe it say so.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.0.4.html#schema-object">OpenAPI 3.0.4, Schema Object</a>
 */
public final class WriteOnly {

    private static final List<String> COMBINERS = List.of("allOf", "anyOf", "oneOf");
    private static final int DEEPEST = 32;
    private static final int MOST_VALUES = 10_000;

    private final Documents documents;

    public WriteOnly(Documents documents) {
        this.documents = documents;
    }

    /** A violation for each name of such a property in the body of a response. */
    public List<Violation> violations(Schema schema, JsonNode body) {
        var byName = new LinkedHashMap<String, Violation>();
        in(schema, body).forEach((at, declared) -> {
            String name = at.last().getMatchingProperty();
            byName.computeIfAbsent(
                    name,
                    unheard -> Violation.of(
                                    MessageRules.WRITE_ONLY,
                                    new Spot(Spot.Part.RESPONSE_BODY, at),
                                    "no property " + name,
                                    "it is there")
                            .declaredAt(documents.location(declared)));
        });
        return List.copyOf(byName.values());
    }

    /** The value without such properties; the same value if there are none. */
    public JsonNode without(Schema schema, JsonNode value) {
        var found = in(schema, value).keySet();
        if (found.isEmpty()) {
            return value;
        }
        var copy = value.deepCopy();
        for (var pointer : found) {
            if (copy.at(pointer.head()) instanceof ObjectNode owner) {
                owner.remove(pointer.last().getMatchingProperty());
            }
        }
        return copy;
    }

    /** Where in the value they are, and where each is declared. */
    private Map<JsonPointer, Place> in(Schema schema, JsonNode value) {
        var walk = new Walk();
        walk.found(schema.place(), value, JsonPointer.empty(), 0);
        return walk.found;
    }

    private final class Walk {
        private final Map<JsonPointer, Place> found = new LinkedHashMap<>();
        private int values;

        void found(Place schema, JsonNode node, JsonPointer at, int depth) {
            if (depth > DEEPEST || ++values > MOST_VALUES) {
                return;
            }
            for (int i = 0; node.isArray() && i < node.size(); i++) {
                for (var items : items(schema)) {
                    found(items, node.get(i), at.appendIndex(i), depth + 1);
                }
            }
            if (!node.isObject()) {
                return;
            }
            properties(schema).forEach((name, places) -> {
                if (!node.has(name)) {
                    return;
                }
                var property = at.appendProperty(name);
                if (places.stream().allMatch(WriteOnly.this::isDeclared)) {
                    found.putIfAbsent(property, places.iterator().next());
                } else {
                    places.forEach(place -> found(place, node.get(name), property, depth + 1));
                }
            });
        }
    }

    private boolean isDeclared(Place place) {
        return all(place).stream()
                .anyMatch(each -> documents.at(each).path("writeOnly").asBoolean(false));
    }

    /** The declared properties, each with all its schemas, in this schema and those that it combines. */
    public Map<String, Set<Place>> properties(Place schema) {
        var properties = new LinkedHashMap<String, Set<Place>>();
        for (var place : all(schema)) {
            documents
                    .members(place.member("properties"))
                    .forEach((name, at) -> properties
                            .computeIfAbsent(name, key -> new LinkedHashSet<>())
                            .add(at));
        }
        return properties;
    }

    private List<Place> items(Place schema) {
        return all(schema).stream()
                .filter(place -> documents.at(place).path("items").isObject())
                .map(place -> place.member("items"))
                .limit(1)
                .toList();
    }

    /** The schema, the target of its reference, and the schemas that it combines. */
    private Set<Place> all(Place schema) {
        var all = new LinkedHashSet<Place>();
        collect(schema, all, new HashSet<>());
        return all;
    }

    private void collect(Place place, Set<Place> all, Set<Place> seen) {
        var node = documents.at(place);
        if (!node.isObject() || !seen.add(place)) {
            return;
        }
        all.add(place);
        var reference = node.path("$ref");
        if (reference.isString()) {
            Documents.target(place, reference.asString()).ifPresent(target -> collect(target, all, seen));
        }
        for (String combiner : COMBINERS) {
            documents.elements(place.member(combiner)).forEach(branch -> collect(branch, all, seen));
        }
    }
}
