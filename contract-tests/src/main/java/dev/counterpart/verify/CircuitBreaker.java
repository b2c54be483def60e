package dev.counterpart.verify;

import dev.counterpart.spec.OperationKey;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.check.GateRules;
import dev.counterpart.verify.send.Observation;
import dev.counterpart.verify.send.Observation.Unanswered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Stops sending to a provider that does not answer, so that it does not cost a timeout for each case: for an operation after
 * {@link #OPERATION_LIMIT} timeouts or refused connections in a row, for the run after {@link #RUN_LIMIT}. Any other answer
 * resets both counts. Thread-safe.
 */
final class CircuitBreaker {

    static final int OPERATION_LIMIT = 3;
    static final int RUN_LIMIT = 6;

    private final Duration timeout;
    private final Predicate<Case> isEnabled;
    private final boolean isEnabledForRun;
    private final Map<OperationKey, Integer> failures = new HashMap<>();
    private final List<String> stops = new ArrayList<>();
    private int failuresInRow;

    /**
     * A closed breaker.
     *
     * @param timeout for a complete answer; a later answer counts as a missing one
     * @param isEnabled whether sending can be stopped for an operation
     * @param isEnabledForRun whether sending can be stopped for the run
     */
    CircuitBreaker(Duration timeout, Predicate<Case> isEnabled, boolean isEnabledForRun) {
        this.timeout = timeout;
        this.isEnabled = isEnabled;
        this.isEnabledForRun = isEnabledForRun;
    }

    /** A breaker that never opens. */
    static CircuitBreaker none() {
        return new CircuitBreaker(Duration.ofDays(1), planned -> false, false);
    }

    /** The reason to skip a case. */
    synchronized Optional<String> reasonToSkip(Case planned) {
        if (isRunStopped()) {
            return Optional.of("the provider did not answer " + RUN_LIMIT + " requests in a row");
        }
        return isStopped(planned)
                ? Optional.of(planned.operation() + " did not answer " + OPERATION_LIMIT + " requests in a row")
                : Optional.empty();
    }

    /** Records an observation. Returns a violation if this observation opens the breaker. */
    synchronized Optional<Violation> opened(Case sent, Observation observation) {
        var operation = sent.operation().key();
        if (isRunStopped()) {
            return Optional.empty();
        }
        if (!isFailure(observation)) {
            failures.computeIfPresent(operation, (key, count) -> count < OPERATION_LIMIT ? 0 : count);
            failuresInRow = 0;
            return Optional.empty();
        }
        int count = failures.merge(operation, 1, Integer::sum);
        if (count > OPERATION_LIMIT) {
            return Optional.empty(); // was being sent when the operation was stopped; it does not affect the others
        }
        failuresInRow++;
        if (isRunStopped()) {
            return Optional.of(stopped("The provider", RUN_LIMIT, "run", observation));
        }
        return isStopped(sent)
                ? Optional.of(stopped(sent.operation().toString(), OPERATION_LIMIT, "operation", observation))
                : Optional.empty();
    }

    /** What was stopped and why, one sentence each. */
    synchronized List<String> stops() {
        return List.copyOf(stops);
    }

    private boolean isFailure(Observation observation) {
        return observation.took().compareTo(timeout) >= 0
                || (observation instanceof Unanswered unanswered
                        && (unanswered.reason() == Observation.Reason.TIMEOUT
                                || unanswered.reason().isUnreachable()));
    }

    private boolean isRunStopped() {
        return isEnabledForRun && failuresInRow >= RUN_LIMIT;
    }

    private boolean isStopped(Case planned) {
        return failures.getOrDefault(planned.operation().key(), 0) >= OPERATION_LIMIT && isEnabled.test(planned);
    }

    private Violation stopped(String who, int count, String what, Observation last) {
        stops.add(
                who + " did not answer " + count + " requests in a row, so the rest of the " + what + " was skipped.");
        String message = last instanceof Unanswered unanswered ? unanswered.message() : "the answer was late";
        return Violation.of(
                GateRules.UNRESPONSIVE,
                Spot.of(Part.RESPONSE),
                "an answer to at least one of " + count + " requests in a row",
                "no answer to " + count + ", so the rest of the " + what + " was skipped; last: " + message);
    }
}
