package dev.counterpart.verify.check;

import dev.counterpart.spec.Spot;
import dev.counterpart.spec.Spot.Part;
import dev.counterpart.spec.Violation;
import dev.counterpart.verify.plan.Case;
import dev.counterpart.verify.plan.Expectation.Denial;
import dev.counterpart.verify.plan.Expectation.Refusal;
import dev.counterpart.verify.send.Observation.Answered;
import java.util.List;

/** The status against what the case expects. */
final class StatusCheck implements Check {

    @Override
    public List<Violation> violations(Case sent, Answered answer) {
        int status = answer.response().status();
        return WrongStatus.of(sent, status).stream()
                .map(rule -> {
                    var violation = Violation.of(rule, at(sent), expected(sent), Integer.toString(status))
                            .basedOn(sent.origin().basis());
                    return sent.origin().declared().map(violation::declaredAt).orElse(violation);
                })
                .toList();
    }

    private static Spot at(Case sent) {
        return sent.expectation() instanceof Refusal refusal ? refusal.at() : Spot.of(Part.RESPONSE_STATUS);
    }

    private static String expected(Case sent) {
        if (sent.expectation() instanceof Refusal refusal) {
            return sent.expectation().text() + ", as " + refusal.flaw();
        }
        return sent.expectation() instanceof Denial denial
                ? sent.expectation().text() + ", as the request has "
                        + denial.flaw().text()
                : sent.expectation().text();
    }
}
