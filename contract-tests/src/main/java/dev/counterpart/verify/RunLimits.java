package dev.counterpart.verify;

import dev.counterpart.verify.check.GateRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** What can end a run early: the time limit of {@code --max-time}, or a provider that does not answer. Thread-safe. */
final class RunLimits {

    /** Of {@link System#nanoTime}, so that it does not depend on the clock of the machine. */
    private final Optional<Long> deadline;

    private final CircuitBreaker breaker;
    private final AtomicBoolean isCutOff;
    private final AtomicReference<Optional<String>> failure;

    private RunLimits(
            Optional<Long> deadline,
            CircuitBreaker breaker,
            AtomicBoolean isCutOff,
            AtomicReference<Optional<String>> failure) {
        this.deadline = deadline;
        this.breaker = breaker;
        this.isCutOff = isCutOff;
        this.failure = failure;
    }

    private RunLimits(Optional<Long> deadline, CircuitBreaker breaker) {
        this(deadline, breaker, new AtomicBoolean(), new AtomicReference<>(Optional.empty()));
    }

    /** The limits for a run that starts now, from its options. */
    static RunLimits of(SuiteOptions options) {
        return new RunLimits(
                options.effort().maxTime().map(time -> System.nanoTime() + time.toNanos()), breaker(options));
    }

    private static CircuitBreaker breaker(SuiteOptions options) {
        return new CircuitBreaker(
                options.target().timeout(),
                planned -> !options.rules(planned).isOff(GateRules.UNRESPONSIVE),
                !options.data().rules().isOff(GateRules.UNRESPONSIVE));
    }

    /** The limits for another provider in the same run: the same end, but its own missing answers. */
    RunLimits forOther(SuiteOptions options) {
        return new RunLimits(deadline, breaker(options), isCutOff, failure);
    }

    /** No limit. */
    static RunLimits none() {
        return new RunLimits(Optional.empty(), CircuitBreaker.none());
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    boolean isOver() {
        return failure().isPresent()
                || deadline.filter(end -> System.nanoTime() - end > 0).isPresent();
    }

    /** Whether the time limit was reached. Called when something is left to send, so the run then counts as incomplete. */
    boolean cutsOff() {
        boolean isOver = isOver();
        if (isOver && failure().isEmpty()) {
            isCutOff.set(true);
        }
        return isOver;
    }

    /** Ends the run after an error of ours; the first one is reported. */
    void fail(Throwable error) {
        failure.updateAndGet(first -> first.or(() -> error.toString().lines().findFirst()));
    }

    /** The error of ours that ended the run. */
    Optional<String> failure() {
        return Optional.ofNullable(failure.get()).flatMap(error -> error);
    }

    /** The reason to send nothing more. */
    Optional<String> reasonToStop() {
        return failure()
                .map(error -> "an internal error ended the run: " + error)
                .or(() -> cutsOff() ? Optional.of("the time limit of --max-time was reached") : Optional.empty());
    }

    /** Whether everything that was planned was sent. */
    boolean isComplete() {
        return failure().isEmpty() && !isCutOff.get() && breaker.stops().isEmpty();
    }

    /** What was not sent and why, for the report. */
    List<String> remarks() {
        var remarks = new ArrayList<>(breaker.stops());
        if (isCutOff.get()) {
            remarks.add("The time limit of --max-time was reached, so some cases were skipped, and documented statuses"
                    + " that were not seen are not reported.");
        }
        failure()
                .ifPresent(error -> remarks.add("An internal error ended the run, so the report is incomplete: " + error
                        + ". Please report it, with the command and the document."));
        return remarks;
    }
}
