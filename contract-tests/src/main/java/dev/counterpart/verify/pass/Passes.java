package dev.counterpart.verify.pass;

/**
 * How much is sent once all cases were.
 *
 * @param repeat how often each safe request is sent one after the other, 1 for once only
 * @param clients how many requests are under way at once, 1 for no concurrent pass
 */
public record Passes(int repeat, int clients) {

    /** The largest number of both. */
    public static final int MOST = 100;

    public Passes {
        if (repeat < 1 || repeat > MOST) {
            throw new IllegalArgumentException("repeat must be 1 to " + MOST + " but was " + repeat);
        }
        if (clients < 1 || clients > MOST) {
            throw new IllegalArgumentException("clients must be 1 to " + MOST + " but was " + clients);
        }
    }

    /** Each request twice, and eight at once. */
    public static Passes defaults() {
        return new Passes(2, 8);
    }
}
