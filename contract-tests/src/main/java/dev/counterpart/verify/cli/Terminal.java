package dev.counterpart.verify.cli;

/** Whether output goes to a terminal; the launcher detects it and sets properties. */
final class Terminal {

    private Terminal() {}

    /** Whether standard output goes to a terminal with colours (no-color.org). */
    static boolean hasColour() {
        return Boolean.getBoolean("counterpart.terminal") && System.getenv("NO_COLOR") == null;
    }

    /** Whether standard error goes to a terminal. */
    static boolean isWatched() {
        return Boolean.getBoolean("counterpart.watched");
    }
}
