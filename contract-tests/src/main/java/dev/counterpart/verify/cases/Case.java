package dev.counterpart.verify.cases;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.Request;
import dev.counterpart.verify.data.Origin;
import dev.counterpart.verify.data.RuleSettings;
import java.util.List;

/**
 * One request to send, and why.
 *
 * @param group what the case belongs to in the tree of a report: a documented status, or what is to be refused
 * @param title unlike that of every other case of its group
 * @param request its path is below the target's URL
 * @param rules settings for this case alone
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

    /** Whether it was sent before, and is sent again for the bytes of the answer. */
    public boolean isOnTheWire() {
        return origin.source() == Origin.Source.WIRE;
    }

    /** Whether the bytes of the answer are to be seen, not what a client makes of them. What changes something is sent once only. */
    public boolean isRaw() {
        return isOnTheWire() || (!isSafe() && origin.source().isFoundation());
    }

    /** Whether it changes nothing at the provider (RFC 9110 §9.2.1). */
    public boolean isSafe() {
        return request.knownMethod().filter(method -> method.isSafe()).isPresent();
    }

    /** This case without what the data file says of the answer's content. */
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

    /** The case's name in baselines and reports; the same in every run. */
    public String id() {
        return operation.name() + " / " + group + " / " + title;
    }

    @Override
    public String toString() {
        return id();
    }
}
