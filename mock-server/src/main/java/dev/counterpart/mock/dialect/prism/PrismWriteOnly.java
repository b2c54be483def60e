package dev.counterpart.mock.dialect.prism;

import dev.counterpart.spec.Content;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Finding;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.validate.Findings;
import dev.counterpart.spec.validate.WriteOnly;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Prism removes {@code writeOnly} properties from the schemas of responses: their values are not validated, and they are additional
 * properties, which the schema may forbid.
 */
final class PrismWriteOnly {

    private static final String ADDITIONAL = "additionalProperties";

    private final Documents documents;
    private final WriteOnly writeOnly;
    private final Findings findings;

    PrismWriteOnly(Documents documents) {
        this.documents = documents;
        this.writeOnly = new WriteOnly(documents);
        this.findings = new Findings(documents);
    }

    /** The violations of a response, as they are without these properties in its schema. */
    List<Violation> of(Operation operation, Response response, List<Violation> violations) {
        var content = content(operation, response);
        if (!writeOnly.mayBeThere() || content.isEmpty()) {
            return violations;
        }
        var type = response.contentType().orElseThrow();
        return writeOnly
                .value(response.body(), type, content.get())
                .map(value -> of(value, declared(content.get(), value), violations))
                .orElse(violations);
    }

    private static Optional<Content> content(Operation operation, Response response) {
        var declared = operation.responseFor(response.status());
        return response.contentType()
                .filter(MediaType::isJson)
                .flatMap(type -> declared.flatMap(each -> each.contentFor(PrismReading.alike(each.content(), type)
                        .flatMap(MediaType::parse)
                        .orElse(type))));
    }

    /** Those in {@code properties}; Prism knows no others. */
    private Map<JsonPointer, Place> declared(Content content, JsonNode value) {
        var found = new LinkedHashMap<JsonPointer, Place>();
        writeOnly.places(content, value).forEach((at, place) -> {
            if (place.pointer().head().toString().endsWith("/properties")) {
                found.put(at, place);
            }
        });
        return found;
    }

    private List<Violation> of(JsonNode value, Map<JsonPointer, Place> found, List<Violation> violations) {
        var kept =
                violations.stream().filter(violation -> found.keySet().stream().noneMatch(at -> isIn(violation, at)));
        var more =
                found.entrySet().stream().flatMap(each -> additional(each.getKey(), each.getValue(), value).stream());
        return Stream.concat(kept, more).toList();
    }

    private static boolean isIn(Violation violation, JsonPointer at) {
        String pointer = violation.at().pointer().toString();
        return violation.at().part() == Part.RESPONSE_BODY
                && (pointer.equals(at.toString()) || pointer.startsWith(at + "/"));
    }

    /** A violation if the schema that declares the property allows no others. */
    private Optional<Violation> additional(JsonPointer at, Place declared, JsonNode value) {
        var schema = new Place(declared.document(), declared.pointer().head().head());
        var limit = documents.at(schema).path(ADDITIONAL);
        return Optional.of(new Finding(
                        ADDITIONAL,
                        at.head(),
                        schema.member(ADDITIONAL),
                        limit,
                        value.at(at.head()),
                        Optional.of(at.last().getMatchingProperty()),
                        "additional property"))
                .filter(finding -> limit.isBoolean() && !limit.booleanValue())
                .map(finding -> findings.violation(Part.RESPONSE_BODY, JsonPointer.empty(), finding));
    }
}
