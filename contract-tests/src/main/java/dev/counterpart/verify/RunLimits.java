package dev.counterpart.verify;

import dev.counterpart.verify.check.GateRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** What can end a run early: the time limit of {@code --max-time}, or a provider that does not answer. Thread-safe. */
final class RunLimits {

    private final Optional<Instant> deadline;
    private final CircuitBreaker breaker;
    private final AtomicBoolean isCutOff = new AtomicBoolean();

    private RunLimits(Optional<Instant> deadline, CircuitBreaker breaker) {
        this.deadline = deadline;
        this.breaker = breaker;
    }

    /** The limits for a run that starts now, from its options. */
    static RunLimits of(SuiteOptions options) {
        return new RunLimits(
                options.effort().maxTime().map(Instant.now()::plus),
                new CircuitBreaker(
                        options.target().timeout(),
                        planned -> !options.rules(planned).isOff(GateRules.UNRESPONSIVE),
                        !options.data().rules().isOff(GateRules.UNRESPONSIVE)));
    }

    /** No limit. */
    static RunLimits none() {
        return new RunLimits(Optional.empty(), CircuitBreaker.none());
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    boolean isOver() {
        return deadline.filter(end -> Instant.now().isAfter(end)).isPresent();
    }

    /** Whether the time limit was reached. Called when something is left to send, so the run then counts as incomplete. */
    boolean cutsOff() {
        boolean isOver = isOver();
        if (isOver) {
            isCutOff.set(true);
        }
        return isOver;
    }

    /** Whether everything that was planned was sent. */
    boolean isComplete() {
        return !isCutOff.get() && breaker.stops().isEmpty();
    }

    /** What was not sent and why, for the report. */
    List<String> remarks() {
        var remarks = new ArrayList<>(breaker.stops());
        if (isCutOff.get()) {
            remarks.add("The time limit of --max-time was reached, so some cases were skipped, and documented statuses"
                    + " that were not seen are not reported.");
        }
        return remarks;
    }
}
