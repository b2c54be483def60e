package dev.counterpart.verify;

import dev.counterpart.verify.pass.Passes;
import dev.counterpart.verify.plan.Thoroughness;
import dev.counterpart.verify.send.Transports;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How many requests are sent to a provider, and how fast.
 *
 * @param workers number of concurrent safe requests, 1 to {@link #MOST_WORKERS}; requests that may change the provider are sent
 * alone
 * @param rate maximum number of requests per second
 * @param maxTime how long requests are sent; the most important cases are sent first
 * @param passes the follow-ups after the cases
 * @param thoroughness which of the planned cases are sent
 */
public record Effort(
        int workers, OptionalDouble rate, Optional<Duration> maxTime, Passes passes, Thoroughness thoroughness) {

    public static final int MOST_WORKERS = 100;

    public Effort {
        if (workers < 1 || workers > MOST_WORKERS) {
            throw new IllegalArgumentException("workers must be 1 to " + MOST_WORKERS + " but was " + workers);
        }
        if (rate.isPresent() && !(rate.getAsDouble() > 0)) {
            throw new IllegalArgumentException("rate must be positive but was " + rate.getAsDouble());
        }
    }

    /** The usual thoroughness. */
    public Effort(int workers, OptionalDouble rate, Optional<Duration> maxTime, Passes passes) {
        this(workers, rate, maxTime, passes, Thoroughness.NORMAL);
    }

    /** The same with that thoroughness, and its passes. */
    public Effort with(Thoroughness other) {
        return new Effort(workers, rate, maxTime, Passes.of(other), other);
    }

    /** One request at a time, without a limit. */
    public static Effort defaults() {
        return new Effort(1, OptionalDouble.empty(), Optional.empty(), Passes.defaults());
    }

    /** These transports, not faster than the rate. */
    public Transports paced(Transports transports) {
        return rate.isPresent() ? transports.paced(rate.getAsDouble()) : transports;
    }
}
