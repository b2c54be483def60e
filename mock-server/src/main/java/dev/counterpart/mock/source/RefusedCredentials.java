package dev.counterpart.mock.source;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.mock.access.Access;
import java.util.List;
import java.util.Optional;

/** Refuses a request without acceptable credentials: with the fixture for that reason, otherwise the documented 401. */
public final class RefusedCredentials implements AnswerSource {

    private static final int UNAUTHORIZED = 401;

    private final Materials materials;
    private final DocumentedRefusal documented;

    public RefusedCredentials(Materials materials, DocumentedRefusal documented) {
        this.materials = materials;
        this.documented = documented;
    }

    @Override
    public Optional<Choice> answer(Question question) {
        return question.access() instanceof Access.Refused refused
                ? Optional.of(refusal(question, refused))
                : Optional.empty();
    }

    private Choice refusal(Question question, Access.Refused refused) {
        String why = "credentials are " + refused.reason().label();
        var fixture = fixture(question, refused);
        if (fixture.isPresent()) {
            return Choice.FromFixture.declared(
                    fixture.get(),
                    List.of(why, "401 has a fixture for that reason", FixtureAnswer.file(fixture.get())));
        }
        return question.operation()
                .responseFor(UNAUTHORIZED)
                .map(declared -> documented.choice(
                        question, ChosenResponse.refusal(UNAUTHORIZED, declared, why), List.of(UNAUTHORIZED)))
                .orElseGet(() -> Choice.OfOurOwn.refusal(
                        materials.refusals().unauthorised(question.operation(), refused.challenge()),
                        why,
                        "401 is not declared"));
    }

    /** The fixture that is named after the reason. */
    private Optional<Fixture> fixture(Question question, Access.Refused refused) {
        return refused.reason().fixtureNames().stream()
                .flatMap(name -> materials.fixtures().named(question.operation(), UNAUTHORIZED, name).stream())
                .filter(named -> isMeant(named, question))
                .findFirst();
    }

    /** A fixture with conditions answers only if they hold. */
    private static boolean isMeant(Fixture fixture, Question question) {
        return fixture.when().isAlways() || fixture.when().holds(question.facts());
    }
}
