package dev.counterpart.spec.decode;

import dev.counterpart.spec.Schema;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.http.BodyFormat;
import dev.counterpart.spec.http.MediaType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Set<String> required = new HashSet<>();
    private final Map<String, String> xml = new HashMap<>();
    private final Map<Place, Shape> parts = new ConcurrentHashMap<>();
    private String component = "";
    private boolean isBinary;
    private Optional<MediaType> bytesType = Optional.empty();
    private boolean isContent;
    private boolean allowsEmptyValue;
    private List<Place> firstItems = List.of();
    private Optional<Place> items = Optional.empty();
    private Optional<Place> otherProperties = Optional.empty();

    private Shape(Documents documents) {
        this.documents = documents;
    }

    /** The shape without a schema. */
    public static Shape any(Documents documents) {
        return new Shape(documents);
    }

    public static Shape of(Documents documents, Schema schema) {
        var shape = any(documents);
        shape.collect(schema.place(), new HashSet<>(), true);
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
        return types.contains("array") || (types.isEmpty() && (items.isPresent() || !firstItems.isEmpty()));
    }

    public boolean isObject() {
        return types.contains("object") || (types.isEmpty() && !properties.isEmpty());
    }

    /** Whether nothing is declared about values. */
    public boolean isUnknown() {
        return types.isEmpty() && values.isEmpty() && !isArray() && !isObject();
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

    /** The shape of the item at that index: by {@code prefixItems}, otherwise by {@code items}. */
    public Optional<Shape> element(int index) {
        return index < firstItems.size() ? Optional.of(at(firstItems.get(index))) : items();
    }

    /** Whether the property is listed as required. */
    public boolean requires(String property) {
        return required.contains(property);
    }

    /** How values are represented in XML. */
    public XmlForm xml() {
        return XmlForm.of(xml, isArray());
    }

    /** The name of the component that a reference leads to; empty if there is none. */
    public String component() {
        return component;
    }

    /** Whether values are bytes: {@code format: binary}, or a {@code contentMediaType} without {@code contentEncoding}. */
    public boolean isBinary() {
        return isBinary;
    }

    /** The media type of values that are bytes, if a {@code contentMediaType} names it. */
    public Optional<MediaType> bytesType() {
        return bytesType;
    }

    /** Whether values are strings with content of another media type or encoding. */
    boolean isContent() {
        return isContent;
    }

    /** Swagger 2.0: whether a form field may be sent without a value ({@code allowEmptyValue}). */
    public boolean allowsEmptyValue() {
        return allowsEmptyValue;
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
        var known = parts.get(place);
        if (known != null) {
            return known;
        }
        var made = of(documents, new Schema(place, documents.at(place)));
        parts.put(place, made);
        return made;
    }

    /** @param isSame whether the schema describes the value alone, so that it also says how the value is written */
    private void collect(Place place, Set<Place> seen, boolean isSame) {
        var node = documents.at(place);
        if (!seen.add(place) || !node.isObject()) {
            return;
        }
        if (isSame) {
            addForm(node);
        }
        reference(place, node).ifPresent(target -> {
            component = component.isEmpty() && isSame ? component(target) : component;
            collect(target, seen, isSame);
        });
        addTypes(node);
        addParts(place, node);
        for (String combiner : COMBINERS) {
            var branches = documents.elements(place.member(combiner));
            boolean isOne = isSame && branches.size() == 1;
            branches.forEach(branch -> collect(branch, seen, isOne));
        }
    }

    private void addParts(Place place, JsonNode node) {
        node.path("required").valueStream().forEach(name -> required.add(name.asString("")));
        collectionFormat = node.path("collectionFormat").asString(collectionFormat);
        documents.members(place.member("properties")).forEach(properties::putIfAbsent);
        if (firstItems.isEmpty() && node.path("prefixItems").isArray()) {
            firstItems = documents.elements(place.member("prefixItems"));
        }
        items = items.or(() -> schemaAt(place, node, "items"));
        otherProperties = otherProperties.or(() -> schemaAt(place, node, "additionalProperties"));
    }

    private static Optional<Place> schemaAt(Place place, JsonNode node, String keyword) {
        return node.path(keyword).isObject() ? Optional.of(place.member(keyword)) : Optional.empty();
    }

    private void addForm(JsonNode node) {
        for (var field : node.path("xml").properties()) {
            if (field.getValue().isValueNode()) {
                xml.putIfAbsent(field.getKey(), field.getValue().asString(""));
            }
        }
        allowsEmptyValue |= node.path("allowEmptyValue").asBoolean(false);
        isContent |= node.has("contentMediaType")
                || node.has("contentEncoding")
                || node.path("format").asString("").equals("byte");
        boolean isTyped = node.has("contentMediaType") && !node.has("contentEncoding");
        var type = MediaType.parse(node.path("contentMediaType").asString(""));
        boolean isTextual = type.map(BodyFormat::of)
                .filter(format -> format != BodyFormat.OTHER)
                .isPresent();
        isBinary |= node.path("format").asString("").equals("binary") || (isTyped && !isTextual);
        bytesType = bytesType.or(() -> type.filter(known -> isTyped && !isTextual && known.isConcrete()));
    }

    private static String component(Place target) {
        var pointer = target.pointer();
        var parent = pointer.head();
        boolean isComponent = parent != null
                && parent.last() != null
                && Set.of("schemas", "definitions", "$defs")
                        .contains(parent.last().getMatchingProperty());
        return isComponent ? pointer.last().getMatchingProperty() : "";
    }

    private Optional<Place> reference(Place place, JsonNode node) {
        var reference = node.path("$ref");
        return reference.isString() ? documents.schemaTarget(place, reference.asString()) : Optional.empty();
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
