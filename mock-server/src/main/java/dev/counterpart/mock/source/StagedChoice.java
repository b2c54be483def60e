package dev.counterpart.mock.source;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.fixtures.StagedAnswer;
import dev.counterpart.mock.control.Staged;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The answer that a person has set while the mock runs: by an override, or as a step of a scenario. */
public final class StagedChoice implements AnswerSource {

    private final Materials materials;
    private final Preferred preferred;
    private final OutsideTheContract outside;
    private final Function<Question, Optional<Staged>> set;
    private final KeptChoices kept = new KeptChoices();

    /**
     * @param preferred makes the answer for a status or example
     * @param set what is set for a question
     */
    public StagedChoice(Materials materials, Preferred preferred, Function<Question, Optional<Staged>> set) {
        this.materials = materials;
        this.preferred = preferred;
        this.outside = new OutsideTheContract(materials);
        this.set = set;
    }

    @Override
    public Optional<Choice> answer(Question question) {
        return set.apply(question)
                .map(Staged::answer)
                .filter(StagedAnswer::isAnswer)
                .flatMap(answer -> choice(question, answer));
    }

    /** Empty if the operation has no such answer: it can be one of many that are set at once. */
    private Optional<Choice> choice(Question question, StagedAnswer answer) {
        var fixture = answer.fixture(question.operation(), materials.fixtures());
        if (fixture.isPresent()) {
            return kept.of(fixture.get(), () -> Optional.of(ofFixture(fixture.get())));
        }
        if (answer.fixture().isPresent()) {
            return Optional.empty();
        }
        boolean isDeclared = answer.status().isEmpty()
                || question.operation().responseFor(answer.status().getAsInt()).isPresent();
        return isDeclared
                ? preferred.answer(question.preferring(answer.status(), answer.example()))
                : outside.outage(question, answer.status().getAsInt());
    }

    private static Choice ofFixture(Fixture fixture) {
        return new Choice.FromFixture(fixture, fixture.isUndocumented(), List.of(FixtureAnswer.file(fixture)));
    }
}
