package dev.counterpart.verify.report;

import dev.counterpart.spec.rule.MessageRules;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.check.GateRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Causes with one reason and one fix, at several places: the same header missing in many operations, the same wrong reading of
 * a type in many properties, the same schema used by many operations.
 *
 * @param causes at least one, in the order in which they were found
 */
public record Causes(List<Cause> causes) {

    private static final Pattern VALUES =
            Pattern.compile("\"[^\"]*\"?|/\\S+|\\d+|\\b(GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE)\\b,?");

    /** Rules whose violations have a reason of their own in each operation. */
    private static final Pattern OF_OPERATION =
            Pattern.compile("(status|connection|stability|expect|link|change|coverage|limit)\\..*");

    /** Rules about what the document says of an answer: one reason only where the same line of the document says it. */
    private static final Pattern OF_DOCUMENT = Pattern.compile("response\\.(body|header)\\..*");

    /** Answers that have no body whatever the method. */
    private static final Pattern WITHOUT_BODY = Pattern.compile("→ (204|205|304)");

    /** Providers that accept null accept it whatever the type. */
    private static final Pattern NULL = Pattern.compile("null is not .*");

    public Causes {
        causes = List.copyOf(causes);
    }

    /** The causes in groups, in the order of the first of each. */
    public static List<Causes> of(List<Cause> causes) {
        Map<List<String>, List<Cause>> groups = new LinkedHashMap<>();
        for (var cause : causes) {
            groups.computeIfAbsent(key(cause), key -> new ArrayList<>()).add(cause);
        }
        return groups.values().stream().map(Causes::new).toList();
    }

    /** Equal for causes with one reason and one fix. */
    public static List<String> key(Cause cause) {
        var violation = cause.violation();
        var key = new ArrayList<>(
                List.of(violation.rule().id(), violation.severity().name()));
        key.addAll(distinction(cause));
        return List.copyOf(key);
    }

    /** What separates two causes that break the same rule. */
    private static List<String> distinction(Cause cause) {
        var rule = cause.violation().rule();
        String at = cause.violation().at().toString();
        if (rule.equals(GateRules.STATUS_UNSEEN) || rule.equals(GateRules.NEVER_ACCEPTED)) {
            return List.of();
        }
        if (rule.equals(MessageRules.RESPONSE_BODY_FORBIDDEN)) {
            return List.of(WITHOUT_BODY.matcher(cause.subject()).find() ? cause.subject() : "HEAD");
        }
        if (OF_OPERATION.matcher(rule.id()).matches()) {
            return List.of(cause.operation(), at, cause.subject());
        }
        if (OF_DOCUMENT.matcher(rule.id()).matches()) {
            String line = cause.violation().declared().map(Object::toString).orElse("");
            return line.isEmpty() ? ofServer(cause.violation()) : List.of(line);
        }
        return withoutValues(cause.violation());
    }

    /** What HTTP or JSON says of any answer: one part of the server writes all of them. */
    private static List<String> ofServer(Violation violation) {
        var key = new ArrayList<>(withoutValues(violation));
        key.add(violation.at().toString());
        return List.copyOf(key);
    }

    private static List<String> withoutValues(Violation violation) {
        String expected = NULL.matcher(violation.expected()).replaceAll("null");
        String actual = violation.actual();
        return List.of(
                violation.at().part().label(),
                VALUES.matcher(expected).replaceAll("…"),
                actual.length() <= 3 ? actual : VALUES.matcher(actual).replaceAll("…"));
    }

    /** The one with the shortest command. */
    public Cause shortest() {
        var best = causes.get(0);
        for (var cause : causes) {
            if (cause.length() > 0 && cause.length() < best.length()) {
                best = cause;
            }
        }
        return best;
    }

    /** How many cases show it. */
    public int count() {
        return causes.stream().mapToInt(Cause::count).sum();
    }

    /** Operation and place of each cause. */
    public List<String> places() {
        return causes.stream()
                .map(cause -> (cause.operation() + " " + cause.violation().at()).strip())
                .distinct()
                .toList();
    }
}
