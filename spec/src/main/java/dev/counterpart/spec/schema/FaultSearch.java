package dev.counterpart.spec.schema;

import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.rule.Finding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Searches a schema, and all schemas that it references, for keywords that cannot be applied. Thread-safe. */
final class FaultSearch {

    private static final Set<String> SCHEMAS = Set.of(
            "items",
            "additionalProperties",
            "not",
            "if",
            "then",
            "else",
            "contains",
            "propertyNames",
            "additionalItems",
            "unevaluatedItems",
            "unevaluatedProperties");
    private static final Set<String> ARRAYS = Set.of("allOf", "anyOf", "oneOf", "prefixItems", "items");
    private static final Set<String> MAPS =
            Set.of("properties", "patternProperties", "dependentSchemas", "dependencies");
    private static final Set<String> LISTS = Set.of("allOf", "anyOf", "oneOf", "prefixItems", "required");
    private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef");

    private final Compiled compiled;

    FaultSearch(Compiled compiled) {
        this.compiled = compiled;
    }

    List<Finding> faults(List<Place> starts) {
        var faults = new ArrayList<Finding>();
        var seen = new HashSet<Place>();
        var roots = new ArrayDeque<>(starts);
        while (!roots.isEmpty()) {
            var root = roots.poll();
            if (!seen.contains(root)) {
                if (compiled.at(root).isEmpty()) {
                    var node = compiled.references().at(root);
                    faults.add(SchemaValidator.unusable(root, node, "is not a schema: " + Assertions.typeOf(node)));
                }
                search(root, seen, roots, faults);
            }
        }
        return List.copyOf(faults);
    }

    private void search(Place root, Set<Place> seen, ArrayDeque<Place> roots, List<Finding> faults) {
        var open = new ArrayDeque<Place>();
        open.add(root);
        while (!open.isEmpty()) {
            var place = open.poll();
            if (seen.add(place)) {
                var node = compiled.references().at(place);
                fault(place, node, faults);
                for (var member : node.properties()) {
                    keyword(place, member.getKey(), member.getValue(), open, roots, faults);
                }
            }
        }
    }

    private void keyword(
            Place schema,
            String name,
            JsonNode value,
            ArrayDeque<Place> open,
            ArrayDeque<Place> roots,
            List<Finding> faults) {
        var place = schema.member(name);
        boolean isSchema = SCHEMAS.contains(name) && value.isObject();
        if (!isSchema) {
            fault(place, value, faults);
            container(place, name, value, faults);
        }
        if (isSchema) {
            open.add(place);
        } else if (ARRAYS.contains(name) && value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                open.add(place.element(i));
            }
        } else if (MAPS.contains(name)) {
            value.properties().forEach(member -> open.add(place.member(member.getKey())));
        } else if (REFERENCES.contains(name) && value.isString()) {
            compiled.references()
                    .target(schema, value.stringValue())
                    .ifPresentOrElse(
                            roots::add,
                            () -> faults.add(SchemaValidator.unusable(
                                    place,
                                    value,
                                    "the reference " + value.stringValue() + " does not refer to a schema")));
        }
    }

    private void fault(Place place, JsonNode node, List<Finding> faults) {
        compiled.faults().at(place).ifPresent(reason -> faults.add(SchemaValidator.unusable(place, node, reason)));
    }

    /** A keyword that validators ignore if its value has a wrong type. */
    private void container(Place place, String name, JsonNode value, List<Finding> faults) {
        boolean map = MAPS.contains(name) && !value.isObject();
        if (compiled.faults().at(place).isPresent()) {
            return;
        }
        if (map || (LISTS.contains(name) && !value.isArray())) {
            String reason = name + " must be " + (map ? "an object" : "an array") + ", but is "
                    + (value.isContainer() ? Assertions.typeOf(value) : value.toString());
            faults.add(SchemaValidator.unusable(place, value, reason));
        }
        if (name.equals("enum") && value.isArray() && value.isEmpty()) {
            faults.add(SchemaValidator.unusable(place, value, "enum is empty, so no value is allowed"));
        }
    }
}
