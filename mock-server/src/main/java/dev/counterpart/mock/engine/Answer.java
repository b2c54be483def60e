package dev.counterpart.mock.engine;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Violation;
import dev.counterpart.spec.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the mock answers to one request.
 *
 * @param operation that the request was for; nothing if it leads nowhere
 * @param delay to wait before sending
 * @param fault to commit instead of sending the whole response
 * @param violations of the request
 * @param reasons for this answer, step by step
 */
public record Answer(
        Response response,
        Optional<Operation> operation,
        Duration delay,
        Optional<Fixture.Fault> fault,
        List<Violation> violations,
        List<String> reasons) {

    public Answer {
        violations = List.copyOf(violations);
        reasons = List.copyOf(reasons);
    }

    static Answer of(Response response, String reason) {
        return new Answer(response, Optional.empty(), Duration.ZERO, Optional.empty(), List.of(), List.of(reason));
    }

    Answer with(Response other) {
        return new Answer(other, operation, delay, fault, violations, reasons);
    }
}
