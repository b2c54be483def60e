package dev.counterpart.mock.engine;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.mock.control.Staged;
import dev.counterpart.mock.source.Choice;
import dev.counterpart.mock.source.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The reasons for an answer.
 *
 * @param reasons each step of the decision, in words, in order
 * @param fixture that answered
 * @param isOutsideTheContract whether the contract does not declare the status, and the client requested it
 * @param warnings violations of the answer, which is sent anyway, in words
 */
public record Explanation(
        List<String> reasons, Optional<Fixture> fixture, boolean isOutsideTheContract, List<String> warnings) {

    public Explanation {
        reasons = List.copyOf(reasons);
        warnings = List.copyOf(warnings);
    }

    static Explanation of(String reason) {
        return new Explanation(List.of(reason), Optional.empty(), false, List.of());
    }

    /** Begins with what people have set for the request. */
    static Explanation of(Choice choice, Question question) {
        return new Explanation(
                reasons(choice, question),
                choice instanceof Choice.FromFixture given ? Optional.of(given.fixture()) : Optional.empty(),
                choice.isOutsideTheContract(),
                choice.warnings());
    }

    private static List<String> reasons(Choice choice, Question question) {
        if (question.override().isEmpty() && question.step().isEmpty()) {
            return choice.reasons();
        }
        var all = new ArrayList<String>();
        question.override().map(Staged::reason).ifPresent(all::add);
        question.step().map(Staged::reason).ifPresent(all::add);
        all.addAll(choice.reasons());
        return all;
    }

    Explanation and(String reason) {
        var all = new ArrayList<>(reasons);
        all.add(reason);
        return new Explanation(all, fixture, isOutsideTheContract, warnings);
    }

    Explanation warning(List<String> more) {
        if (more.isEmpty()) {
            return this;
        }
        var all = new ArrayList<>(warnings);
        all.addAll(more);
        return new Explanation(reasons, fixture, isOutsideTheContract, all);
    }

    /** The last step of the decision; empty if there was none. */
    public String summary() {
        return reasons.isEmpty() ? "" : reasons.get(reasons.size() - 1);
    }
}
