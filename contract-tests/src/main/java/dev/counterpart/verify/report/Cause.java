package dev.counterpart.verify.report;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Violations with one cause: the same rule at the same place of the same operation, however many cases show it.
 *
 * @param violation as the shortest case shows it
 * @param shown by that case; nothing where the run as a whole shows it
 * @param count of cases that show it
 */
public record Cause(Violation violation, Optional<Operation> operation, Optional<Result> shown, int count) {

    /** The causes of what was found, in the order in which they were found. */
    public static List<Cause> of(List<Result> results) {
        Map<List<String>, Cause> causes = new LinkedHashMap<>();
        for (var result : results) {
            for (var violation : result.verdict().violations()) {
                var cause = new Cause(violation, Optional.of(result.operation()), Optional.of(result), 1);
                causes.merge(cause.key(), cause, Cause::and);
            }
        }
        return new ArrayList<>(causes.values());
    }

    /** What two violations share that have one cause: elements of an array count as one place. */
    List<String> key() {
        return List.of(
                violation.rule().id(),
                operation.map(Operation::name).orElse(""),
                violation.at().part() + violation.at().pointer().toString().replaceAll("/\\d+(?=/|$)", "/*"));
    }

    private Cause and(Cause other) {
        boolean shorter = other.length() < length();
        var best = shorter ? other : this;
        return new Cause(best.violation, best.operation, best.shown, count + other.count);
    }

    private int length() {
        return shown.map(result -> result.sent().request())
                .map(request -> request.target().length()
                        + request.body().length
                        + request.headers().fields().stream()
                                .mapToInt(field -> field.getKey().length()
                                        + field.getValue().length())
                                .sum())
                .orElse(0);
    }

    /** What broke the rule: an operation and its answer, or the operation alone. */
    public String subject() {
        return shown.map(Result::subject)
                .or(() -> operation.map(Operation::toString))
                .orElse("");
    }
}
