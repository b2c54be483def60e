package dev.counterpart.spec.schema;

import com.networknt.schema.path.NodePath;
import tools.jackson.databind.JsonNode;

/** A keyword that judges the value by itself. */
final class AssertionJudge extends Judge {

    private final Assertion assertion;

    AssertionJudge(Site site, Assertion assertion) {
        super(site);
        this.assertion = assertion;
    }

    @Override
    void judge(Judgement judgement, JsonNode value, JsonNode root, NodePath at) {
        try {
            var broken = assertion.broken(value);
            if (broken.isPresent()) {
                judgement.addError(error(value, at, broken.get()).build());
            }
        } catch (Assertion.Undecided undecided) {
            undecided(judgement, value, at, String.valueOf(undecided.getMessage()));
        }
    }
}
