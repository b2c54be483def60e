package dev.counterpart.verify.lint;

import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Violation;

/**
 * One problem of a document.
 *
 * @param where the location to change
 * @param subject what it is about, such as {@code GET /pets → 200}; may be empty
 */
public record LintFinding(Location where, String subject, Violation violation) {

    public Severity severity() {
        return violation.severity();
    }

    /** A violation at the location that it declares. */
    static LintFinding of(Violation violation) {
        return new LintFinding(violation.declared().orElseThrow(), "", violation);
    }
}
