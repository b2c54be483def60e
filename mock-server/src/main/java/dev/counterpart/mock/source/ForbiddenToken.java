package dev.counterpart.mock.source;

import dev.counterpart.fixtures.When;
import dev.counterpart.mock.request.RequestFacts;
import dev.counterpart.mock.settings.MockOptions.Auth;
import dev.counterpart.spec.Operation;
import java.util.List;
import java.util.Optional;

/**
 * Refuses a valid token without the claims that the most specific fixture for the request requires, if no other fixture that is
 * as specific answers instead. Applies only if tokens are checked.
 */
public final class ForbiddenToken implements AnswerSource {

    private static final int FORBIDDEN = 403;

    private final Materials materials;
    private final DocumentedRefusal documented;

    public ForbiddenToken(Materials materials, DocumentedRefusal documented) {
        this.materials = materials;
        this.documented = documented;
    }

    @Override
    public Optional<Choice> answer(Question question) {
        if (question.auth() != Auth.JWT || !isForbidden(question.operation(), question.facts())) {
            return Optional.empty();
        }
        String why = "the token lacks what the fixture for this request requires";
        return Optional.of(question.operation()
                .responseFor(FORBIDDEN)
                .map(declared -> documented.choice(
                        question, ChosenResponse.refusal(FORBIDDEN, declared, why), List.of(FORBIDDEN)))
                .orElseGet(
                        () -> Choice.OfOurOwn.refusal(materials.refusals().forbidden(), why, "403 is not declared")));
    }

    private boolean isForbidden(Operation operation, RequestFacts facts) {
        var fixtures = materials.fixtures();
        int specificity = fixtures.answering(operation, facts, fixture -> true)
                .map(fixture -> fixture.when().without(When.Part.TOKEN).specificity())
                .orElse(0);
        return fixtures.of(operation).stream()
                .filter(fixture -> fixture.when().asksOf(When.Part.TOKEN))
                .filter(fixture -> !fixture.when().holds(facts))
                .map(fixture -> fixture.when().without(When.Part.TOKEN))
                .anyMatch(when -> when.specificity() > specificity && when.holds(facts));
    }
}
