package dev.counterpart.verify.pass;

/**
 * How much is sent once all cases were.
 *
 * @param repeat how often each safe request is sent one after the other, 1 for once only
 * @param clients how many requests are under way at once, 1 for no concurrent pass
 * @param shrinking how many requests are sent at most to find a smaller one that shows the same violation, 0 for none
 */
public record Passes(int repeat, int clients, int shrinking) {

    /** The largest number of each. */
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

    /** Each request twice, eight at once, and up to 24 for a smaller one. */
    public static Passes defaults() {
        return new Passes(2, 8, 24);
    }
}
