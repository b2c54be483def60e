package dev.counterpart.verify.check;

import dev.counterpart.spec.Spot;
import dev.counterpart.spec.Spot.Part;
import dev.counterpart.spec.Violation;
import dev.counterpart.verify.plan.Case;
import dev.counterpart.verify.send.Observation.Answered;
import java.util.List;

/** 401 names the scheme that is asked for. */
final class ChallengeCheck implements Check {

    @Override
    public List<Violation> violations(Case sent, Answered answer) {
        return answer.response().status() != 401 || answer.response().headers().has("WWW-Authenticate")
                ? List.of()
                : List.of(Violation.of(
                                GateRules.CHALLENGE_MISSING,
                                Spot.of(Part.RESPONSE_HEADER, "WWW-Authenticate"),
                                "a challenge, for example Bearer",
                                "nothing")
                        .basedOn("RFC 9110 §15.5.2"));
    }
}
