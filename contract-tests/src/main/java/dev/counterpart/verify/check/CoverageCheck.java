package dev.counterpart.verify.check;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.DeclaredResponse;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import java.util.Optional;
import java.util.Set;

/** Documented statuses that a run did not see. */
public final class CoverageCheck {

    private final Contract contract;

    public CoverageCheck(Contract contract) {
        this.contract = contract;
    }

    /** The violation if no answer was validated against that response; empty for {@code default}, which names no status. */
    public Optional<Violation> ifUnseen(DeclaredResponse response) {
        return response.status().isDefault()
                ? Optional.empty()
                : Optional.of(Violation.of(
                                GateRules.STATUS_UNSEEN,
                                Spot.of(Part.RESPONSE_STATUS, response.status().text()),
                                "an answer " + response.status(),
                                "none in the run")
                        .declaredAt(contract.documents().location(response.place())));
    }

    /** Whether an answer was validated against that response: 404 does not count for 4XX if 404 is declared as well. */
    public static boolean isSeen(Operation operation, DeclaredResponse response, Set<Integer> seen) {
        return seen.stream()
                .anyMatch(status ->
                        operation.responseFor(status).filter(response::equals).isPresent());
    }
}
