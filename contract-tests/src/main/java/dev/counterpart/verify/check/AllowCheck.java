package dev.counterpart.verify.check;

import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation.WrongMethod;
import dev.counterpart.verify.send.Observation.Answered;
import java.util.List;
import java.util.Optional;

/** 405 lists the methods of the path in {@code Allow}. */
final class AllowCheck implements Check {

    @Override
    public List<Violation> violations(Case sent, Answered answer) {
        if (answer.response().status() != 405) {
            return List.of();
        }
        var headers = answer.response().headers();
        var allow = headers.joined("Allow");
        if (allow.isEmpty()) {
            return List.of(violation(GateRules.ALLOW_MISSING, "the methods of the path", "nothing"));
        }
        return sent.expectation() instanceof WrongMethod wrong
                ? rule(headers.elements("Allow"), wrong, sent.request().method())
                        .map(rule -> violation(rule, wrong.text(), Violation.shortened(allow.get())))
                        .stream()
                        .toList()
                : List.of();
    }

    private static Optional<Rule> rule(List<String> listed, WrongMethod wrong, String refused) {
        if (listed.contains(refused) || wrong.allowed().stream().noneMatch(method -> listed.contains(method.name()))) {
            return Optional.of(GateRules.ALLOW_WRONG);
        }
        return wrong.allowed().stream().allMatch(method -> listed.contains(method.name()))
                ? Optional.empty()
                : Optional.of(GateRules.ALLOW_INCOMPLETE);
    }

    private static Violation violation(Rule rule, String expected, String actual) {
        return Violation.of(rule, Spot.of(Part.RESPONSE_HEADER, "Allow"), expected, actual)
                .basedOn("RFC 9110 §15.5.6");
    }
}
