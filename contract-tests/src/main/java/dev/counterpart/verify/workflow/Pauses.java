package dev.counterpart.verify.workflow;

import dev.counterpart.spec.http.HttpDate;
import dev.counterpart.spec.workflow.Action;
import dev.counterpart.verify.pass.Session;
import dev.counterpart.verify.send.Observation.Answered;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The pause before a retry. {@code Retry-After} of the answer takes precedence over the action (Arazzo 1.0.1, Failure Action Object). */
record Pauses(Duration time, Session session) {

    /** A longer pause ends after this time. */
    static final Duration LONGEST = Duration.ofMinutes(10);

    private static final Duration SLICE = Duration.ofMillis(50);

    static Pauses of(Action retry, Optional<Answered> answer, Session session) {
        var asked = answer.flatMap(
                answered -> answered.response().headers().first("Retry-After").flatMap(Pauses::delay));
        var time = asked.orElse(retry.retryAfter());
        return new Pauses(time.compareTo(LONGEST) > 0 ? LONGEST : time, session);
    }

    /** Seconds, or an HTTP date (RFC 9110 §10.2.3); empty if it is neither. */
    static Optional<Duration> delay(String text) {
        if (text.strip().matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text.strip())));
        }
        return HttpDate.parse(text.strip())
                .map(date -> Duration.between(Instant.now(), date))
                .map(time -> time.isNegative() ? Duration.ZERO : time);
    }

    /** Waits; false if the time limit of the run was reached. */
    boolean elapsed() {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end
                && !session.isOver()
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(Math.min(SLICE.toNanos(), end - System.nanoTime()));
        }
        return !session.cutsOff();
    }
}
