package dev.counterpart.mock.live;

import dev.counterpart.mock.engine.Answer;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One request and its answer.
 *
 * @param id counts the exchanges of a server from 1
 * @param time when the request arrived
 * @param duration until the answer was handed to the connection, including delays
 * @param session in the header {@code X-Counterpart-Session}
 */
public record Exchange(
        long id, Instant time, Duration duration, Request request, Answer answer, Optional<String> session) {

    /** The header with a client's session. */
    public static final String SESSION = "X-Counterpart-Session";

    /** The position of the contract among those of the server; empty if the answer belongs to none. */
    public Optional<Integer> contract() {
        return answer.contract();
    }

    public Response response() {
        return answer.response();
    }

    /** The operation of the request. */
    public Optional<Operation> operation() {
        return answer.operation();
    }

    /** The violations of the request. */
    public List<Violation> violations() {
        return answer.violations();
    }

    /** Why the answer was chosen, step by step. */
    public List<String> reasons() {
        return answer.explanation().reasons();
    }

    /** The number of bytes of the bodies, which take most of the memory of an exchange. */
    long size() {
        return request.length() + (long) response().length();
    }
}
