package dev.counterpart.spec.validate;

import dev.counterpart.spec.Direction;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.decode.Decoded;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.rule.Finding;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.schema.SchemaValidator;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.core.JsonPointer;

/** Validates decoded values against their schema. */
public final class Values {

    private final SchemaValidator schemas;
    private final Findings findings;

    Values(Documents documents, SchemaValidator schemas) {
        this.schemas = schemas;
        this.findings = new Findings(documents);
    }

    /** Empty if one reading of the value is valid; else the violations of the first. */
    List<Violation> violations(
            Spot.Part part, Supplier<JsonPointer> prefix, Schema schema, Decoded.Value value, Direction direction) {
        List<Finding> first = schemas.findings(schema, value.first(), direction);
        boolean valid = first.isEmpty()
                || value.readings().stream()
                        .skip(1)
                        .anyMatch(reading ->
                                schemas.findings(schema, reading, direction).isEmpty());
        return valid
                ? List.of()
                : first.stream()
                        .map(finding -> findings.violation(part, prefix.get(), finding))
                        .toList();
    }
}
