package dev.counterpart.verify;

import dev.counterpart.verify.pass.Passes;
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
 */
public record Effort(int workers, OptionalDouble rate, Optional<Duration> maxTime, Passes passes) {

    public static final int MOST_WORKERS = 100;

    public Effort {
        if (workers < 1 || workers > MOST_WORKERS) {
            throw new IllegalArgumentException("workers must be 1 to " + MOST_WORKERS + " but was " + workers);
        }
        if (rate.isPresent() && !(rate.getAsDouble() > 0)) {
            throw new IllegalArgumentException("rate must be positive but was " + rate.getAsDouble());
        }
    }

    /** One request at a time, without a limit. */
    public static Effort defaults() {
        return new Effort(1, OptionalDouble.empty(), Optional.empty(), Passes.defaults());
    }
}
