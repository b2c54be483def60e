package dev.counterpart.mock.source;

import dev.counterpart.fixtures.Fixture;
import java.util.Optional;

/**
 * The fixture without conditions for the decided or usual status: the one named {@code default}, otherwise the first by name. If
 * the client requests a status by number and there is none, a fixture whose conditions do not hold is used.
 */
public final class DefaultFixture implements AnswerSource {

    private final Materials materials;
    private final FixtureAnswer answers;

    public DefaultFixture(Materials materials) {
        this.materials = materials;
        this.answers = new FixtureAnswer(materials);
    }

    @Override
    public Optional<Choice> answer(Question question) {
        return FixtureAnswer.isToBeGenerated(question)
                ? Optional.empty()
                : question.targetOrUsual()
                        .flatMap(target -> fixture(question, target)
                                .map(fixture -> answers.choice(
                                        question.about(target),
                                        fixture,
                                        known -> target.status() + " has a fixture: " + known.label())));
    }

    private Optional<Fixture> fixture(Question question, Target target) {
        var fixtures = materials.fixtures();
        var operation = question.operation();
        var usual = fixtures.byDefault(operation, target.status());
        return usual.isPresent() || target.decision() != Target.Decision.ASKED
                ? usual
                : fixtures.of(operation, target.status()).stream().findFirst();
    }
}
