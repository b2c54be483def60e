package dev.counterpart.verify.pass;

import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.report.Result;
import java.util.List;
import java.util.Optional;

/**
 * How the answer to a request that is sent again must compare with the first one.
 *
 * @param rule that is broken if the status is another one
 * @param expected follows the first status in messages: {@code as before}
 * @param basis of the rule; may be empty
 */
record Comparison(Rule rule, String expected, String basis) {

    /** The second result, with a violation if its answer is of another kind than the first. */
    Result checked(PassContext context, Result first, Result again) {
        return replaced(context, first, again).orElse(again);
    }

    /** What stands in the place of the second result: it with a violation, or skipped; empty if it stays. */
    Optional<Result> replaced(PassContext context, Result first, Result again) {
        if (again.isLimited()) {
            return Optional.of(Repetition.limited(again));
        }
        var overtaken = Repetition.overtaken(context, first, again);
        if (overtaken.isPresent()) {
            return overtaken;
        }
        return again.answer().isEmpty() || !Repetition.differs(first, again)
                ? Optional.empty()
                : Optional.of(context.withViolations(again, List.of(violation(first, again))));
    }

    Violation violation(Result first, Result again) {
        return Violation.of(
                        rule,
                        Spot.of(Part.RESPONSE_STATUS),
                        first.status().orElse(0) + ", " + expected,
                        Integer.toString(again.status().orElse(0)))
                .basedOn(basis);
    }
}
