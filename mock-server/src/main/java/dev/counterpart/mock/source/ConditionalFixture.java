package dev.counterpart.mock.source;

import dev.counterpart.fixtures.Fixture;
import java.util.Optional;
import java.util.stream.Collectors;

/** The fixture whose conditions hold: the one with the highest priority, then the most specific, then the first by name. */
public final class ConditionalFixture implements AnswerSource {

    private final Materials materials;
    private final FixtureAnswer answers;

    public ConditionalFixture(Materials materials) {
        this.materials = materials;
        this.answers = new FixtureAnswer(materials);
    }

    @Override
    public Optional<Choice> answer(Question question) {
        var chosen = question.chosen();
        if (chosen.isPresent() && FixtureAnswer.isToBeGenerated(question)) {
            return Optional.empty();
        }
        return materials
                .fixtures()
                .answering(
                        question.operation(),
                        question.facts(),
                        fixture -> chosen.isEmpty() || chosen.get().status() == fixture.status())
                .map(fixture -> answers.choice(question, fixture, ConditionalFixture::reason));
    }

    private static String reason(Fixture fixture) {
        return "its conditions hold: "
                + fixture.when().conditions().entrySet().stream()
                        .map(each -> each.getKey() + " is " + each.getValue())
                        .collect(Collectors.joining(", "));
    }
}
