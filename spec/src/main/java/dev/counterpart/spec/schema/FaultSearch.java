package dev.counterpart.spec.schema;

import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.reference.Circles;
import dev.counterpart.spec.rule.Finding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
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

    SchemaValidator.Searched searched(List<Place> starts) {
        var search = new Search();
        return new SchemaValidator.Searched(search.faults(starts), search.seen);
    }

    private final class Search {

        private final List<Finding> faults = new ArrayList<>();
        private final Set<Place> seen = new LinkedHashSet<>();
        private final Deque<Place> roots = new ArrayDeque<>();

        List<Finding> faults(List<Place> starts) {
            roots.addAll(starts);
            while (!roots.isEmpty()) {
                var root = roots.poll();
                if (!seen.contains(root)) {
                    if (compiled.at(root).isEmpty()) {
                        var node = compiled.references().at(root);
                        unusable(root, node, "is not a schema: " + Assertions.typeOf(node));
                    }
                    search(root);
                }
            }
            Circles.in(seen, compiled.references())
                    .forEach(place -> unusable(
                            place, compiled.references().at(place), "leads back to its own schema for the same value"));
            return List.copyOf(faults);
        }

        private void search(Place root) {
            var open = new ArrayDeque<Place>();
            open.add(root);
            while (!open.isEmpty()) {
                var place = open.poll();
                if (seen.add(place)) {
                    var node = compiled.references().at(place);
                    fault(place, node);
                    for (var member : node.properties()) {
                        open.addAll(keyword(place, member.getKey(), member.getValue()));
                    }
                }
            }
        }

        /** Notes the faults of one keyword, and returns the schemas in its value. */
        private List<Place> keyword(Place schema, String name, JsonNode value) {
            var place = schema.member(name);
            if (SCHEMAS.contains(name) && value.isObject()) {
                return List.of(place);
            }
            fault(place, value);
            container(place, name, value);
            if (REFERENCES.contains(name) && value.isString()) {
                reference(schema, place, value);
            }
            if (ARRAYS.contains(name) && value.isArray()) {
                return IntStream.range(0, value.size()).mapToObj(place::element).toList();
            }
            return MAPS.contains(name)
                    ? value.propertyNames().stream().map(place::member).toList()
                    : List.of();
        }

        private void reference(Place schema, Place place, JsonNode value) {
            compiled.references()
                    .target(schema, value.stringValue())
                    .ifPresentOrElse(
                            roots::add,
                            () -> unusable(
                                    place,
                                    value,
                                    "the reference " + value.stringValue() + " does not refer to a schema"));
        }

        private void fault(Place place, JsonNode node) {
            compiled.faults().at(place).ifPresent(reason -> unusable(place, node, reason));
        }

        private void unusable(Place place, JsonNode node, String reason) {
            faults.add(SchemaValidator.unusable(place, node, reason));
        }

        /** A keyword that validators ignore if its value has a wrong type. */
        private void container(Place place, String name, JsonNode value) {
            boolean map = MAPS.contains(name) && !value.isObject();
            if (compiled.faults().at(place).isPresent()) {
                return;
            }
            if (map || (LISTS.contains(name) && !value.isArray())) {
                String reason = name + " must be " + (map ? "an object" : "an array") + ", but is "
                        + (value.isContainer() ? Assertions.typeOf(value) : value.toString());
                unusable(place, value, reason);
            }
            if (name.equals("enum") && value.isArray() && value.isEmpty()) {
                unusable(place, value, "enum is empty, so no value is allowed");
            }
        }
    }
}
