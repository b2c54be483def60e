package dev.counterpart.verify.check;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.reference.Subschemas;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.validate.WriteOnly;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.send.Observation.Answered;
import java.util.ArrayList;
import java.util.List;
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

    private final Documents documents;
    private final WriteOnly writeOnly;
    private final Subschemas subschemas;

    DeclaredBodyCheck(Contract contract) {
        this.documents = contract.documents();
        this.writeOnly = new WriteOnly(documents);
        this.subschemas = new Subschemas(documents);
    }

    @Override
    public List<Violation> violations(Case sent, Answered answer) {
        var response = answer.response();
        var type = response.contentType().filter(known -> response.hasBody() && !response.isPartial());
        var content = type.flatMap(known ->
                sent.operation().responseFor(response.status()).flatMap(declared -> declared.contentFor(known)));
        if (content.isEmpty() || !answer.isReadable()) {
            return List.of();
        }
        var violations = new ArrayList<>(writeOnly.violations(response.body(), type.orElseThrow(), content.get()));
        if (response.status() >= 400 && type.orElseThrow().isJson()) {
            content.get()
                    .schema()
                    .ifPresent(schema -> useless(schema.place(), response).ifPresent(violations::add));
        }
        return violations;
    }

    /** An error that has none of the declared properties, or whose messages are all empty. */
    private Optional<Violation> useless(Place schema, Response response) {
        var declared = subschemas.properties(Set.of(schema)).keySet();
        var body = Json.parse(response.body()) instanceof Json.Parsed.Value value ? value.node() : null;
        if (body == null || declared.isEmpty() || !body.isObject() || body.isEmpty()) {
            return Optional.empty();
        }
        if (declared.stream().anyMatch(body::has)) {
            return emptyMessage(declared, body).map(name -> emptyMessage(schema, name, body.get(name)));
        }
        String names = String.join(", ", declared.stream().limit(5).toList());
        return Optional.of(useless(
                schema,
                Spot.of(Part.RESPONSE_BODY),
                "at least one of the documented properties " + names,
                "only " + String.join(", ", first(body))));
    }

    /** The first of the messages, if all of them are empty. */
    private static Optional<String> emptyMessage(Set<String> declared, JsonNode body) {
        var messages = declared.stream()
                .filter(name -> MESSAGE.matcher(name).matches() && body.has(name))
                .toList();
        return messages.stream().allMatch(name -> isEmpty(body.get(name)))
                ? messages.stream().findFirst()
                : Optional.empty();
    }

    private Violation emptyMessage(Place schema, String name, JsonNode value) {
        var at = new Spot(Part.RESPONSE_BODY, JsonPointer.empty().appendProperty(name));
        return useless(schema, at, "a text that says why", Json.described(value));
    }

    private Violation useless(Place schema, Spot at, String expected, String actual) {
        return Violation.of(GateRules.ERROR_USELESS, at, expected, actual).declaredAt(documents.location(schema));
    }

    private static List<String> first(JsonNode object) {
        return object.propertyNames().stream().limit(5).toList();
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isNull()
                || (value.isString() && value.asString().isBlank())
                || (value.isContainer() && value.isEmpty());
    }
}
