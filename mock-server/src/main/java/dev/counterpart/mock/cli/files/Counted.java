package dev.counterpart.mock.cli.files;

/** Numbers with their nouns. */
final class Counted {

    private Counted() {}

    /** {@code 1 fixture}, {@code 2 fixtures}. */
    static String of(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
