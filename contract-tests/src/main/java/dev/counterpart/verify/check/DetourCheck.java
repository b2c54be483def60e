package dev.counterpart.verify.check;

import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.validate.ResponseValidator;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation.Detour;
import dev.counterpart.verify.data.Flaw;
import dev.counterpart.verify.send.Observation.Answered;
import java.util.List;

/** The operation's own answer under another path, without credentials. A generic page for unknown paths does not count. */
final class DetourCheck implements Check {

    private final ResponseValidator validator;

    DetourCheck(ResponseValidator validator) {
        this.validator = validator;
    }

    @Override
    public List<Violation> violations(Case sent, Answered answer) {
        if (!(sent.expectation() instanceof Detour)
                || !answer.isReadable()
                || !isTheOperations(sent, answer.response())) {
            return List.of();
        }
        return List.of(Violation.of(
                        GateRules.accepted(Flaw.MISSING),
                        Spot.of(Part.RESPONSE_STATUS),
                        sent.expectation().text(),
                        answer.response().status() + ", with an answer as the operation gives it")
                .basedOn(sent.origin().basis()));
    }

    private boolean isTheOperations(Case sent, Response response) {
        var method = sent.request().knownMethod().orElse(Method.GET);
        return response.status() / 100 == 2
                && sent.operation()
                        .responseFor(response.status())
                        .filter(declared -> declared.content().isEmpty() != response.hasBody())
                        .isPresent()
                && validator.violations(sent.operation(), method, response).isEmpty();
    }
}
