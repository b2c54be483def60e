package dev.counterpart.mock.stored;

import dev.counterpart.mock.source.Choice;
import dev.counterpart.mock.source.ChosenResponse;
import dev.counterpart.mock.source.DocumentedRefusal;
import dev.counterpart.mock.source.Question;
import dev.counterpart.spec.http.Problem;
import dev.counterpart.spec.http.Response;
import java.util.List;

/** Refusals of requests about items: in the document's words where it declares the status, otherwise as problem documents. */
final class ItemRefusals {

    static final int BAD_REQUEST = 400;
    static final int NOT_FOUND = 404;
    static final int CONFLICT = 409;
    static final int PRECONDITION_FAILED = 412;
    static final int UNPROCESSABLE = 422;
    static final int UNAVAILABLE = 503;
    static final int FULL = 507;

    private final DocumentedRefusal documented;

    ItemRefusals(DocumentedRefusal documented) {
        this.documented = documented;
    }

    /** The refusal with the first of the statuses that the document declares, or with the first one. */
    Choice refusal(Question question, String why, int... statuses) {
        for (int status : statuses) {
            var declared = question.operation().responseFor(status);
            if (declared.isPresent()) {
                return documented.choice(
                        question, ChosenResponse.refusal(status, declared.get(), why), List.of(status));
            }
        }
        int status = statuses[0];
        return outside(status, why + ", and the contract does not declare " + status + ".");
    }

    /** The state cannot store a change now. */
    Choice unavailable(Question question, String why) {
        var declared = question.operation().responseFor(UNAVAILABLE);
        return declared.isPresent()
                ? refusal(question, why, UNAVAILABLE)
                : own(problem(UNAVAILABLE, why).with("Retry-After", "1"), why);
    }

    /** A problem document of a status that is not declared. */
    Choice outside(int status, String detail) {
        return own(problem(status, detail), detail);
    }

    private static Response problem(int status, String detail) {
        return Problem.plain(status, detail).response();
    }

    private static Choice own(Response response, String reason) {
        return Choice.OfOurOwn.outside(response, reason);
    }
}
