package dev.counterpart.verify.workflow;

import dev.counterpart.spec.http.RetryAfter;
import dev.counterpart.spec.workflow.Action;
import dev.counterpart.verify.pass.PassContext;
import dev.counterpart.verify.send.Observation.Answered;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The pause before a retry. {@code Retry-After} of the answer takes precedence over the action (Arazzo 1.0.1, Failure Action Object). */
record Pauses(Duration time, PassContext run) {

    /** A longer pause ends after this time. */
    static final Duration LONGEST = Duration.ofMinutes(10);

    private static final Duration SLICE = Duration.ofMillis(50);

    static Pauses of(Action retry, Optional<Answered> answer, PassContext run) {
        return new Pauses(time(retry, answer), run);
    }

    static Duration time(Action retry, Optional<Answered> answer) {
        var asked = answer.flatMap(answered -> RetryAfter.of(answered.response().headers()));
        var time = asked.orElse(retry.retryAfter());
        return time.compareTo(LONGEST) > 0 ? LONGEST : time;
    }

    /** Waits; false if the time limit of the run or the deadline of the workflow was reached. */
    boolean elapsed(Frame frame) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end
                && !run.isOver()
                && !frame.isOver()
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(Math.min(SLICE.toNanos(), end - System.nanoTime()));
        }
        return !run.cutsOff() && !frame.isOver();
    }
}
