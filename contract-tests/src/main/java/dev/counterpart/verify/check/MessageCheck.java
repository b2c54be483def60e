package dev.counterpart.verify.check;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.MessageRules;
import dev.counterpart.spec.Violation;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.validate.ResponseValidator;
import dev.counterpart.spec.validate.SchemaValidator;
import dev.counterpart.verify.plan.Case;
import dev.counterpart.verify.send.Observation.Answered;
import dev.counterpart.verify.send.Observation.Fault;
import java.util.List;

/**
 * The answer alone against the document: status, headers, media type, body. A status that the case tolerates need not be
 * declared, and a failure or an acceptance that another check reports is not reported again as undocumented.
 */
final class MessageCheck implements Check {

    private final ResponseValidator validator;

    MessageCheck(Contract contract) {
        this.validator = new ResponseValidator(contract, new SchemaValidator(contract.documents(), contract.version()));
    }

    @Override
    public List<Violation> violations(Case sent, Answered answer) {
        int status = answer.response().status();
        boolean declared = sent.operation().responseFor(status).isPresent();
        if (!declared
                && (sent.expectation().tolerates(status)
                        || WrongStatus.of(sent, status).isPresent())) {
            return List.of();
        }
        if (answer.faults().stream().anyMatch(fault -> fault.kind() == Fault.Kind.CONTENT_CODING)) {
            return List.of();
        }
        boolean otherMethod =
                !sent.request().method().equals(sent.operation().key().method().name());
        var method = sent.request().knownMethod().orElse(Method.GET);
        return otherMethod && method != Method.HEAD
                ? List.of()
                : validator.violations(sent.operation(), method, answer.response()).stream()
                        .filter(violation -> !violation.rule().equals(MessageRules.RESPONSE_BODY_SYNTAX)
                                || !isBrokenBelow(answer.response()))
                        .toList();
    }

    /** Whether the bytes are not even the text that JSON is written in, which another check reports. */
    private static boolean isBrokenBelow(Response response) {
        var faults = JsonBytes.faults(response.body());
        return faults.containsKey(GateRules.BODY_BOM) || faults.containsKey(GateRules.BODY_NOT_UTF8);
    }
}
