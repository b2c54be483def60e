package dev.counterpart.verify.check;

import dev.counterpart.spec.Rule;
import dev.counterpart.spec.Spot;
import dev.counterpart.spec.Spot.Part;
import dev.counterpart.spec.Violation;
import dev.counterpart.verify.plan.Case;
import dev.counterpart.verify.send.Observation.Answered;
import dev.counterpart.verify.send.Observation.Fault;
import java.util.List;

/** How the answer was sent: its framing and its codings. */
final class SendingCheck implements Check {

    @Override
    public List<Violation> violations(Case sent, Answered answer) {
        return answer.faults().stream().map(SendingCheck::violation).toList();
    }

    private static Violation violation(Fault fault) {
        return Violation.of(
                rule(fault.kind()), Spot.of(Part.RESPONSE), rule(fault.kind()).meaning(), fault.message());
    }

    private static Rule rule(Fault.Kind kind) {
        return switch (kind) {
            case CONTENT_CODING -> GateRules.CONTENT_CODING;
            case TRANSFER_CODING, CONTENT_LENGTH, TRAILING_BYTES -> GateRules.CUT_OFF;
            case HEADER_SYNTAX, STATUS_LINE -> GateRules.NOT_HTTP;
        };
    }
}
