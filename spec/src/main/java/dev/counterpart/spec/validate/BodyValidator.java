package dev.counterpart.spec.validate;

import dev.counterpart.spec.Content;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Direction;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.decode.BodyDecoder;
import dev.counterpart.spec.decode.Decoded;
import dev.counterpart.spec.decode.Shape;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.http.BodyFormat;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.rule.MessageRules;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.schema.SchemaValidator;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Validates bodies against their media type: whether they are well-formed, and whether their schema allows the decoded value. */
final class BodyValidator {

    /** Items of a sequence are validated up to this number of violations. */
    private static final int MOST = 1_000;

    private final Documents documents;
    private final Values values;
    private final BodyDecoder bodies;
    private final ContentStrings strings;
    private final PartValidator parts;
    private final Spot.Part part;
    private final Direction direction;

    BodyValidator(Contract contract, SchemaValidator schemas, BodyDecoder bodies, Spot.Part part, Direction direction) {
        this.documents = contract.documents();
        this.strings = new ContentStrings(contract, schemas);
        this.parts = new PartValidator(contract, schemas, part, direction);
        this.values = new Values(documents, schemas);
        this.bodies = bodies;
        this.part = part;
        this.direction = direction;
    }

    List<Violation> violations(byte[] body, MediaType type, Content content) {
        var decoded = bodies.decoded(body, type, content);
        if (decoded instanceof Decoded.Malformed malformed) {
            return List.of(
                    Violation.of(MessageRules.of(part, "syntax"), Spot.of(part), malformed.reason(), malformed.actual())
                            .declaredAt(documents.location(content.place())));
        }
        var violations = new ArrayList<Violation>();
        if (decoded instanceof Decoded.Value value) {
            content.schema()
                    .ifPresent(schema ->
                            violations.addAll(values.violations(part, JsonPointer::empty, schema, value, direction)));
            violations.removeIf(
                    violation -> mayBeEmpty(content, value, violation.at().pointer()));
            content.schema()
                    .filter(schema -> violations.isEmpty())
                    .ifPresent(schema -> violations.addAll(strings(schema, value, JsonPointer.empty())));
        }
        if (decoded instanceof Decoded.Sequence sequence) {
            sequence(content, sequence, violations);
        }
        violations.addAll(0, parts.violations(body, type, content, 0));
        return violations;
    }

    /** Whether it is a form field without a value that {@code allowEmptyValue} allows, whatever else its schema says (Swagger 2.0). */
    private boolean mayBeEmpty(Content content, Decoded.Value value, JsonPointer at) {
        var format = BodyFormat.of(content.mediaType());
        if (at.matches() || (format != BodyFormat.FORM && format != BodyFormat.MULTIPART)) {
            return false;
        }
        var sent = value.first().path(at.getMatchingProperty());
        boolean isEmpty = sent.isArray() ? sent.isEmpty() || (sent.size() == 1 && isBlank(sent.get(0))) : isBlank(sent);
        return isEmpty
                && content.schema()
                        .flatMap(schema -> Shape.of(documents, schema).property(at.getMatchingProperty()))
                        .filter(Shape::allowsEmptyValue)
                        .isPresent();
    }

    private static boolean isBlank(JsonNode value) {
        return value.isString() && value.asString().isEmpty();
    }

    /** The schema of the whole applies beside that of the items, if both are declared. */
    private void sequence(Content content, Decoded.Sequence sequence, List<Violation> violations) {
        content.schema()
                .filter(schema -> !schema.equals(sequence.each()))
                .ifPresent(schema -> violations.addAll(
                        values.violations(part, JsonPointer::empty, schema, sequence.whole(), direction)));
        for (int i = 0; i < sequence.items().size() && violations.size() < MOST; i++) {
            var at = JsonPointer.empty().appendIndex(i);
            violations.addAll(values.violations(
                    part, () -> at, sequence.each(), sequence.items().get(i), direction));
            violations.addAll(strings(sequence.each(), sequence.items().get(i), at));
        }
    }

    /** A decoder that imitates others imitates that they ignore annotations. */
    private List<Violation> strings(Schema schema, Decoded.Value value, JsonPointer at) {
        return bodies.isPlain() ? List.of() : strings.violations(part, schema, value.first(), at, direction);
    }
}
