package dev.counterpart.verify.check;

import dev.counterpart.spec.Spot;
import dev.counterpart.spec.Spot.Part;
import dev.counterpart.spec.Violation;
import dev.counterpart.verify.plan.Case;
import dev.counterpart.verify.send.Observation.Answered;
import java.util.List;

/** 405 says which methods there are. */
final class AllowCheck implements Check {

    @Override
    public List<Violation> violations(Case sent, Answered answer) {
        return answer.response().status() != 405 || answer.response().headers().has("Allow")
                ? List.of()
                : List.of(Violation.of(
                                GateRules.ALLOW_MISSING,
                                Spot.of(Part.RESPONSE_HEADER, "Allow"),
                                "the methods of the path",
                                "nothing")
                        .basedOn("RFC 9110 §15.5.6"));
    }
}
