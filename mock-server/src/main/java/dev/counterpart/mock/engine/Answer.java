package dev.counterpart.mock.engine;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.route.Route;
import dev.counterpart.spec.rule.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The answer of the mock to one request.
 *
 * @param route to the operation of the request; empty if there is none
 * @param delay to wait before sending
 * @param fault to play instead of sending the whole response
 * @param violations of the request
 * @param explanation why this response was chosen
 * @param rest of the body, if the response contains only its beginning
 * @param contract the position of the contract among those of the server; empty if the answer belongs to none
 */
public record Answer(
        Response response,
        Optional<Route.Found> route,
        Duration delay,
        Optional<Fixture.Fault> fault,
        List<Violation> violations,
        Explanation explanation,
        Optional<Rest> rest,
        Optional<Integer> contract) {

    public Answer {
        violations = List.copyOf(violations);
    }

    /** An answer without an operation. */
    public static Answer of(Response response, String reason) {
        return new Answer(
                response,
                Optional.empty(),
                Duration.ZERO,
                Optional.empty(),
                List.of(),
                Explanation.of(reason),
                Optional.empty(),
                Optional.empty());
    }

    /** An answer of an operation, without delay or fault. */
    public static Answer of(Response response, Route.Found route, List<Violation> violations, String reason) {
        return new Answer(
                response,
                Optional.of(route),
                Duration.ZERO,
                Optional.empty(),
                violations,
                Explanation.of(reason),
                Optional.empty(),
                Optional.empty());
    }

    /** The operation of the request. */
    public Optional<Operation> operation() {
        return route.map(Route.Found::operation);
    }

    public Answer with(Response other) {
        return new Answer(other, route, delay, fault, violations, explanation, rest, contract);
    }

    public Answer with(Rest following) {
        return new Answer(response, route, delay, fault, violations, explanation, Optional.of(following), contract);
    }

    /** The same answer, later by {@code time}, for a reason. */
    public Answer delayed(Duration time, String reason) {
        return new Answer(
                response, route, delay.plus(time), fault, violations, explanation.and(reason), rest, contract);
    }

    /** The answer after its rest was sent: with the problems that the rest had. */
    public Answer ended() {
        return rest.map(sent -> with(explanation.warning(sent.problems().get())))
                .orElse(this);
    }

    /** The same answer, with its own violations, which log and journal list. */
    public Answer warning(List<Violation> ofAnswer) {
        return with(explanation.warning(ofAnswer.stream().map(Violation::line).toList()));
    }

    Answer with(Explanation other) {
        return new Answer(response, route, delay, fault, violations, other, rest, contract);
    }

    /** The same answer, belonging to the contract at that position. */
    public Answer ofContract(int position) {
        return new Answer(response, route, delay, fault, violations, explanation, rest, Optional.of(position));
    }
}
