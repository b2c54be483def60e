package dev.counterpart.mock.source;

import dev.counterpart.mock.dialect.Offer;
import dev.counterpart.spec.Content;
import java.util.List;

/** A refusal in the document's own words, whatever the client accepts. */
public final class DocumentedRefusal {

    private final NamedExample examples;
    private final List<AnswerSource> bodies;

    /** @param bodies sources of the body once the status is decided, in order */
    public DocumentedRefusal(NamedExample examples, List<AnswerSource> bodies) {
        this.examples = examples;
        this.bodies = bodies;
    }

    /** @param statuses that the client may also have requested, so that the example it names belongs to this response */
    public Choice choice(Question question, ChosenResponse chosen, List<Integer> statuses) {
        var decided = question.about(chosen);
        boolean isNamed = question.preference().example().isPresent()
                && question.preference().code().filter(statuses::contains).isPresent();
        var content = Offer.withExamplesFirst(chosen.declared());
        if (isNamed && content.filter(DocumentedRefusal::hasExamples).isPresent()) {
            return examples.ofContent(decided, chosen, content);
        }
        return AnswerSource.first(bodies, decided);
    }

    private static boolean hasExamples(Content content) {
        return !content.examples().isEmpty();
    }
}
