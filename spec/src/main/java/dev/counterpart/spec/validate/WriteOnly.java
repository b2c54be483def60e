package dev.counterpart.spec.validate;

import dev.counterpart.spec.Content;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.decode.BodyDecoder;
import dev.counterpart.spec.decode.Decoded;
import dev.counterpart.spec.decode.Shape;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.http.BodyFormat;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.reference.Subschemas;
import dev.counterpart.spec.rule.MessageRules;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Violation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code writeOnly} properties in values, which should not be sent in responses. A property is one if a schema that applies whatever
 * the value is says so; where only alternatives declare it ({@code oneOf}, {@code anyOf}, {@code then}, {@code else}), if all of them do.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.0.4.html#schema-object">OpenAPI 3.0.4, Schema Object</a>
 */
public final class WriteOnly {

    private static final int DEEPEST = 32;
    private static final int MOST_VALUES = 10_000;

    private final Documents documents;
    private final Subschemas subschemas;
    private final BodyDecoder bodies;

    /** Whether the document has such properties at all; most have none. */
    private final boolean mayBeThere;

    public WriteOnly(Documents documents) {
        this.documents = documents;
        this.subschemas = new Subschemas(documents);
        this.bodies = new BodyDecoder(documents);
        this.mayBeThere = documents.mentions("writeOnly");
    }

    /** Whether values can have such properties at all. */
    public boolean mayBeThere() {
        return mayBeThere;
    }

    /** A violation for each name of such a property in the body of a response, in any format that can be decoded. */
    public List<Violation> violations(byte[] body, MediaType type, Content content) {
        return body.length == 0 || !mayBeThere
                ? List.of()
                : value(body, type, content)
                        .map(value -> violations(in(content, value)))
                        .orElse(List.of());
    }

    /** Where in the value of a body they are, and where each is declared. */
    public Map<JsonPointer, Place> places(Content content, JsonNode value) {
        return Collections.unmodifiableMap(in(content, value));
    }

    /** A violation for each name of such a property in a value. */
    public List<Violation> violations(Schema schema, JsonNode body) {
        return violations(in(schema, body));
    }

    /** The same for a value at that place of the body. */
    List<Violation> violations(Schema schema, JsonNode value, JsonPointer at) {
        var walk = new Walk();
        if (mayBeThere) {
            walk.search(Set.of(schema.place()), value, at, 0);
        }
        return violations(walk.found);
    }

    private List<Violation> violations(Map<JsonPointer, Place> found) {
        var byName = new LinkedHashMap<String, Violation>();
        found.forEach((at, declared) -> {
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

    /** The value of a body, in its first reading; an array for a sequence. Empty if the body cannot be decoded. */
    public Optional<JsonNode> value(byte[] body, MediaType type, Content content) {
        var decoded = bodies.decoded(body, type, content);
        return decoded instanceof Decoded.Value value
                ? Optional.of(value.first())
                : decoded instanceof Decoded.Sequence sequence
                        ? Optional.of(sequence.whole().first())
                        : Optional.empty();
    }

    /** The value without such properties; the same value if there are none. */
    public JsonNode without(Schema schema, JsonNode value) {
        return without(in(schema, value).keySet(), value);
    }

    /** The value of a body without such properties; the same value if there are none. A sequence is an array. */
    public JsonNode without(Content content, JsonNode value) {
        return without(in(content, value).keySet(), value);
    }

    private static JsonNode without(Set<JsonPointer> found, JsonNode value) {
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
        walk.search(Set.of(schema.place()), value, JsonPointer.empty(), 0);
        return walk.found;
    }

    private Map<JsonPointer, Place> in(Content content, JsonNode value) {
        var walk = new Walk();
        if (!mayBeThere) {
            return walk.found;
        }
        boolean isSequence = isSequence(content, value);
        var whole = content.schema().filter(schema -> !isSequence);
        var each = content.itemSchema().or(() -> content.schema().filter(schema -> isSequence));
        whole.ifPresent(schema -> walk.search(Set.of(schema.place()), value, JsonPointer.empty(), 0));
        each.ifPresent(schema -> walk.searchItems(Set.of(schema.place()), value));
        return walk.found;
    }

    /** Whether the schema describes each item of a sequence. */
    private boolean isSequence(Content content, JsonNode value) {
        return value.isArray()
                && BodyFormat.of(content.mediaType()).isSequence()
                && content.schema()
                        .filter(schema -> Shape.of(documents, schema).isArray())
                        .isEmpty();
    }

    private final class Walk {
        private final Map<JsonPointer, Place> found = new LinkedHashMap<>();
        private int values;

        void searchItems(Set<Place> schemas, JsonNode items) {
            for (int i = 0; items.isArray() && i < items.size(); i++) {
                search(schemas, items.get(i), JsonPointer.empty().appendIndex(i), 1);
            }
        }

        void search(Set<Place> schemas, JsonNode node, JsonPointer at, int depth) {
            if (!node.isContainer() || schemas.isEmpty() || depth > DEEPEST || ++values > MOST_VALUES) {
                return;
            }
            var certain = subschemas.certain(schemas);
            var all = subschemas.all(schemas);
            for (int i = 0; node.isArray() && i < node.size(); i++) {
                search(subschemas.element(all, i), node.get(i), at.appendIndex(i), depth + 1);
            }
            for (var member : node.properties()) {
                String name = member.getKey();
                var declared = declared(certain, all, name);
                var property = at.appendProperty(name);
                if (declared.isPresent()) {
                    found.putIfAbsent(property, declared.get());
                } else {
                    search(subschemas.member(all, name), member.getValue(), property, depth + 1);
                }
            }
        }
    }

    /** Where the property is declared as one; empty if it is not. */
    private Optional<Place> declared(Set<Place> certain, Set<Place> all, String name) {
        var always = subschemas.member(certain, name);
        if (!always.isEmpty()) {
            return always.stream().filter(this::isWriteOnly).findFirst();
        }
        var places = subschemas.member(all, name);
        return places.stream().allMatch(this::isWriteOnly) ? places.stream().findFirst() : Optional.empty();
    }

    private boolean isWriteOnly(Place place) {
        return subschemas.all(Set.of(place)).stream()
                .anyMatch(each -> documents.at(each).path("writeOnly").asBoolean(false));
    }
}
