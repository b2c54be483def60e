package dev.counterpart.verify.pass;

/**
 * The follow-ups after the cases.
 *
 * @param repeat how many times each safe request is sent, one after the other; 1 for no repetition
 * @param clients number of concurrent requests, 1 for no concurrent pass
 * @param shrinking maximum number of requests to find a smaller one with the same violation, 0 for none
 */
public record Passes(int repeat, int clients, int shrinking) {

    /** The maximum of each. */
    public static final int MOST = 100;

    public Passes {
        if (repeat < 1 || repeat > MOST) {
            throw new IllegalArgumentException("repeat must be 1 to " + MOST + " but was " + repeat);
        }
        if (clients < 1 || clients > MOST) {
            throw new IllegalArgumentException("clients must be 1 to " + MOST + " but was " + clients);
        }
        if (shrinking < 0 || shrinking > MOST) {
            throw new IllegalArgumentException("shrinking must be 0 to " + MOST + " but was " + shrinking);
        }
    }

    /** Each request twice, eight concurrently, and up to 24 to find a smaller one. */
    public static Passes defaults() {
        return new Passes(2, 8, 24);
    }
}
