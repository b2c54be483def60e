package dev.counterpart.verify.report;

import dev.counterpart.spec.rule.MessageRules;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.check.GateRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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

    /** Rules that a server breaks in many places for one reason: how it writes null, numbers and dates, or what it does with invalid requests. */
    private static final Pattern OF_PATTERN =
            Pattern.compile("response\\.(body|header)\\.schema\\..*|status\\.server-error");

    /** From so many places of the document on, violations that look alike have one reason. */
    private static final int MANY = 4;

    /** The same for failures that do not look alike. */
    private static final int MANY_FAILURES = 12;

    /** Statuses of success; which one is not the reason why a request was accepted. */
    private static final Pattern SUCCESS = Pattern.compile("2\\d\\d");

    private static final Pattern NAMES = Pattern.compile("object with .*");

    /** Answers that have no body whatever the method. */
    private static final Pattern WITHOUT_BODY = Pattern.compile("→ (204|205|304)");

    /** Providers that accept null accept it whatever the type. */
    private static final Pattern NULL = Pattern.compile("null is not .*");

    public Causes {
        causes = List.copyOf(causes);
    }

    /** The causes in groups, in the order of the first of each. */
    public static List<Causes> of(List<Cause> causes) {
        var alike = counted(causes, Causes::pattern);
        var failures = counted(causes, Causes::failure);
        Map<List<String>, List<Cause>> groups = new LinkedHashMap<>();
        for (var cause : causes) {
            boolean isAlike = alike.getOrDefault(pattern(cause), Set.of()).size() >= MANY;
            boolean isFailure = failures.getOrDefault(failure(cause), Set.of()).size() >= MANY_FAILURES;
            var key = isFailure ? failure(cause) : isAlike ? pattern(cause) : key(cause);
            groups.computeIfAbsent(key, each -> new ArrayList<>()).add(cause);
        }
        return groups.values().stream().map(Causes::new).toList();
    }

    /** The different causes with equal keys of another kind. */
    private static Map<List<String>, Set<List<String>>> counted(
            List<Cause> causes, Function<Cause, List<String>> otherKey) {
        Map<List<String>, Set<List<String>>> counted = new HashMap<>();
        for (var cause : causes) {
            counted.computeIfAbsent(otherKey.apply(cause), each -> new HashSet<>())
                    .add(key(cause));
        }
        return counted;
    }

    /** Equal for failures of the server at the same kind of place: it does not handle its own refusals. */
    private static List<String> failure(Cause cause) {
        var violation = cause.violation();
        return violation.rule().equals(GateRules.SERVER_ERROR)
                ? List.of(
                        "failure",
                        violation.severity().name(),
                        violation.at().part().label(),
                        violation.actual())
                : key(cause);
    }

    /** Equal for causes that look alike, wherever they are in the document. */
    private static List<String> pattern(Cause cause) {
        var violation = cause.violation();
        if (!OF_PATTERN.matcher(violation.rule().id()).matches()) {
            return key(cause);
        }
        var pattern = new ArrayList<>(
                List.of("alike", violation.rule().id(), violation.severity().name()));
        pattern.addAll(withoutValues(violation));
        return List.copyOf(pattern);
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
        return List.of(
                violation.at().part().label(),
                VALUES.matcher(NAMES.matcher(expected).replaceAll("object")).replaceAll("…"),
                withoutValues(
                        violation.at().part(), NAMES.matcher(violation.actual()).replaceAll("object")));
    }

    /** A status, and a short text, are kept as they are. */
    private static String withoutValues(Part part, String actual) {
        if (SUCCESS.matcher(actual).matches()) {
            return "2xx";
        }
        return actual.length() <= 3 && part != Part.RESPONSE_HEADER
                ? actual
                : VALUES.matcher(actual).replaceAll("…");
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
