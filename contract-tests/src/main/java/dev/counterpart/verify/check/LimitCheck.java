package dev.counterpart.verify.check;

import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation.Answer;
import dev.counterpart.verify.send.Observation.Answered;
import java.util.List;

/** An answer arrives within the limit in the data file. */
final class LimitCheck implements Check {

    @Override
    public List<Violation> violations(Case sent, Answered answer) {
        return sent.expectation() instanceof Answer expected
                ? expected
                        .limit()
                        .filter(limit -> answer.took().compareTo(limit) > 0)
                        .map(limit -> Violation.of(
                                GateRules.SLOW,
                                Spot.of(Part.RESPONSE),
                                "an answer within " + limit.toMillis() + " ms",
                                "an answer after " + answer.took().toMillis() + " ms"))
                        .stream()
                        .toList()
                : List.of();
    }
}
