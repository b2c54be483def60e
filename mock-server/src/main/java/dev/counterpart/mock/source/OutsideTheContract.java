package dev.counterpart.mock.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Statuses that gateways and overloaded servers answer with (RFC 9110 §15.5.9, §15.5.14, §15.6; RFC 6585 §4). Clients meet them
 * whether they are documented or not, so they can be asked for anyway.
 */
final class OutsideTheContract {

    private static final Map<Integer, String> TITLES = Map.of(
            408, "Request Timeout",
            413, "Content Too Large",
            429, "Too Many Requests",
            500, "Internal Server Error",
            502, "Bad Gateway",
            503, "Service Unavailable",
            504, "Gateway Timeout");

    private static final String REASON = "outside the contract: the status is not declared";

    private final Materials materials;

    OutsideTheContract(Materials materials) {
        this.materials = materials;
    }

    /** An answer of that status; nothing if it is not one of these. */
    Optional<Choice> choice(Question question, int status) {
        if (!materials.dialect().negotiation().answersOutsideTheContract()) {
            return Optional.empty();
        }
        String why = "status " + status + " was asked for";
        return materials
                .fixtures()
                .undocumented(question.operation(), status)
                .<Choice>map(fixture ->
                        new Choice.FromFixture(fixture, true, List.of(why, REASON, FixtureAnswer.file(fixture))))
                .or(() -> Optional.ofNullable(TITLES.get(status))
                        .map(title -> new Choice.OfOurOwn(
                                materials.refusals().outage(status, title), true, List.of(why, REASON))));
    }
}
