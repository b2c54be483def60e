package dev.counterpart.verify.check;

import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.rule.Rule;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation;
import dev.counterpart.verify.cases.Expectation.Answer;
import dev.counterpart.verify.cases.Expectation.Denial;
import dev.counterpart.verify.cases.Expectation.HeadOfGet;
import dev.counterpart.verify.cases.Expectation.Refusal;
import dev.counterpart.verify.cases.Expectation.SchemeCase;
import dev.counterpart.verify.cases.Expectation.Valid;
import dev.counterpart.verify.cases.Expectation.WrongMethod;
import dev.counterpart.verify.data.Flaw;
import java.util.Optional;

/** The one rule that a status violates, independent of the rest of the answer. */
final class WrongStatus {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int NOT_IMPLEMENTED = 501;

    private WrongStatus() {}

    /** Whether a repeated request is answered that there were too many (RFC 6585 §4), which is not a violation. */
    static boolean isLimited(Case sent, int status) {
        return sent.isOnTheWire()
                && status == TOO_MANY_REQUESTS
                && !sent.expectation().provokes(status);
    }

    /** Whether the provider does not implement HEAD (RFC 9110 §15.6.2), which the document does not declare. */
    static boolean isUnknownHead(Case sent, int status) {
        return status == NOT_IMPLEMENTED
                && sent.request().method().equals("HEAD")
                && !sent.operation().key().method().equals(Method.HEAD);
    }

    /** The rule; empty if the status is correct for the case, or only undocumented. */
    static Optional<Rule> of(Case sent, int status) {
        var expectation = sent.expectation();
        if (isLimited(sent, status) || isUnknownHead(sent, status)) {
            return Optional.empty();
        }
        if (expectation instanceof Answer answer) {
            return unexpected(sent, answer, status);
        }
        if (status >= 500) {
            return expectation.provokes(status) ? Optional.empty() : Optional.of(GateRules.SERVER_ERROR);
        }
        return status / 100 == 2 ? accepted(expectation) : refused(sent, status);
    }

    private static Optional<Rule> accepted(Expectation expectation) {
        if (expectation instanceof Refusal refusal) {
            return Optional.of(GateRules.refusal(refusal.at().part()));
        }
        if (expectation instanceof Denial denial) {
            return Optional.of(GateRules.accepted(denial.flaw()));
        }
        if (expectation instanceof HeadOfGet head && head.isDenied()) {
            return Optional.of(GateRules.accepted(Flaw.MISSING));
        }
        return expectation instanceof WrongMethod ? Optional.of(GateRules.METHOD_ACCEPTED) : Optional.empty();
    }

    private static Optional<Rule> refused(Case sent, int status) {
        var expectation = sent.expectation();
        if (expectation instanceof Valid valid) {
            return status == 400 || status == 406 || status == 415 || status == 422
                    ? Optional.of(GateRules.validRefused(valid.at().part()))
                    : Optional.empty();
        }
        if (expectation instanceof SchemeCase) {
            return status / 100 == 4 && status != TOO_MANY_REQUESTS
                    ? Optional.of(GateRules.SCHEME_CASE)
                    : Optional.empty();
        }
        return expectation instanceof Denial denial ? notUnauthenticated(sent, denial, status) : Optional.empty();
    }

    /** An undocumented status is reported as such, rather than as an unexpected one. */
    private static Optional<Rule> unexpected(Case sent, Answer expected, int status) {
        if (expected.status().covers(status)) {
            return Optional.empty();
        }
        if (status >= 500 && !expected.status().text().startsWith("5")) {
            return Optional.of(GateRules.SERVER_ERROR);
        }
        return sent.operation().responseFor(status).isPresent()
                ? Optional.of(GateRules.EXPECTED_STATUS)
                : Optional.empty();
    }

    /** 404 is not acceptable if the resource is known to exist: a request without valid credentials is answered 401. */
    private static Optional<Rule> notUnauthenticated(Case sent, Denial denial, int status) {
        boolean declared =
                sent.operation().responseFor(401).isPresent() && !denial.flaw().isTooLittle();
        boolean wrong = status == 403
                || (status == 404 && denial.isKnown())
                || ((status / 100 == 3 || status == 407)
                        && sent.operation().responseFor(status).isEmpty());
        return declared && wrong ? Optional.of(GateRules.UNAUTHENTICATED_STATUS) : Optional.empty();
    }
}
