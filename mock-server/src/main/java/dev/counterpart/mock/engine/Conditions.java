package dev.counterpart.mock.engine;

import dev.counterpart.mock.source.Question;
import dev.counterpart.spec.DeclaredResponse;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.ByteRange;
import dev.counterpart.spec.http.ConditionalAnswer;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.util.Optional;
import java.util.function.Function;

/**
 * Documented answers to conditional and range requests: 304, 412, 206 and 416, if the validators of the request and of the answer
 * require them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110.html#section-13.2">RFC 9110 §13.2, §14.2</a>
 */
final class Conditions {

    private Conditions() {}

    /**
     * Whether the answer may depend on conditions: the request has some, nothing else decides on the status, and the operation documents
     * such an answer.
     */
    static boolean mayApply(Question question) {
        return ConditionalAnswer.isAskedFor(question.request())
                && question.isOpen()
                && question.step().isEmpty()
                && question.operation().responses().stream().anyMatch(Conditions::isConditional);
    }

    private static boolean isConditional(DeclaredResponse response) {
        var status = response.status();
        return !status.isDefault()
                && (status.covers(206) || status.covers(304) || status.covers(412) || status.covers(416))
                && !status.covers(200);
    }

    /** The status that the conditions require; empty if it is that of the full answer, or not documented. */
    static Optional<Integer> status(Operation operation, Request request, Response current, Response full) {
        int status = ConditionalAnswer.status(request, full.status() / 100 == 2 ? withValidators(full, current) : full);
        return Optional.of(status)
                .filter(known -> known != full.status())
                .filter(known -> operation
                        .responseFor(known)
                        .filter(response -> !response.status().isDefault())
                        .isPresent());
    }

    /** The answer with the validators of the current representation, which is what GET would return. */
    private static Response withValidators(Response full, Response current) {
        var headers = full.headers().without("ETag").without("Last-Modified");
        for (String name : new String[] {"ETag", "Last-Modified"}) {
            headers = current.headers().first(name).map(with(headers, name)).orElse(headers);
        }
        return full.withHeaders(headers);
    }

    private static Function<String, Headers> with(Headers headers, String name) {
        return value -> headers.with(name, value);
    }

    /**
     * The answer with that status.
     *
     * @param documented the answer that the document describes for the status
     * @param full the answer without conditions
     */
    static Response answer(int status, Request request, Response documented, Response full) {
        var asked = ByteRange.of(request, full.length());
        if (status == 304) {
            var kept = ConditionalAnswer.notModified(full);
            return kept.withHeaders(documented.headers().without("Content-Type").replaced(kept.headers()));
        }
        if (asked instanceof ByteRange.Asked.Part part && status == 206) {
            var sent = ConditionalAnswer.part(full, part.range());
            return sent.withHeaders(documented.headers().replaced(sent.headers()));
        }
        return asked instanceof ByteRange.Asked.Unsatisfiable none && status == 416
                ? documented.with("Content-Range", none.contentRange())
                : documented;
    }
}
