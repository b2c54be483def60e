package dev.counterpart.mock.source;

import dev.counterpart.spec.DeclaredResponse;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.StatusKey;
import java.util.Optional;

/**
 * A declared response to send, and how it was decided on.
 *
 * @param declared the response in the document
 * @param decision by whom
 * @param why in words, for the log
 */
public record ChosenResponse(int status, DeclaredResponse declared, Decision decision, String why) {

    private static final int SUCCESS = 200;
    private static final int ERRORS = 400;

    /** Lower ones are interim: the client goes on waiting for the final response (RFC 9110 §15.2). */
    private static final int LOWEST_FINAL = 200;

    /** Who decided on a status. */
    public enum Decision {
        /** By default: it is the operation's usual response. */
        USUAL,
        /** By the client, by name. */
        ASKED,
        /** By the mock, because the request must be refused. */
        REFUSAL
    }

    /** The lowest 2xx, otherwise {@code default}, otherwise the first of the document. */
    public static Optional<ChosenResponse> usual(Operation operation) {
        DeclaredResponse lowest = null;
        for (var response : operation.responses()) {
            String status = response.status().text();
            boolean isSuccess = status.startsWith("2");
            if (isSuccess && (lowest == null || status.compareTo(lowest.status().text()) < 0)) {
                lowest = response;
            }
        }
        return Optional.ofNullable(lowest)
                .or(() -> operation.response(StatusKey.DEFAULT))
                .or(() -> operation.responses().stream()
                        .filter(declared -> isFinal(declared.status().status(SUCCESS)))
                        .findFirst())
                .map(declared -> usual(declared));
    }

    /** Whether a response of that status ends the exchange. */
    static boolean isFinal(int status) {
        return status >= LOWEST_FINAL;
    }

    private static ChosenResponse usual(DeclaredResponse declared) {
        int status = declared.status().status(SUCCESS);
        return new ChosenResponse(status, declared, Decision.USUAL, status + " is the usual response");
    }

    /** Another response that is as usual as this one. */
    ChosenResponse instead(int other, DeclaredResponse response) {
        return new ChosenResponse(other, response, decision, "the usual response " + status + " has no fixture");
    }

    static ChosenResponse asked(int status, DeclaredResponse declared) {
        return new ChosenResponse(status, declared, Decision.ASKED, "status " + status + " was requested");
    }

    public static ChosenResponse refusal(int status, DeclaredResponse declared, String why) {
        return new ChosenResponse(status, declared, Decision.REFUSAL, why);
    }

    /**
     * Whether the response is sent even in a media type that the client does not accept: errors are, so that their reason arrives
     * (RFC 9110 §12.4.1 allows to disregard Accept).
     */
    static boolean disregardsAccept(int status) {
        return status >= ERRORS;
    }
}
