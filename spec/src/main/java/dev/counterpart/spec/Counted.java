package dev.counterpart.spec;

/** Numbers with their nouns, for messages. */
public final class Counted {

    private Counted() {}

    /** {@code 1 fixture}, {@code 2 fixtures}. */
    public static String of(long count, String noun) {
        return of(count, noun, noun + "s");
    }

    /** {@code 1 case was}, {@code 2 cases were}. */
    public static String of(long count, String one, String several) {
        return count + " " + (count == 1 ? one : several);
    }
}
