package dev.counterpart.spec.decode;

import dev.counterpart.spec.Schema;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The types, properties and items that a schema declares, also in {@code $ref}, {@code allOf}, {@code anyOf} and {@code
 * oneOf}. Text has no types, so the schema decides how it is converted.
 */
public final class Shape {

    private static final List<String> COMBINERS = List.of("allOf", "anyOf", "oneOf");
    private static final Map<String, String> SEPARATORS = Map.of("csv", ",", "ssv", " ", "tsv", "\t", "pipes", "|");

    private final Documents documents;
    private final Set<String> types = new LinkedHashSet<>();
    private final Map<String, Place> properties = new LinkedHashMap<>();
    private final List<JsonNode> values = new ArrayList<>();
    private String collectionFormat = "";
    private Optional<Place> items = Optional.empty();
    private Optional<Place> otherProperties = Optional.empty();

    private Shape(Documents documents) {
        this.documents = documents;
    }

    /** The shape without a schema. */
    static Shape any(Documents documents) {
        return new Shape(documents);
    }

    public static Shape of(Documents documents, Schema schema) {
        var shape = any(documents);
        shape.collect(schema.place(), new HashSet<>());
        return shape;
    }

    /** Whether a value of that type is possible. Without declared types, every type is. */
    public boolean allows(String type) {
        return types.isEmpty() || types.contains(type) || (type.equals("integer") && types.contains("number"));
    }

    /** Whether that type is declared. */
    public boolean declares(String type) {
        return types.contains(type);
    }

    public boolean isArray() {
        return types.contains("array") || (types.isEmpty() && items.isPresent());
    }

    public boolean isObject() {
        return types.contains("object") || (types.isEmpty() && !properties.isEmpty());
    }

    /** Whether only an object is declared. */
    public boolean isObjectOnly() {
        return isObject() && types.stream().allMatch(Set.of("object", "null")::contains);
    }

    /** The declared properties, in document order. */
    public Map<String, Place> properties() {
        return properties;
    }

    public Optional<Shape> property(String name) {
        return Optional.ofNullable(properties.get(name))
                .or(() -> otherProperties)
                .map(this::at);
    }

    public Optional<Shape> items() {
        return items.map(this::at);
    }

    /** Swagger 2.0: the delimiter of a nested array (Items Object, {@code collectionFormat}). */
    Optional<String> separator() {
        return isArray() ? Optional.ofNullable(SEPARATORS.get(collectionFormat)) : Optional.empty();
    }

    /** The values of {@code enum} or {@code const}, if any. */
    List<JsonNode> values() {
        return values;
    }

    private Shape at(Place place) {
        return of(documents, new Schema(place, documents.at(place)));
    }

    private void collect(Place place, Set<Place> seen) {
        var node = documents.at(place);
        if (!seen.add(place) || !node.isObject()) {
            return;
        }
        reference(place, node).ifPresent(target -> collect(target, seen));
        addTypes(node);
        collectionFormat = node.path("collectionFormat").asString(collectionFormat);
        documents.members(place.member("properties")).forEach(properties::putIfAbsent);
        if (items.isEmpty() && node.path("items").isObject()) {
            items = Optional.of(place.member("items"));
        }
        if (otherProperties.isEmpty() && node.path("additionalProperties").isObject()) {
            otherProperties = Optional.of(place.member("additionalProperties"));
        }
        for (String combiner : COMBINERS) {
            documents.elements(place.member(combiner)).forEach(branch -> collect(branch, seen));
        }
    }

    private static Optional<Place> reference(Place place, JsonNode node) {
        var reference = node.path("$ref");
        return reference.isString() ? Documents.target(place, reference.asString()) : Optional.empty();
    }

    private void addTypes(JsonNode node) {
        var type = node.path("type");
        if (type.isString()) {
            types.add(type.asString());
        }
        type.valueStream().filter(JsonNode::isString).forEach(each -> types.add(each.asString()));
        if (node.path("nullable").asBoolean(false)) {
            types.add("null");
        }
        node.path("enum").valueStream().forEach(values::add);
        if (node.has("const")) {
            values.add(node.get("const"));
        }
    }
}
