package dev.counterpart.verify.check;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.MessageRules;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.validate.ResponseValidator;
import dev.counterpart.spec.validate.UndocumentedRefusals;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation.Denial;
import dev.counterpart.verify.cases.Expectation.Detour;
import dev.counterpart.verify.cases.Expectation.Refusal;
import dev.counterpart.verify.send.Observation.Answered;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Validates the answer alone against the document: status, headers, media type, body. A status that the case tolerates need not
 * be declared, and a failure or an acceptance that another check reports is not reported again as undocumented.
 */
final class MessageCheck implements Check {

    /** Answers of firewalls to malformed requests, with a body of their own. */
    private static final Set<Integer> BY_OTHERS = Set.of(403, 413, 414, 429, 431);

    /** Answers of servers to headers that are too long for them. */
    private static final Set<Integer> TOO_LARGE = Set.of(413, 414, 431);

    /** Octets in paths that servers refuse: NUL, slashes, dots, percent signs, semicolons, and what is not UTF-8. */
    private static final Pattern ODD = Pattern.compile("%(00|2F|5C|2E|25|3B|FF)", Pattern.CASE_INSENSITIVE);

    private static final Pattern SLASH = Pattern.compile("%(2F|5C)", Pattern.CASE_INSENSITIVE);

    private final ResponseValidator validator;
    private final Contract contract;

    MessageCheck(ResponseValidator validator, Contract contract) {
        this.validator = validator;
        this.contract = contract;
    }

    @Override
    public List<Violation> violations(Case sent, Answered answer) {
        if (!answer.isReadable()) {
            return List.of();
        }
        boolean isOther = isTolerated(sent, answer.response().status())
                || CleanedPath.isRedirect(sent.request(), answer.response())
                || isOtherMethod(sent)
                || sent.expectation() instanceof Detour;
        var method = sent.request().knownMethod().orElse(Method.GET);
        var found = isOther ? List.<Violation>of() : validator.violations(sent.operation(), method, answer.response());
        var relevant = found.stream().anyMatch(violation -> violation.at().part() == Part.RESPONSE_BODY)
                ? found
                : Stream.concat(found.stream(), ResponseValidator.malformedJson(answer.response()).stream())
                        .toList();
        return relevant.stream()
                .filter(violation -> !violation.rule().equals(MessageRules.RESPONSE_BODY_SYNTAX)
                        || !isBrokenBelow(answer.response()))
                .toList();
    }

    /** Whether the document does not describe the answer, or another check reports it in more detail. */
    private boolean isTolerated(Case sent, int status) {
        boolean declared = sent.operation().responseFor(status).isPresent();
        boolean tolerated = sent.expectation().tolerates(status)
                || UndocumentedRefusals.isDenialWithoutCredentials(contract, sent.operation(), sent.request(), status)
                || WrongStatus.isLimited(sent, status)
                || WrongStatus.isUnknownHead(sent, status)
                || WrongStatus.of(sent, status).isPresent();
        boolean byOthers = sent.expectation() instanceof Refusal
                && (BY_OTHERS.contains(status) || isByServer(sent.request().path(), status));
        boolean isTooLarge =
                sent.expectation() instanceof Denial denial && denial.tolerates(status) && TOO_LARGE.contains(status);
        return (!declared && tolerated) || byOthers || isTooLarge;
    }

    /** Servers and routers refuse such a path before the application sees it, or decode a slash and find no application. */
    private static boolean isByServer(String path, int status) {
        return (status == 400 && ODD.matcher(path).find())
                || (status == 404 && SLASH.matcher(path).find());
    }

    private static boolean isOtherMethod(Case sent) {
        String method = sent.request().method();
        return !method.equals(sent.operation().key().method().name()) && !method.equals("HEAD");
    }

    /** Whether the bytes are not valid text in an encoding of JSON; another check reports that. */
    private static boolean isBrokenBelow(Response response) {
        var faults = JsonBytes.faults(response.body());
        return faults.containsKey(GateRules.BODY_BOM) || faults.containsKey(GateRules.BODY_NOT_UTF8);
    }
}
