package dev.counterpart.mock.source;

import dev.counterpart.mock.dialect.Refusals;
import dev.counterpart.spec.DeclaredResponse;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.StatusKey;
import java.util.List;
import java.util.Optional;

/** Refuses an invalid request: with the documented 415, 422 or 400, otherwise {@code default}, otherwise a problem document. */
public final class RefusedRequest implements AnswerSource {

    private static final List<Integer> INVALID = List.of(422, 400);
    private static final List<Integer> UNSUPPORTED = List.of(415, 422, 400);

    private final Materials materials;
    private final DocumentedRefusal documented;

    public RefusedRequest(Materials materials, DocumentedRefusal documented) {
        this.materials = materials;
        this.documented = documented;
    }

    @Override
    public Optional<Choice> answer(Question question) {
        return question.isInvalid() ? Optional.of(refusal(question)) : Optional.empty();
    }

    private Choice refusal(Question question) {
        boolean isMediaType = question.violations().stream().anyMatch(Refusals::isMediaType);
        var statuses = isMediaType ? UNSUPPORTED : INVALID;
        String why =
                "the request violates " + question.violations().get(0).rule().id();
        return chosen(question.operation(), statuses, why)
                .map(chosen -> documented.choice(question, chosen, statuses))
                .orElseGet(() -> Choice.OfOurOwn.refusal(
                        materials.refusals().invalid(question.operation(), question.violations()),
                        why,
                        "no response is declared for it"));
    }

    private static Optional<ChosenResponse> chosen(Operation operation, List<Integer> statuses, String why) {
        for (int status : statuses) {
            var declared = operation.responseFor(status).filter(RefusedRequest::isExplicit);
            if (declared.isPresent()) {
                return Optional.of(ChosenResponse.refusal(status, declared.get(), why));
            }
        }
        return operation
                .response(StatusKey.DEFAULT)
                .map(declared -> ChosenResponse.refusal(statuses.get(0), declared, why));
    }

    private static boolean isExplicit(DeclaredResponse response) {
        return !response.status().isDefault();
    }
}
