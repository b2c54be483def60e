package dev.counterpart.spec.schema;

import com.networknt.schema.Schema;
import com.networknt.schema.path.NodePath;
import dev.counterpart.spec.document.Place;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * {@code $dynamicRef}, and its predecessor {@code $recursiveRef}: refers to the outermost schema resource in the
 * dynamic scope that has the anchor.
 *
 * @see <a href="https://json-schema.org/draft/2020-12/json-schema-core#section-8.2.3.2">JSON Schema 2020-12 Core, §8.2.3.2</a>
 */
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
        var schema = compiled.references()
                .target(Compiled.place(site().parent().getSchemaLocation()), reference)
                .flatMap(target -> compiled.at(dynamic(evaluation, target)));
        if (schema.isEmpty()) {
            undecided(evaluation, value, at, "the reference " + reference + " does not refer to a schema");
        } else {
            follow(schema.get(), evaluation, value, root, at);
        }
    }

    private Place dynamic(Evaluation evaluation, Place target) {
        var node = compiled.references().at(target);
        var anchor = node.path("$dynamicAnchor");
        if (getKeyword().equals("$dynamicRef")
                && anchor.isString()
                && site().limit().stringValue().endsWith("#" + anchor.stringValue())) {
            return outermost(evaluation, place -> compiled.references().dynamicAnchor(place, anchor.stringValue()))
                    .orElse(target);
        }
        if (getKeyword().equals("$recursiveRef") && isRecursive(target)) {
            return outermost(
                            evaluation,
                            place -> Optional.of(compiled.references().resourceRoot(place))
                                    .filter(this::isRecursive))
                    .orElse(target);
        }
        return target;
    }

    private boolean isRecursive(Place place) {
        return compiled.references().at(place).path("$recursiveAnchor").asBoolean(false);
    }

    private static Optional<Place> outermost(
            Evaluation evaluation, java.util.function.Function<Place, Optional<Place>> offers) {
        for (Schema schema : evaluation.getEvaluationSchema()) {
            var offered = offers.apply(Compiled.place(schema.getSchemaLocation()));
            if (offered.isPresent()) {
                return offered;
            }
        }
        return Optional.empty();
    }
}
