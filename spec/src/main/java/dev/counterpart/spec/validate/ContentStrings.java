package dev.counterpart.spec.validate;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Direction;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.reference.Subschemas;
import dev.counterpart.spec.rule.MessageRules;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.schema.SchemaValidator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * The content of strings, which {@code contentEncoding}, {@code contentMediaType} and {@code contentSchema} describe. These keywords are
 * annotations and never make a value invalid, so violations are warnings. As for all annotations, those of alternatives that the value does
 * not match are ignored.
 *
 * <p>Thread-safe.
 *
 * @see <a href="https://json-schema.org/draft/2020-12/json-schema-validation#section-8">JSON Schema 2020-12 Validation §8</a>
 */
public final class ContentStrings {

    private static final int DEEPEST = 32;
    private static final int MOST_VALUES = 10_000;
    private static final int MOST_FOUND = 100;
    private static final String SECTION = "JSON Schema 2020-12 Validation §8";

    private final Documents documents;
    private final SchemaValidator schemas;
    private final Subschemas subschemas;
    private final Findings findings;

    /** Whether the document describes such strings at all; most do not, and OpenAPI 3.0 has no such keywords. */
    private final boolean mayBeThere;

    public ContentStrings(Contract contract, SchemaValidator schemas) {
        this.documents = contract.documents();
        this.schemas = schemas;
        this.subschemas = new Subschemas(documents);
        this.findings = new Findings(documents);
        this.mayBeThere = contract.version().hasJsonSchema()
                && (documents.mentions("contentMediaType") || documents.mentions("contentEncoding"));
    }

    /** A warning for each string in a value at that place of a body whose content is not as described. */
    List<Violation> violations(Spot.Part part, Schema schema, JsonNode value, JsonPointer at, Direction direction) {
        var walk = new Walk(part, direction);
        if (mayBeThere) {
            walk.search(Set.of(schema.place()), value, at, 0);
        }
        return walk.found;
    }

    /** Whether the content of all strings in a value is as described. */
    public boolean areRight(Schema schema, JsonNode value, Direction direction) {
        return violations(Spot.Part.RESPONSE_BODY, schema, value, JsonPointer.empty(), direction)
                .isEmpty();
    }

    private final class Walk {
        private final List<Violation> found = new ArrayList<>();
        private final Spot.Part part;
        private final Direction direction;
        private int values;

        Walk(Spot.Part part, Direction direction) {
            this.part = part;
            this.direction = direction;
        }

        void search(Set<Place> declared, JsonNode node, JsonPointer at, int depth) {
            boolean isTooMuch = depth > DEEPEST || ++values > MOST_VALUES || found.size() >= MOST_FOUND;
            if (declared.isEmpty() || isTooMuch) {
                return;
            }
            var applying = new LinkedHashSet<Place>();
            apply(declared, node, applying);
            if (node.isString()) {
                applying.forEach(place -> string(place, node.asString(), at));
            }
            for (int i = 0; node.isArray() && i < node.size(); i++) {
                search(subschemas.element(applying, i), node.get(i), at.appendIndex(i), depth + 1);
            }
            for (var member : node.properties()) {
                search(
                        subschemas.member(applying, member.getKey()),
                        member.getValue(),
                        at.appendProperty(member.getKey()),
                        depth + 1);
            }
        }

        /** The schemas that apply whatever the value is, and the alternatives that it matches. */
        private void apply(Set<Place> declared, JsonNode node, Set<Place> applying) {
            for (var place : subschemas.certain(declared)) {
                if (!applying.add(place)) {
                    continue;
                }
                for (String keyword : List.of("anyOf", "oneOf")) {
                    documents.elements(place.member(keyword)).stream()
                            .filter(branch -> isValid(branch, node))
                            .forEach(branch -> apply(Set.of(branch), node, applying));
                }
                if (documents.at(place).has("if")) {
                    var next = place.member(isValid(place.member("if"), node) ? "then" : "else");
                    apply(documents.at(next).isObject() ? Set.of(next) : Set.of(), node, applying);
                }
            }
        }

        private boolean isValid(Place place, JsonNode node) {
            return schemas.findings(new Schema(place, documents.at(place)), node, direction)
                    .isEmpty();
        }

        private void string(Place place, String text, JsonPointer at) {
            var node = documents.at(place);
            String encoding = node.path("contentEncoding").asString("");
            var decoded = decoded(text, encoding);
            if (decoded.isEmpty()) {
                warn(at, "text in " + encoding + ", as contentEncoding says", Violation.shortened(text), place);
                return;
            }
            String type = node.path("contentMediaType").asString("");
            if (MediaType.parse(type).filter(MediaType::isJson).isEmpty()) {
                return;
            }
            if (Json.parse(decoded.get()) instanceof Json.Parsed.Value value) {
                content(place, value.node(), at);
            } else {
                warn(at, "a string with " + type + ", as contentMediaType says", Violation.shortened(text), place);
            }
        }

        private void content(Place place, JsonNode value, JsonPointer at) {
            var schema = place.member("contentSchema");
            if (documents.at(schema).isMissingNode()) {
                return;
            }
            for (var finding : schemas.findings(new Schema(schema, documents.at(schema)), value, direction)) {
                var inside = findings.violation(part, JsonPointer.empty(), finding);
                String where = finding.at().matches() ? "" : " at " + finding.at();
                warn(at, "a string with JSON" + where + " that is " + inside.expected(), inside.actual(), schema);
            }
        }

        private void warn(JsonPointer at, String expected, String actual, Place declared) {
            found.add(Violation.of(MessageRules.of(part, "content"), new Spot(part, at), expected, actual)
                    .declaredAt(documents.location(declared))
                    .basedOn(SECTION));
        }
    }

    /** The bytes of the text; empty if it is not in that encoding. Encodings without a rule are not decoded. */
    private static Optional<byte[]> decoded(String text, String encoding) {
        try {
            return Optional.of(
                    switch (encoding) {
                        case "base64" -> Base64.getMimeDecoder().decode(checked(text, "[A-Za-z0-9+/\\s]*[=\\s]*"));
                        case "base64url" -> Base64.getUrlDecoder().decode(text);
                        case "base16" -> HexFormat.of().parseHex(text);
                        default -> text.getBytes(StandardCharsets.UTF_8);
                    });
        } catch (IllegalArgumentException otherText) {
            return Optional.empty();
        }
    }

    /** The text, if it has only these characters: the decoder ignores others. Lines may be broken (RFC 2045 §6.8). */
    private static String checked(String text, String characters) {
        if (!text.matches(characters)) {
            throw new IllegalArgumentException("other characters");
        }
        return text;
    }
}
