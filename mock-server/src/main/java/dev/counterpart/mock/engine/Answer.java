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
 * @param rest of the body, where the response holds only its beginning
 */
public record Answer(
        Response response,
        Optional<Operation> operation,
        Duration delay,
        Optional<Fixture.Fault> fault,
        List<Violation> violations,
        List<String> reasons,
        Optional<Rest> rest) {

    public Answer {
        violations = List.copyOf(violations);
        reasons = List.copyOf(reasons);
    }

    /** An answer that is held in memory. */
    Answer(
            Response response,
            Optional<Operation> operation,
            Duration delay,
            Optional<Fixture.Fault> fault,
            List<Violation> violations,
            List<String> reasons) {
        this(response, operation, delay, fault, violations, reasons, Optional.empty());
    }

    /** An answer that is of no operation. */
    public static Answer of(Response response, String reason) {
        return new Answer(response, Optional.empty(), Duration.ZERO, Optional.empty(), List.of(), List.of(reason));
    }

    Answer with(Response other) {
        return new Answer(other, operation, delay, fault, violations, reasons, rest);
    }

    Answer with(Rest following) {
        return new Answer(response, operation, delay, fault, violations, reasons, Optional.of(following));
    }
}
