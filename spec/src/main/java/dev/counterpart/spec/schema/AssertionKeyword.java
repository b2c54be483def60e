package dev.counterpart.spec.schema;

import com.networknt.schema.path.NodePath;
import tools.jackson.databind.JsonNode;

/** A keyword without subschemas. */
final class AssertionKeyword extends CustomKeyword {

    private final Assertion assertion;

    AssertionKeyword(Site site, Assertion assertion) {
        super(site);
        this.assertion = assertion;
    }

    @Override
    void evaluate(Evaluation evaluation, JsonNode value, JsonNode root, NodePath at) {
        try {
            var broken = assertion.broken(value);
            if (broken.isPresent()) {
                evaluation.addError(error(value, at, broken.get()).build());
            }
        } catch (Assertion.Undecided undecided) {
            undecided(evaluation, value, at, String.valueOf(undecided.getMessage()));
        }
    }
}
