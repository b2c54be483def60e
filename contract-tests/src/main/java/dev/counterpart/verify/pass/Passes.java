package dev.counterpart.verify.pass;

import dev.counterpart.verify.plan.Thoroughness;

/**
 * The follow-ups after the cases.
 *
 * @param repeat how many times each safe request is sent, one after the other; 1 for no repetition
 * @param clients number of concurrent requests, 1 for no concurrent pass
 * @param soak how many safe requests are sent in a row, in turn; 0 for none
 * @param shrinking maximum number of requests to find a smaller one with the same violation, 0 for none
 * @param others whether the other passes run: HEAD, links, changes, one connection, answers that must look the same
 */
public record Passes(int repeat, int clients, int soak, int shrinking, boolean others) {

    /** The maximum of each, apart from the next. */
    public static final int MOST = 100;

    public static final int LONGEST_SOAK = 1_000_000;

    public Passes {
        if (repeat < 1 || repeat > MOST) {
            throw new IllegalArgumentException("repeat must be 1 to " + MOST + " but was " + repeat);
        }
        if (clients < 1 || clients > MOST) {
            throw new IllegalArgumentException("clients must be 1 to " + MOST + " but was " + clients);
        }
        if (soak < 0 || soak > LONGEST_SOAK) {
            throw new IllegalArgumentException("soak must be 0 to " + LONGEST_SOAK + " but was " + soak);
        }
        if (shrinking < 0 || shrinking > MOST) {
            throw new IllegalArgumentException("shrinking must be 0 to " + MOST + " but was " + shrinking);
        }
    }

    /** With the other passes. */
    public Passes(int repeat, int clients, int soak, int shrinking) {
        this(repeat, clients, soak, shrinking, true);
    }

    /** None for a quick run, otherwise the usual ones. */
    public static Passes of(Thoroughness thoroughness) {
        return thoroughness == Thoroughness.QUICK ? none() : defaults();
    }

    /** Each request once, and nothing after it. */
    public static Passes none() {
        return new Passes(1, 1, 0, 0, false);
    }

    /** Each request twice, eight concurrently, and up to 24 to find a smaller one. */
    public static Passes defaults() {
        return new Passes(2, 8, 0, 24);
    }
}
