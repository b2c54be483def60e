package dev.counterpart.verify.cli;

/** Who reads the output; the launcher can tell, and says so by properties. */
final class Terminal {

    private Terminal() {}

    /** Whether standard output goes to a terminal that may be coloured (no-color.org). */
    static boolean hasColour() {
        return Boolean.getBoolean("counterpart.terminal") && System.getenv("NO_COLOR") == null;
    }

    /** Whether somebody watches standard error. */
    static boolean isWatched() {
        return Boolean.getBoolean("counterpart.watched");
    }
}
