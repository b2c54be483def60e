package dev.counterpart.mock.source;

import dev.counterpart.fixtures.Fixture;
import java.util.Optional;

/**
 * The fixture without conditions for the decided or usual status: the one named {@code default}, otherwise the first by name. If
 * the client requests a status by number and there is none, a fixture whose conditions do not hold is used. If the usual status has no
 * fixture, one for a 2xx status that only a range or {@code default} allows is used: the document did not know it, who wrote it did.
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
                : question.chosenOrUsual()
                        .flatMap(chosen -> choice(question, chosen)
                                .or(() -> recorded(question, chosen).flatMap(other -> choice(question, other))));
    }

    private Optional<Choice> choice(Question question, ChosenResponse chosen) {
        return fixture(question, chosen)
                .map(fixture -> answers.choice(
                        question.about(chosen),
                        fixture,
                        known -> chosen.status() + " has a fixture: " + known.label()));
    }

    private Optional<ChosenResponse> recorded(Question question, ChosenResponse usual) {
        if (usual.decision() != ChosenResponse.Decision.USUAL) {
            return Optional.empty();
        }
        var operation = question.operation();
        return materials.fixtures().of(operation).stream()
                .filter(fixture -> fixture.when().isAlways() && fixture.status() / 100 == 2)
                .flatMap(fixture -> operation
                        .responseFor(fixture.status())
                        .filter(declared -> !declared.status().isExact())
                        .map(declared -> usual.instead(fixture.status(), declared))
                        .stream())
                .findFirst();
    }

    private Optional<Fixture> fixture(Question question, ChosenResponse chosen) {
        var fixtures = materials.fixtures();
        var operation = question.operation();
        var usual = fixtures.byDefault(operation, chosen.status());
        return usual.isPresent() || chosen.decision() != ChosenResponse.Decision.ASKED
                ? usual
                : fixtures.of(operation, chosen.status()).stream().findFirst();
    }
}
