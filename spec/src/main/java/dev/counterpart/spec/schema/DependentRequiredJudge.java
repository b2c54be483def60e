package dev.counterpart.spec.schema;

import com.networknt.schema.path.NodePath;
import tools.jackson.databind.JsonNode;

/** {@code dependentRequired}: properties that are required where another one is there. */
final class DependentRequiredJudge extends Judge {

    DependentRequiredJudge(Site site) {
        super(site);
        Assertions.demand(
                site.limit().isObject() && site.limit().valueStream().allMatch(JsonNode::isArray),
                "dependentRequired must be an object of lists of names");
    }

    @Override
    void judge(Judgement judgement, JsonNode value, JsonNode root, NodePath at) {
        if (!value.isObject()) {
            return;
        }
        for (var dependency : site().limit().properties()) {
            if (value.has(dependency.getKey())) {
                for (var required : dependency.getValue()) {
                    String name = required.asString("");
                    if (!value.has(name)) {
                        judgement.addError(
                                error(value, at, "the property " + name + " is required beside " + dependency.getKey())
                                        .property(name)
                                        .build());
                    }
                }
            }
        }
    }
}
