package dev.counterpart.verify;

import dev.counterpart.verify.pass.Passes;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How hard a provider is asked.
 *
 * @param workers how many safe requests are under way at once, 1 to {@link #MOST_WORKERS}; what may change the provider is
 *     sent alone
 * @param rate how many requests are sent in a second at most
 * @param maxTime how long requests are sent; the most telling cases come first then
 * @param passes what is sent once all cases were
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

    /** One request after the other, without any limit. */
    public static Effort defaults() {
        return new Effort(1, OptionalDouble.empty(), Optional.empty(), Passes.defaults());
    }
}
