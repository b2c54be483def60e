package dev.counterpart.spec.schema;

import com.networknt.schema.Schema;
import com.networknt.schema.path.NodePath;
import dev.counterpart.spec.Direction;
import dev.counterpart.spec.document.Place;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * {@code required}, without {@code readOnly} properties in requests and {@code writeOnly} properties in responses.
 * These can be declared in the same schema, in a referenced one or in another branch of {@code allOf}.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.0.3.html#schema-object">OpenAPI 3.0.3, Schema Object</a>
 */
final class RequiredKeyword extends CustomKeyword {

    private static final Set<Object> IN_PLACE = Set.of(
            "allOf",
            "anyOf",
            "oneOf",
            "if",
            "$ref",
            "$dynamicRef",
            "$recursiveRef",
            "dependentSchemas",
            "discriminator");

    private final Compiled compiled;
    private final List<String> names;
    private final Map<Schema, Set<String>> readOnly = new ConcurrentHashMap<>();
    private final Map<Schema, Set<String>> writeOnly = new ConcurrentHashMap<>();

    RequiredKeyword(Site site, Compiled compiled) {
        super(site);
        this.compiled = compiled;
        if (site.limit().isBoolean()) {
            this.names = List.of();
            return;
        }
        Assertions.demand(site.limit().isArray(), "required must be an array of names");
        this.names = site.limit()
                .valueStream()
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .distinct()
                .toList();
    }

    @Override
    void evaluate(Evaluation evaluation, JsonNode value, JsonNode root, NodePath at) {
        if (!value.isObject()) {
            return;
        }
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (!value.has(name) && !staysBehind(name, evaluation)) {
                evaluation.addError(error(value, at, () -> "the property " + name + " is required but missing")
                        .property(name)
                        .build());
            }
        }
    }

    private boolean staysBehind(String name, Evaluation evaluation) {
        var keywords = evaluation.getEvaluationSchemaPath().descendingIterator();
        var schemas = evaluation.getEvaluationSchema().descendingIterator();
        keywords.next();
        while (schemas.hasNext()) {
            if (namesOnOneWay(schemas.next(), evaluation.direction()).contains(name)) {
                return true;
            }
            if (!keywords.hasNext() || !IN_PLACE.contains(keywords.next())) {
                return false;
            }
        }
        return false;
    }

    private Set<String> namesOnOneWay(Schema schema, Direction direction) {
        boolean request = direction == Direction.REQUEST;
        return (request ? readOnly : writeOnly).computeIfAbsent(schema, unknown -> {
            var found = new HashSet<String>();
            collect(
                    schema.getSchemaNode(),
                    Compiled.place(schema.getSchemaLocation()),
                    request ? "readOnly" : "writeOnly",
                    found,
                    new HashSet<>());
            return Set.copyOf(found);
        });
    }

    private void collect(JsonNode schema, Place place, String mark, Set<String> found, Set<Place> seen) {
        if (!seen.add(place)) {
            return;
        }
        for (var property : schema.path("properties").properties()) {
            if (isMarked(
                    property.getValue(), place.member("properties").member(property.getKey()), mark, new HashSet<>())) {
                found.add(property.getKey());
            }
        }
        for (var part : parts(schema, place)) {
            collect(compiled.references().at(part), part, mark, found, seen);
        }
    }

    private boolean isMarked(JsonNode schema, Place place, String mark, Set<Place> seen) {
        return seen.add(place)
                && (schema.path(mark).asBoolean(false)
                        || parts(schema, place).stream()
                                .anyMatch(part -> isMarked(compiled.references().at(part), part, mark, seen)));
    }

    /** The schemas that apply to the same part of the value: the target of {@code $ref}, and {@code allOf}. */
    private List<Place> parts(JsonNode schema, Place place) {
        var parts = new java.util.ArrayList<Place>();
        if (schema.path("$ref").isString()) {
            compiled.references()
                    .target(place, schema.path("$ref").stringValue())
                    .ifPresent(parts::add);
        }
        for (int i = 0;
                schema.path("allOf").isArray() && i < schema.path("allOf").size();
                i++) {
            parts.add(place.member("allOf").element(i));
        }
        return parts;
    }
}
