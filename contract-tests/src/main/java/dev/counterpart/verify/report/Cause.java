package dev.counterpart.verify.report;

import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Violations with one cause: the same rule at the same place of the same operation, in any number of cases.
 *
 * @param violation as the shortest case shows it
 * @param operation empty for a violation of the run as a whole
 * @param shown by that case; empty for a violation of the run as a whole
 * @param count of cases that show it; a smaller request counts as the case that it was made from
 */
public record Cause(Violation violation, String operation, Optional<ReportedCase> shown, int count) {

    private static final Set<Part> ELEMENTS = Set.of(Part.REQUEST_BODY, Part.RESPONSE_BODY);

    /** The common part of two violations with one cause; elements of an array count as one place. */
    public record Key(String rule, String operation, String at) {

        /** The key of that violation's cause. */
        public static Key of(Violation violation, String operation) {
            String at = violation.at().toString();
            boolean hasElements = ELEMENTS.contains(violation.at().part());
            return new Key(violation.rule().id(), operation, hasElements ? at.replaceAll("/\\d+(?=/|$)", "/*") : at);
        }
    }

    /** A cause of the run as a whole. */
    public static Cause ofRun(Violation violation, String operation) {
        return new Cause(violation, operation, Optional.empty(), 1);
    }

    /** The causes of these violations, in the order in which they were found. */
    public static List<Cause> of(List<ReportedCase> cases) {
        Map<Key, Cause> causes = new LinkedHashMap<>();
        for (var each : cases) {
            for (var violation : each.verdict().violations()) {
                var cause = new Cause(violation, each.operation(), Optional.of(each), each.isShrunk() ? 0 : 1);
                causes.merge(cause.key(), cause, Cause::and);
            }
        }
        return new ArrayList<>(causes.values());
    }

    public Key key() {
        return Key.of(violation, operation);
    }

    private Cause and(Cause other) {
        boolean shorter = other.length() < length();
        var best = shorter ? other : this;
        return new Cause(best.violation, best.operation, best.shown, count + other.count);
    }

    /** The length of the command, in characters; 0 without one. */
    int length() {
        return shown.map(each -> each.again().length()).orElse(0);
    }

    /** The subject of the violation: an operation and its answer, or the operation alone. */
    public String subject() {
        return shown.map(ReportedCase::subject).orElse(operation);
    }

    /** Rule, subject and facts, and the command that repeats the request. */
    public String text() {
        return violation.text(subject())
                + shown.map(each -> "\n  again     " + each.again()).orElse("")
                + shown.filter(ReportedCase::isShrunk)
                        .map(each -> "\n  shrunk    " + each.reason())
                        .orElse("");
    }
}
