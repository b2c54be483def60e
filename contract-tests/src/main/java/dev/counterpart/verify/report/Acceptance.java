package dev.counterpart.verify.report;

/** What a user accepts: known violations, and the minimum coverage. */
public record Acceptance(Baseline baseline, Thresholds thresholds) {

    /** No known violations, and no minimum coverage. */
    public static Acceptance none() {
        return new Acceptance(Baseline.none(), Thresholds.none());
    }
}
