package dev.counterpart.spec.schema;

import com.networknt.schema.path.NodePath;
import tools.jackson.databind.JsonNode;

/** The schema {@code false}. */
final class FalseJudge extends Judge {

    FalseJudge(Site site) {
        super(new Site("false", site.limit(), site.parent().getSchemaLocation(), site.parent()));
    }

    @Override
    void judge(Judgement judgement, JsonNode value, JsonNode root, NodePath at) {
        judgement.addError(error(value, at, "nothing is allowed here").build());
    }
}
