package dev.counterpart.verify;

import dev.counterpart.verify.check.GateRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** What ends a run before all is sent: the time of {@code --max-time}, or a provider that does not answer. Threads may share it. */
final class RunLimits {

    private final Optional<Instant> deadline;
    private final CircuitBreaker breaker;
    private final AtomicBoolean isCutOff = new AtomicBoolean();

    private RunLimits(Optional<Instant> deadline, CircuitBreaker breaker) {
        this.deadline = deadline;
        this.breaker = breaker;
    }

    /** The limits that the options set to a run which starts now. */
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

    /** Whether the time is over, asked where something is left to send: the run is not complete then. */
    boolean cutsOff() {
        boolean isOver = isOver();
        if (isOver) {
            isCutOff.set(true);
        }
        return isOver;
    }

    /** Whether everything was sent that was to be sent. */
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
