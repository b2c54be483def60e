package dev.counterpart.spec.schema;

import com.networknt.schema.path.NodePath;
import tools.jackson.databind.JsonNode;

/** {@code allOf}. In OpenAPI 3.0, an adjacent {@code nullable} allows null. */
final class AllOfKeyword extends CustomKeyword {

    private final Branches branches;
    private final boolean nullable;

    AllOfKeyword(Site site, boolean nullable) {
        super(site);
        this.branches = new Branches(site);
        this.nullable = nullable && Assertions.isNullable(site.parent().getSchemaNode());
    }

    @Override
    void evaluate(Evaluation evaluation, JsonNode value, JsonNode root, NodePath at) {
        if (nullable && value.isNull()) {
            return;
        }
        for (int i = 0; i < branches.count(); i++) {
            branches.apply(i, evaluation, value, root, at);
        }
    }
}
