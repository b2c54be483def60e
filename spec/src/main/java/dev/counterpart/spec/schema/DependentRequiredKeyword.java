package dev.counterpart.spec.schema;

import com.networknt.schema.path.NodePath;
import tools.jackson.databind.JsonNode;

/** {@code dependentRequired}: properties that are required if another one is present. */
final class DependentRequiredKeyword extends CustomKeyword {

    DependentRequiredKeyword(Site site) {
        super(site);
        Assertions.demand(
                site.limit().isObject() && site.limit().valueStream().allMatch(JsonNode::isArray),
                "dependentRequired must be an object of arrays of names");
    }

    @Override
    void evaluate(Evaluation evaluation, JsonNode value, JsonNode root, NodePath at) {
        if (!value.isObject()) {
            return;
        }
        for (var dependency : site().limit().properties()) {
            if (value.has(dependency.getKey())) {
                for (var required : dependency.getValue()) {
                    String name = required.asString("");
                    if (!value.has(name)) {
                        evaluation.addError(
                                error(value, at, "the property " + name + " is required beside " + dependency.getKey())
                                        .property(name)
                                        .build());
                    }
                }
            }
        }
    }
}
