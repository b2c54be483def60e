package dev.counterpart.verify.check;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.send.Observation.Answered;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Bodies that their schema allows, but that are not what it means: write-only properties, and errors without a message. */
final class DeclaredBodyCheck implements Check {

    /** Properties that say what went wrong. */
    private static final Pattern MESSAGE = Pattern.compile(
            "(error|err|error_?)?(message|msg|description|detail|title|reason)|error|errors|code",
            Pattern.CASE_INSENSITIVE);

    private static final List<String> COMBINERS = List.of("allOf", "anyOf", "oneOf");
    private static final int DEEPEST = 32;
    private static final int MOST_VALUES = 10_000;

    private final Documents documents;

    DeclaredBodyCheck(Contract contract) {
        this.documents = contract.documents();
    }

    @Override
    public List<Violation> violations(Case sent, Answered answer) {
        var response = answer.response();
        var schema = schema(sent, response);
        if (schema.isEmpty() || !answer.isReadable()) {
            return List.of();
        }
        if (!(Json.parse(response.body()) instanceof Json.Parsed.Value value)) {
            return List.of();
        }
        var violations = new ArrayList<Violation>();
        var walk = new Walk();
        walk.found(schema.get().place(), value.node(), JsonPointer.empty(), 0);
        violations.addAll(walk.writeOnly.values());
        if (response.status() >= 400) {
            useless(schema.get().place(), value.node()).ifPresent(violations::add);
        }
        return violations;
    }

    private static Optional<Schema> schema(Case sent, Response response) {
        return response.hasBody()
                ? response.contentType()
                        .filter(type -> type.isJson())
                        .flatMap(type -> sent.operation()
                                .responseFor(response.status())
                                .flatMap(declared -> declared.contentFor(type)))
                        .flatMap(content -> content.schema())
                : Optional.empty();
    }

    /** An error that has none of the declared properties, or whose messages are all empty. */
    private Optional<Violation> useless(Place schema, JsonNode body) {
        var declared = properties(schema);
        if (declared.isEmpty() || !body.isObject() || body.isEmpty()) {
            return Optional.empty();
        }
        String names = String.join(", ", declared.keySet().stream().limit(5).toList());
        if (declared.keySet().stream().noneMatch(body::has)) {
            return Optional.of(Violation.of(
                            GateRules.ERROR_USELESS,
                            Spot.of(Part.RESPONSE_BODY),
                            "at least one of the documented properties " + names,
                            "only " + String.join(", ", first(body)))
                    .declaredAt(documents.location(schema)));
        }
        var messages = declared.keySet().stream()
                .filter(name -> MESSAGE.matcher(name).matches() && body.has(name))
                .toList();
        boolean isEmpty = !messages.isEmpty() && messages.stream().allMatch(name -> isEmpty(body.get(name)));
        return isEmpty
                ? Optional.of(Violation.of(
                                GateRules.ERROR_USELESS,
                                new Spot(Part.RESPONSE_BODY, JsonPointer.empty().appendProperty(messages.get(0))),
                                "a text that says why",
                                Json.described(body.get(messages.get(0))))
                        .declaredAt(documents.location(schema)))
                : Optional.empty();
    }

    private static List<String> first(JsonNode object) {
        return object.propertyNames().stream().limit(5).toList();
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isNull()
                || (value.isString() && value.asString().isBlank())
                || (value.isContainer() && value.isEmpty());
    }

    /** The write-only properties in a body, each name once. */
    private final class Walk {
        private final Map<String, Violation> writeOnly = new LinkedHashMap<>();
        private int values;

        void found(Place schema, JsonNode node, JsonPointer at, int depth) {
            if (depth > DEEPEST || ++values > MOST_VALUES) {
                return;
            }
            if (node.isArray()) {
                for (var items : items(schema)) {
                    for (int i = 0; i < node.size(); i++) {
                        found(items, node.get(i), at.appendIndex(i), depth + 1);
                    }
                }
            }
            if (node.isObject()) {
                properties(schema).forEach((name, places) -> {
                    if (node.has(name)) {
                        property(name, places, node.get(name), at.appendProperty(name), depth);
                    }
                });
            }
        }

        private void property(String name, Set<Place> places, JsonNode value, JsonPointer at, int depth) {
            if (places.stream().allMatch(DeclaredBodyCheck.this::isWriteOnly)) {
                writeOnly.putIfAbsent(
                        name,
                        Violation.of(
                                        GateRules.WRITE_ONLY,
                                        new Spot(Part.RESPONSE_BODY, at),
                                        "no property " + name,
                                        "it is there")
                                .declaredAt(documents.location(places.iterator().next())));
            } else {
                places.forEach(place -> found(place, value, at, depth + 1));
            }
        }
    }

    private boolean isWriteOnly(Place place) {
        return all(place).stream()
                .anyMatch(each -> documents.at(each).path("writeOnly").asBoolean(false));
    }

    /** The declared properties, each with all its schemas, in this schema and those that it combines. */
    private Map<String, Set<Place>> properties(Place schema) {
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
