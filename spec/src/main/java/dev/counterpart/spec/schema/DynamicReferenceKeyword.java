package dev.counterpart.spec.schema;

import com.networknt.schema.path.NodePath;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.reference.DynamicReferences;
import tools.jackson.databind.JsonNode;

/** {@code $dynamicRef} and {@code $recursiveRef}: the schema that {@link DynamicReferences} find applies. */
final class DynamicReferenceKeyword extends CustomKeyword {

    private final Compiled compiled;

    DynamicReferenceKeyword(Site site, Compiled compiled) {
        super(site);
        Assertions.demand(site.limit().isString(), site.keyword() + " must be a string");
        this.compiled = compiled;
    }

    @Override
    void evaluate(Evaluation evaluation, JsonNode value, JsonNode root, NodePath at) {
        String reference = site().limit().stringValue();
        Iterable<Place> scope = () -> evaluation.getEvaluationSchema().stream()
                .map(schema -> Compiled.place(schema.getSchemaLocation()))
                .iterator();
        var schema = new DynamicReferences(compiled.references())
                .target(Compiled.place(site().parent().getSchemaLocation()), getKeyword(), reference, scope)
                .flatMap(compiled::at);
        if (schema.isEmpty()) {
            undecided(evaluation, value, at, "the reference " + reference + " does not refer to a schema");
        } else {
            follow(schema.get(), evaluation, value, root, at);
        }
    }
}
