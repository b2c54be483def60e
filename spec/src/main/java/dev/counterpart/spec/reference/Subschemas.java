package dev.counterpart.spec.reference;

import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    /** The schemas, and all others that apply to the same value. */
    public Set<Place> all(Set<Place> schemas) {
        var all = new LinkedHashSet<Place>();
        schemas.forEach(place -> collect(place, all));
        return all;
    }

    private void collect(Place written, Set<Place> all) {
        var place = documents.resolved(written);
        if (place.isEmpty() || !all.add(place.get())) {
            return;
        }
        var node = documents.at(place.get());
        LISTS.forEach(keyword -> documents.elements(place.get().member(keyword)).forEach(inner -> collect(inner, all)));
        SINGLE.stream().filter(node::has).forEach(keyword -> collect(place.get().member(keyword), all));
    }
}
