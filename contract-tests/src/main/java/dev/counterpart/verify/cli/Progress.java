package dev.counterpart.verify.cli;

import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.report.Result;
import java.io.PrintWriter;

/** One line on standard error with the progress of a run, erased at its end. */
final class Progress implements AutoCloseable {

    /** Minimum time between updates of the line, in nanoseconds. */
    private static final long GAP = 100_000_000;

    private static final String START_OF_LINE = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean isShown;
    private final int planned;
    private long shownAt = System.nanoTime() - GAP;
    private int done;
    private int failed;

    /** {@code planned} is the number of known cases; passes may add more. */
    Progress(PrintWriter err, boolean isShown, int planned) {
        this.err = err;
        this.isShown = isShown;
        this.planned = planned;
    }

    void update(Result result) {
        done++;
        if (result.verdict() instanceof Verdict.Failed || result.verdict() instanceof Verdict.Errored) {
            failed++;
        }
        long now = System.nanoTime();
        if (isShown && now - shownAt >= GAP) {
            shownAt = now;
            err.print(START_OF_LINE + line());
            err.flush();
        }
    }

    private String line() {
        String of = done <= planned ? " of " + planned : "";
        return done + of + " cases, " + failed + " failed";
    }

    @Override
    public void close() {
        if (isShown) {
            err.print(START_OF_LINE);
            err.flush();
        }
    }
}
