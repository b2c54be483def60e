package dev.counterpart.verify.check;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.DeclaredResponse;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Spot;
import dev.counterpart.spec.Spot.Part;
import dev.counterpart.spec.StatusKey;
import dev.counterpart.spec.Violation;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Documented statuses that a run never saw. */
public final class CoverageCheck {

    private final Contract contract;

    public CoverageCheck(Contract contract) {
        this.contract = contract;
    }

    /**
     * A violation for each status that was not seen.
     *
     * @param seen the statuses of all answers of the operation
     * @param excused statuses that a user calls unreachable, or whose absence is reported as a violation already
     */
    public List<Violation> violations(Operation operation, Set<Integer> seen, Collection<StatusKey> excused) {
        return operation.responses().stream()
                .filter(response -> !isSeen(operation, response, seen))
                .filter(response -> !response.status().isDefault() && !excused.contains(response.status()))
                .map(response -> Violation.of(
                                GateRules.STATUS_UNSEEN,
                                Spot.of(Part.RESPONSE_STATUS, response.status().text()),
                                "an answer " + response.status(),
                                "none in the run")
                        .declaredAt(contract.documents().location(response.place())))
                .toList();
    }

    /** Whether an answer was judged by that response: 404 does not count for 4XX where 404 is declared as well. */
    public static boolean isSeen(Operation operation, DeclaredResponse response, Set<Integer> seen) {
        return seen.stream()
                .anyMatch(status ->
                        operation.responseFor(status).filter(response::equals).isPresent());
    }
}
