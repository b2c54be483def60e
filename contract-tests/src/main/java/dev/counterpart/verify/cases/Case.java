package dev.counterpart.verify.cases;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.Request;
import dev.counterpart.verify.data.Origin;
import dev.counterpart.verify.data.RuleSettings;
import java.util.List;

/**
 * One request to send, and the reason for it.
 *
 * @param group the parent of the case in reports: a documented status, or a kind of refusal
 * @param title unique within its group
 * @param request with a path relative to the target's URL
 * @param rules settings for this case only
 */
public record Case(
        Operation operation,
        String group,
        String title,
        Request request,
        Expectation expectation,
        Origin origin,
        RuleSettings rules) {

    /** A case without settings of its own. */
    public Case(
            Operation operation, String group, String title, Request request, Expectation expectation, Origin origin) {
        this(operation, group, title, request, expectation, origin, RuleSettings.none());
    }

    /** Whether the request was sent before, and is sent again to see the bytes of the answer. */
    public boolean isOnTheWire() {
        return origin.source() == Origin.Source.WIRE;
    }

    /** Whether the answer is read byte by byte over a plain socket. Requests that may change data are sent only once. */
    public boolean isRaw() {
        return isOnTheWire() || (!isSafe() && origin.source().isFoundation());
    }

    /** Whether its method is safe (RFC 9110 §9.2.1). */
    public boolean isSafe() {
        return request.knownMethod().filter(method -> method.isSafe()).isPresent();
    }

    /** This case without the expectations of the data file about the content of the answer. */
    public Case withoutStatements() {
        return expectation instanceof Expectation.Answer answer
                ? new Case(
                        operation,
                        group,
                        title,
                        request,
                        new Expectation.Answer(answer.status(), List.of()),
                        origin,
                        rules)
                : this;
    }

    public Case titled(String other) {
        return new Case(operation, group, other, request, expectation, origin, rules);
    }

    /** The name of the case in baselines and reports; the same in every run. */
    public String id() {
        return operation.name() + " / " + group + " / " + title;
    }

    @Override
    public String toString() {
        return id();
    }
}
