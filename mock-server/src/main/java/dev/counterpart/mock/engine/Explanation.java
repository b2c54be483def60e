package dev.counterpart.mock.engine;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.mock.source.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why an answer is as it is.
 *
 * @param reasons each step of the decision, in words, in its order
 * @param fixture that answered
 * @param isOutsideTheContract whether the contract does not declare the status, and somebody asked for it
 * @param warnings what is wrong with the answer although it is sent, in words
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

    static Explanation of(Choice choice) {
        return new Explanation(
                choice.reasons(),
                choice instanceof Choice.FromFixture given ? Optional.of(given.fixture()) : Optional.empty(),
                choice.isOutsideTheContract(),
                choice.warnings());
    }

    Explanation and(String reason) {
        var all = new ArrayList<>(reasons);
        all.add(reason);
        return new Explanation(all, fixture, isOutsideTheContract, warnings);
    }

    Explanation warning(List<String> more) {
        var all = new ArrayList<>(warnings);
        all.addAll(more);
        return new Explanation(reasons, fixture, isOutsideTheContract, all);
    }

    /** The last step of the decision, or nothing where there was none. */
    public String summary() {
        return reasons.isEmpty() ? "" : reasons.get(reasons.size() - 1);
    }
}
