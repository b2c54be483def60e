package dev.counterpart.spec.reference;

import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.format.EcmaPattern;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The properties and items that schemas declare, with all schemas that apply to the same value: those behind {@code $ref}, and those of
 * {@code allOf}, {@code anyOf}, {@code oneOf}, {@code if}, {@code then} and {@code else}.
 *
 * <p>Thread-safe.
 */
public final class Subschemas {

    private static final List<String> LISTS = List.of("allOf", "anyOf", "oneOf");
    private static final List<String> SINGLE = List.of("if", "then", "else");

    private final Documents documents;

    public Subschemas(Documents documents) {
        this.documents = documents;
    }

    /** The properties that any of the schemas declares, each with all its schemas. */
    public Map<String, Set<Place>> properties(Set<Place> schemas) {
        var properties = new LinkedHashMap<String, Set<Place>>();
        for (var place : all(schemas)) {
            documents
                    .members(place.member("properties"))
                    .forEach((name, property) -> properties
                            .computeIfAbsent(name, unheard -> new LinkedHashSet<>())
                            .add(property));
        }
        return properties;
    }

    /** The schemas of the items of an array. */
    public Set<Place> items(Set<Place> schemas) {
        var items = new LinkedHashSet<Place>();
        all(schemas).forEach(place -> items.addAll(itemsOf(place)));
        return items;
    }

    private List<Place> itemsOf(Place place) {
        var items = new ArrayList<>(documents.elements(place.member("prefixItems")));
        if (documents.at(place).has("items")) {
            items.add(place.member("items"));
        }
        return items;
    }

    /**
     * The schemas of a member of an object, named by {@code properties}, {@code patternProperties} or {@code additionalProperties} of the
     * given schemas alone, not of those that they combine.
     */
    public Set<Place> member(Set<Place> schemas, String name) {
        var found = new LinkedHashSet<Place>();
        schemas.forEach(place -> found.addAll(membersOf(place, name)));
        return found;
    }

    private List<Place> membersOf(Place place, String name) {
        var node = documents.at(place);
        var found = new ArrayList<Place>();
        if (node.path("properties").has(name)) {
            found.add(place.member("properties").member(name));
        }
        documents.members(place.member("patternProperties")).forEach((pattern, schema) -> {
            boolean matches = EcmaPattern.compile(pattern)
                    .flatMap(known -> known.search(name))
                    .orElse(false);
            if (matches) {
                found.add(schema);
            }
        });
        if (found.isEmpty() && node.path("additionalProperties").isObject()) {
            found.add(place.member("additionalProperties"));
        }
        return found;
    }

    /** The schemas of the element of an array at that index, as {@link #member}. */
    public Set<Place> element(Set<Place> schemas, int index) {
        var found = new LinkedHashSet<Place>();
        for (var place : schemas) {
            var first = documents.elements(place.member("prefixItems"));
            if (index < first.size()) {
                found.add(first.get(index));
            } else if (documents.at(place).path("items").isObject()) {
                found.add(place.member("items"));
            }
        }
        return found;
    }

    /** The schemas, and all others that can apply to the same value. */
    public Set<Place> all(Set<Place> schemas) {
        return reached(schemas, LISTS, SINGLE);
    }

    /** The schemas, and all others that apply to the same value whatever it is: those behind {@code $ref} and of {@code allOf}. */
    public Set<Place> certain(Set<Place> schemas) {
        return reached(schemas, List.of("allOf"), List.of());
    }

    private Set<Place> reached(Set<Place> schemas, List<String> lists, List<String> single) {
        var all = new LinkedHashSet<Place>();
        var open = new ArrayDeque<>(schemas);
        while (!open.isEmpty()) {
            var place = open.poll();
            var node = documents.at(place);
            if (!node.isObject() || !all.add(place)) {
                continue;
            }
            Optional.ofNullable(node.get("$ref"))
                    .filter(JsonNode::isString)
                    .flatMap(reference -> documents.schemaTarget(place, reference.stringValue()))
                    .ifPresent(open::add);
            lists.forEach(keyword -> open.addAll(documents.elements(place.member(keyword))));
            single.stream().filter(node::has).map(place::member).forEach(open::add);
        }
        return all;
    }
}
