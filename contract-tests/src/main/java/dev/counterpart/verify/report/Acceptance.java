package dev.counterpart.verify.report;

/** What a user accepts of a run: violations that are known, and how much must have been seen. */
public record Acceptance(Baseline baseline, Thresholds thresholds) {

    /** Nothing is known, and nothing must have been seen. */
    public static Acceptance none() {
        return new Acceptance(Baseline.none(), Thresholds.none());
    }
}
