package dev.counterpart.mock.engine;

import dev.counterpart.spec.Content;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.DeclaredResponse;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.RequestBody;
import dev.counterpart.spec.SecurityScheme;
import dev.counterpart.spec.decode.Pairs;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.reference.Subschemas;
import dev.counterpart.spec.rule.MessageRules;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Query parameters, and properties of JSON bodies, that a contract does not declare. If an object's schema declares no property,
 * or describes additional ones, any property is allowed.
 *
 * <p>Thread-safe.
 */
final class Undeclared {

    /** Maximum number that is reported per message, and number of array elements that are checked. */
    private static final int MOST = 50;

    private static final List<String> OPEN =
            List.of("additionalProperties", "unevaluatedProperties", "patternProperties");

    private final Documents documents;
    private final Subschemas subschemas;
    private final Set<String> keys = new HashSet<>();

    Undeclared(Contract contract) {
        this.documents = contract.documents();
        this.subschemas = new Subschemas(documents);
        for (var scheme : contract.securitySchemes().values()) {
            if (scheme instanceof SecurityScheme.ApiKey key && key.in() == Parameter.In.QUERY) {
                keys.add(key.parameter());
            }
        }
    }

    List<Violation> ofRequest(Operation operation, Request request) {
        var found = new ArrayList<>(query(operation, request));
        var content = operation.body().map(RequestBody::content).orElse(List.of());
        found.addAll(body(Part.REQUEST_BODY, content, request.contentType(), request.body()));
        return found;
    }

    List<Violation> ofResponse(Operation operation, Response response) {
        var content = operation.responseFor(response.status()).map(declared -> declared.content());
        return body(Part.RESPONSE_BODY, content.orElse(List.of()), response.contentType(), response.body());
    }

    private List<Violation> query(Operation operation, Request request) {
        var declared = operation.parameters().stream()
                .filter(parameter -> parameter.in() == Parameter.In.QUERY || parameter.in() == Parameter.In.QUERYSTRING)
                .toList();
        if (declared.stream().anyMatch(parameter -> parameter.in() == Parameter.In.QUERYSTRING)) {
            return List.of();
        }
        var names = names(declared);
        return Pairs.ofQuery(request.query()).names().stream()
                .distinct()
                .filter(name -> !name.startsWith("__") && !names.contains(name) && !names.contains(beforeBracket(name)))
                .limit(MOST)
                .map(name -> violation(
                        Part.REQUEST_QUERY,
                        JsonPointer.empty().appendProperty(name),
                        operation.place(),
                        "one of the declared parameters"))
                .toList();
    }

    /** The names of the parameters, and of their properties, which may be sent without the name of the parameter. */
    private Set<String> names(List<Parameter> declared) {
        var names = new HashSet<>(keys);
        for (var parameter : declared) {
            names.add(parameter.name());
            parameter
                    .schema()
                    .ifPresent(schema -> names.addAll(
                            subschemas.properties(Set.of(schema.place())).keySet()));
        }
        return names;
    }

    private static String beforeBracket(String name) {
        int bracket = name.indexOf('[');
        return bracket < 0 ? name : name.substring(0, bracket);
    }

    private List<Violation> body(Part part, List<Content> declared, Optional<MediaType> type, byte[] body) {
        var schema = type.filter(MediaType::isJson)
                .flatMap(known -> DeclaredResponse.mostSpecific(declared, known))
                .flatMap(Content::schema);
        if (schema.isEmpty() || !(Json.parse(body) instanceof Json.Parsed.Value value)) {
            return List.of();
        }
        var found = new LinkedHashMap<String, Violation>();
        walk(part, value.node(), Set.of(schema.get().place()), JsonPointer.empty(), found);
        return List.copyOf(found.values());
    }

    private void walk(Part part, JsonNode node, Set<Place> schemas, JsonPointer at, Map<String, Violation> found) {
        if (node.isArray()) {
            var items = subschemas.items(schemas);
            for (int i = 0; i < Math.min(node.size(), MOST); i++) {
                walk(part, node.get(i), items, at.appendIndex(i), found);
            }
        }
        if (!node.isObject() || found.size() >= MOST) {
            return;
        }
        var declared = subschemas.properties(schemas);
        boolean isOpen = declared.isEmpty() || subschemas.all(schemas).stream().anyMatch(this::isOpen);
        for (var member : node.properties()) {
            var inner = declared.get(member.getKey());
            var pointer = at.appendProperty(member.getKey());
            if (inner != null) {
                walk(part, member.getValue(), inner, pointer, found);
            } else if (!isOpen) {
                found.putIfAbsent(
                        pointer.toString().replaceAll("/\\d+", "/*"),
                        violation(part, pointer, schemas.iterator().next(), "one of the declared properties"));
            }
        }
    }

    private Violation violation(Part part, JsonPointer at, Place declared, String expected) {
        String name = at.last().getMatchingProperty();
        return Violation.of(
                        MessageRules.of(part, "undeclared"), new Spot(part, at), expected, Violation.shortened(name))
                .declaredAt(documents.location(declared));
    }

    /** Whether additional properties are described, allowed or forbidden. */
    private boolean isOpen(Place place) {
        return OPEN.stream().anyMatch(documents.at(place)::has);
    }
}
