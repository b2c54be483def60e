package dev.counterpart.verify;

import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.http.RetryAfter;
import dev.counterpart.verify.send.Deadlines;
import dev.counterpart.verify.send.Observation;
import dev.counterpart.verify.send.Observation.Answered;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Waits when the provider answers that there were too many requests: 429 (RFC 6585 §4), or 503 with {@code Retry-After} (RFC 9110
 * §15.6.4). While it waits nothing else is sent either, and afterwards requests are sent more slowly. Thread-safe.
 */
final class RateLimit {

    /** How often a request is sent again. */
    private static final int RETRIES = 3;

    /** The longest single wait, and how long a run waits in total. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static final Duration TOTAL = Duration.ofSeconds(60);

    /** The wait without {@code Retry-After}. */
    private static final Duration USUAL = Duration.ofMillis(500);

    private static final Duration SMALLEST_GAP = Duration.ofMillis(5);
    private static final Duration LARGEST_GAP = Duration.ofMillis(200);

    /** After so many requests in a row that stay limited at the time that the provider itself named, they are sent only once. */
    private static final int FUTILE = 5;

    private final Duration timeUnit;
    private final Duration usual;
    private int futile;
    private long left = TOTAL.toNanos();
    private long next = System.nanoTime();
    private long gap;

    RateLimit() {
        this(Duration.ofSeconds(1));
    }

    /** {@code timeUnit} is what a second of Retry-After takes, for tests. */
    RateLimit(Duration timeUnit) {
        this(timeUnit, USUAL);
    }

    /** {@code usual} is the wait without {@code Retry-After}, for tests. */
    RateLimit(Duration timeUnit, Duration usual) {
        this.timeUnit = timeUnit;
        this.usual = usual;
    }

    /**
     * The answer to a request, which is sent again if it was one too many.
     *
     * @param isToRepeat whether the request is sent again after such an answer
     */
    Observation answered(Supplier<Observation> request, Predicate<Answered> isToRepeat) {
        await();
        var observed = request.get();
        for (int again = 0; again < RETRIES && isWorthRetrying(observed, isToRepeat); again++) {
            await();
            observed = request.get();
        }
        count(observed);
        return observed;
    }

    /** Counts the requests that stay limited at the time that the provider itself named. */
    private synchronized void count(Observation observed) {
        boolean isFutile = observed instanceof Answered answered
                && answered.isLimited()
                && answered.response().headers().has("Retry-After");
        futile = isFutile ? futile + 1 : 0;
    }

    private boolean isWorthRetrying(Observation observed, Predicate<Answered> isToRepeat) {
        return observed instanceof Answered answered
                && answered.isLimited()
                && isToRepeat.test(answered)
                && isWorthRetrying(answered.response());
    }

    /** Waits until a request may be sent. */
    void await() {
        long until;
        synchronized (this) {
            until = Math.max(System.nanoTime(), next);
            next = until + gap;
        }
        Deadlines.await(until);
    }

    /** Learns of such an answer; returns whether it is worth while to send the request again. */
    synchronized boolean isWorthRetrying(Response answer) {
        var asked = RetryAfter.of(answer.headers(), timeUnit).orElse(usual);
        if (asked.compareTo(LONGEST) > 0 || futile >= FUTILE) {
            return false;
        }
        long wait = asked.toNanos();
        long already = Math.max(0, next - System.nanoTime());
        if (wait - already > left) {
            return false;
        }
        left -= Math.max(0, wait - already);
        next = Math.max(next, System.nanoTime() + wait);
        gap = Math.min(LARGEST_GAP.toNanos(), Math.max(SMALLEST_GAP.toNanos(), 2 * gap));
        return true;
    }
}
