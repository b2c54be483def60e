package dev.counterpart.verify.check;

import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation.Denial;
import dev.counterpart.verify.cases.Expectation.Documented;
import dev.counterpart.verify.cases.Expectation.Refusal;
import dev.counterpart.verify.cases.Expectation.Valid;
import dev.counterpart.verify.cases.RefusedInBody;
import dev.counterpart.verify.send.Observation.Answered;
import java.util.List;

/** Compares the status with the expectation of the case. */
final class StatusCheck implements Check {

    @Override
    public List<Violation> violations(Case sent, Answered answer) {
        int status = answer.response().status();
        if (CleanedPath.isRedirect(sent.request(), answer.response())
                || RefusedInBody.isRefusal(sent, answer.response())) {
            return List.of();
        }
        return WrongStatus.of(sent, status).stream()
                .map(rule -> violation(sent, status, rule))
                .toList();
    }

    private static Violation violation(Case sent, int status, Rule rule) {
        if (rule.equals(GateRules.SERVER_ERROR) && isDocumentedFailure(sent, status)) {
            return documentedFailure(sent, status);
        }
        var violation = Violation.of(rule, at(sent), expected(sent), Integer.toString(status))
                .basedOn(sent.origin().basis());
        var placed = sent.origin().declared().map(violation::declaredAt).orElse(violation);
        boolean open = sent.expectation() instanceof Valid valid && !valid.isClosed() && status < 500;
        return open ? placed.withSeverity(Severity.WARNING) : placed;
    }

    /** A failure that the document declares, for a request that it allows. */
    private static boolean isDocumentedFailure(Case sent, int status) {
        boolean isValid = sent.expectation() instanceof Documented || sent.expectation() instanceof Valid;
        return isValid
                && sent.operation()
                        .responseFor(status)
                        .filter(response -> !response.status().isDefault())
                        .isPresent();
    }

    private static Violation documentedFailure(Case sent, int status) {
        return Violation.of(
                        GateRules.SERVER_ERROR,
                        Spot.of(Part.RESPONSE_STATUS),
                        "an answer to a valid request",
                        status + ": the server failed on a valid request; " + status + " is documented")
                .withSeverity(Severity.WARNING)
                .basedOn(sent.origin().basis());
    }

    private static Spot at(Case sent) {
        if (sent.expectation() instanceof Valid valid) {
            return valid.at();
        }
        return sent.expectation() instanceof Refusal refusal ? refusal.at() : Spot.of(Part.RESPONSE_STATUS);
    }

    private static String expected(Case sent) {
        if (sent.expectation() instanceof Refusal refusal) {
            return sent.expectation().text() + ", as " + refusal.flaw();
        }
        if (sent.expectation() instanceof Valid valid) {
            return sent.expectation().text() + ", as the document allows " + Violation.shortened(valid.what());
        }
        return sent.expectation() instanceof Denial denial
                ? sent.expectation().text() + ", as the request has "
                        + denial.flaw().text()
                : sent.expectation().text();
    }
}
