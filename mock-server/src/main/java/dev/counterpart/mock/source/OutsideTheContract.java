package dev.counterpart.mock.source;

import dev.counterpart.fixtures.GatewayStatus;
import java.util.List;
import java.util.Optional;

/** Answers of gateways and overloaded servers that the contract does not declare, for clients that request one. */
final class OutsideTheContract {

    private static final String REASON = "outside the contract: the status is not declared";

    private final Materials materials;

    OutsideTheContract(Materials materials) {
        this.materials = materials;
    }

    /** An answer of that status; empty if it is not one of these. */
    Optional<Choice> choice(Question question, int status) {
        return materials.dialect().negotiation().answersOutsideTheContract()
                ? outage(question, status)
                : Optional.empty();
    }

    /** The same, in every dialect. */
    Optional<Choice> outage(Question question, int status) {
        String why = "status " + status + " was requested";
        return materials
                .fixtures()
                .undocumented(question.operation(), status)
                .<Choice>map(fixture ->
                        Choice.FromFixture.outside(fixture, List.of(why, REASON, FixtureAnswer.file(fixture))))
                .or(() -> GatewayStatus.of(status)
                        .map(known ->
                                Choice.OfOurOwn.outside(materials.refusals().outage(status), why, REASON)));
    }
}
