package dev.counterpart.spec.schema;

import com.networknt.schema.path.NodePath;
import tools.jackson.databind.JsonNode;

/** {@code allOf}; in OpenAPI 3.0, {@code nullable} beside it lets null pass. */
final class AllOfJudge extends Judge {

    private final Branches branches;
    private final boolean nullable;

    AllOfJudge(Site site, boolean nullable) {
        super(site);
        this.branches = new Branches(site);
        this.nullable = nullable && Assertions.isNullable(site.parent().getSchemaNode());
    }

    @Override
    void judge(Judgement judgement, JsonNode value, JsonNode root, NodePath at) {
        if (nullable && value.isNull()) {
            return;
        }
        for (int i = 0; i < branches.count(); i++) {
            branches.apply(i, judgement, value, root, at);
        }
    }
}
