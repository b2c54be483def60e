package dev.counterpart.spec.schema;

import com.networknt.schema.Schema;
import com.networknt.schema.path.NodePath;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** {@code $ref}: resolved on first use. An unresolved or circular reference makes the result undecided. */
final class ReferenceKeyword extends CustomKeyword {

    private final Compiled compiled;
    private volatile Optional<Schema> target = Optional.empty();

    ReferenceKeyword(Site site, Compiled compiled) {
        super(site);
        Assertions.demand(site.limit().isString(), "$ref must be a string");
        this.compiled = compiled;
    }

    @Override
    void evaluate(Evaluation evaluation, JsonNode value, JsonNode root, NodePath at) {
        var schema = target();
        if (schema.isEmpty()) {
            undecided(
                    evaluation,
                    value,
                    at,
                    "the reference "
                            + compiled.references().written(site().limit().stringValue())
                            + " does not refer to a schema");
        } else {
            follow(schema.get(), evaluation, value, root, at);
        }
    }

    private Optional<Schema> target() {
        var known = target;
        if (known.isEmpty()) {
            var from = Compiled.place(site().parent().getSchemaLocation());
            known = compiled.references()
                    .target(from, site().limit().stringValue())
                    .flatMap(compiled::at);
            target = known;
        }
        return known;
    }
}
