package dev.counterpart.mock.source;

import java.util.List;
import java.util.Optional;

/**
 * One place that answers can come from. The engine asks its sources in a fixed order; the first that has an answer decides.
 *
 * <p>Sources are thread-safe.
 */
public interface AnswerSource {

    /** The answer to the question, or empty to ask the next source. */
    Optional<Choice> answer(Question question);

    /** The answer of the first source in the list that has one; the last source answers everything. */
    static Choice first(List<AnswerSource> sources, Question question) {
        for (var source : sources) {
            var choice = source.answer(question);
            if (choice.isPresent()) {
                return choice.get();
            }
        }
        throw new IllegalStateException("the last source answers everything");
    }
}
