package dev.counterpart.spec.schema;

import com.networknt.schema.path.NodePath;
import tools.jackson.databind.JsonNode;

/** The schema {@code false}. */
final class FalseKeyword extends CustomKeyword {

    FalseKeyword(Site site) {
        super(new Site("false", site.limit(), site.parent().getSchemaLocation(), site.parent()));
    }

    @Override
    void evaluate(Evaluation evaluation, JsonNode value, JsonNode root, NodePath at) {
        evaluation.addError(error(value, at, "no value is allowed here").build());
    }
}
