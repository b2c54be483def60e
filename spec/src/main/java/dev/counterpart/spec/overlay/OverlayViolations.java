package dev.counterpart.spec.overlay;

import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.rule.DocumentRules;
import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Violation;
import java.util.List;
import tools.jackson.core.JsonPointer;

/**
 * Reports violations in one overlay, at its lines.
 *
 * @param all the violations are added to it
 */
record OverlayViolations(Document overlay, List<Violation> all) {

    void invalid(JsonPointer at, String expected, String actual) {
        add(DocumentRules.OVERLAY_INVALID, at, expected, actual, DocumentRules.OVERLAY_INVALID.fix());
    }

    /** A warning: it is read as it is meant. */
    void lenient(JsonPointer at, String expected, String actual, String remedy) {
        add(DocumentRules.OVERLAY_LENIENT, at, expected, actual, remedy);
    }

    void unmatched(JsonPointer at, String target) {
        add(DocumentRules.OVERLAY_UNMATCHED, at, "a target that exists", target, DocumentRules.OVERLAY_UNMATCHED.fix());
    }

    private void add(Rule rule, JsonPointer at, String expected, String actual, String remedy) {
        all.add(Violation.of(rule, new Spot(Spot.Part.DOCUMENT, at), expected, Violation.shortened(actual))
                .declaredAt(overlay.location(at))
                .fixedBy(remedy));
    }
}
