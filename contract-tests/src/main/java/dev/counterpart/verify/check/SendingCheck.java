package dev.counterpart.verify.check;

import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.send.Observation.Answered;
import dev.counterpart.verify.send.Observation.Fault;
import java.util.List;
import java.util.Locale;

/** How the answer was sent: its framing and codings. */
final class SendingCheck implements Check {

    @Override
    public List<Violation> violations(Case sent, Answered answer) {
        return answer.faults().stream().map(SendingCheck::violation).toList();
    }

    private static Violation violation(Fault fault) {
        var rule = rule(fault.kind());
        return Violation.of(rule, Spot.of(Part.RESPONSE), asked(rule), Violation.shortened(fault.message()));
    }

    private static String asked(Rule rule) {
        String meaning = rule.meaning();
        return meaning.substring(0, 1).toLowerCase(Locale.ROOT) + meaning.substring(1, meaning.length() - 1);
    }

    private static Rule rule(Fault.Kind kind) {
        return switch (kind) {
            case CONTENT_CODING -> GateRules.CONTENT_CODING;
            case UNCHECKED_CODING -> GateRules.UNCHECKED_CODING;
            case TRANSFER_CODING -> GateRules.TRANSFER_CODING;
            case CONTENT_LENGTH -> GateRules.CONTENT_LENGTH;
            case TRAILING_BYTES -> GateRules.TRAILING_BYTES;
            case HEADER_SYNTAX -> GateRules.HEADER_SYNTAX;
            case STATUS_LINE -> GateRules.STATUS_LINE;
        };
    }
}
