package dev.counterpart.mock.live;

import dev.counterpart.mock.engine.Answer;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Violation;
import java.net.InetSocketAddress;
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
 * @param session that the client names
 * @param client the address of the client; empty if it is unknown
 */
public record Exchange(
        long id,
        Instant time,
        Duration duration,
        Request request,
        Answer answer,
        Optional<String> session,
        Optional<InetSocketAddress> client) {

    /** An exchange with an unknown client. */
    public Exchange(
            long id, Instant time, Duration duration, Request request, Answer answer, Optional<String> session) {
        this(id, time, duration, request, answer, session, Optional.empty());
    }

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

    /** The same exchange with other messages. */
    public Exchange with(Request otherRequest, Response otherResponse) {
        return new Exchange(id, time, duration, otherRequest, answer.with(otherResponse), session, client);
    }

    /** The number of bytes of the bodies, which take most of the memory of an exchange. */
    public long size() {
        return request.length() + (long) response().length();
    }
}
