package dev.counterpart.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.spec.http.Response;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.plan.CasePlan;
import dev.counterpart.verify.send.Observation;
import dev.counterpart.verify.send.Observation.Answered;
import dev.counterpart.verify.send.Observation.Reason;
import dev.counterpart.verify.send.Observation.Unanswered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a run stops sending to an operation, and when to all. */
class CircuitBreakerTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final List<Case> ONE_PER_OPERATION = CasePlan.of(
                    LocalProvider.contract("things.yaml"), GateData.none(), Fixtures.none(), Map.of(), Optional.empty())
            .cases()
            .stream()
            .collect(java.util.stream.Collectors.toMap(
                    Case::operation, each -> each, (one, other) -> one, java.util.LinkedHashMap::new))
            .values()
            .stream()
            .toList();

    /**
     * Observations in the order in which they are made: an operation, a to d, and what came back. {@code timeout}, {@code refused}
     * and {@code late} (an answer after the timeout) are failures; {@code 200}, {@code closed} and {@code slow} are not.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # observations                                                                      | stopped
            a timeout, a timeout                                                                | nothing
            a timeout, a timeout, a timeout                                                     | operation a at 3
            a refused, a timeout, a late                                                        | operation a at 3
            a timeout, a timeout, a 200, a timeout, a timeout                                   | nothing
            a timeout, a timeout, a closed, a timeout                                           | nothing
            a slow, a slow, a slow, a slow                                                      | nothing
            a timeout, b 200, a timeout, b 200, a timeout                                       | operation a at 5
            a timeout, a timeout, a timeout, b timeout, b timeout, b 200, b timeout             | operation a at 3
            a timeout, a timeout, a timeout, b timeout, b timeout, b timeout                    | operation a at 3, run at 6
            a timeout, b timeout, c timeout, a timeout, b timeout, c timeout                    | run at 6
            a timeout, a timeout, a timeout, a timeout, a timeout, a timeout, a timeout         | operation a at 3
            a timeout, a timeout, a timeout, a timeout, b timeout, b timeout, a 200, b timeout  | operation a at 3, operation b at 8
            a refused, a refused, a refused, b refused, b refused, b refused, c 200, c refused  | operation a at 3, run at 6
            """)
    void the_breaker_opens(String observations, String expected) {
        var breaker = new CircuitBreaker(TIMEOUT, planned -> true, true);

        assertThat(String.join(", ", stops(breaker, observations)))
                .isEqualTo(expected.equals("nothing") ? "" : expected);
    }

    @Test
    void a_stopped_operation_is_skipped_and_the_others_are_sent() {
        var breaker = new CircuitBreaker(TIMEOUT, planned -> true, true);
        stops(breaker, "a timeout, a timeout, a timeout");

        assertThat(breaker.reasonToSkip(operation('a'))).hasValue("GET /things did not answer 3 requests in a row");
        assertThat(breaker.reasonToSkip(operation('b'))).isEmpty();
        assertThat(breaker.stops())
                .containsExactly(
                        "GET /things did not answer 3 requests in a row, so the rest of the operation was skipped.");
    }

    @Test
    void everything_is_skipped_once_the_run_is_stopped() {
        var breaker = new CircuitBreaker(TIMEOUT, planned -> true, true);
        stops(breaker, "a timeout, b timeout, a timeout, b timeout, a 404, b refused");
        assertThat(breaker.reasonToSkip(operation('c'))).isEmpty();
        stops(breaker, "a refused, c refused, a timeout, c timeout, d timeout");

        assertThat(breaker.reasonToSkip(operation('c'))).hasValue("the provider did not answer 6 requests in a row");
        assertThat(breaker.stops())
                .contains("The provider did not answer 6 requests in a row, so the rest of the run was skipped.");
    }

    @Test
    void nothing_is_stopped_where_the_rule_is_off() {
        var off = new CircuitBreaker(TIMEOUT, planned -> false, false);
        var offForA = new CircuitBreaker(
                TIMEOUT, planned -> !planned.operation().equals(operation('a').operation()), true);

        assertThat(stops(off, "a timeout, a timeout, a timeout, b timeout, b timeout, b timeout"))
                .isEmpty();
        assertThat(stops(offForA, "a timeout, a timeout, a timeout, a timeout, b 200, b timeout, b timeout, b timeout"))
                .containsExactly("operation b at 8");
        assertThat(offForA.reasonToSkip(operation('a'))).isEmpty();
    }

    private static List<String> stops(CircuitBreaker breaker, String observations) {
        var stops = new ArrayList<String>();
        var made = observations.split(", ");
        for (int i = 0; i < made.length; i++) {
            char name = made[i].charAt(0);
            int at = i + 1;
            breaker.opened(operation(name), observation(made[i].substring(2)))
                    .ifPresent(violation ->
                            stops.add((violation.actual().contains("rest of the run") ? "run" : "operation " + name)
                                    + " at " + at));
        }
        return stops;
    }

    private static Case operation(char name) {
        return ONE_PER_OPERATION.get(name - 'a');
    }

    private static Observation observation(String what) {
        return switch (what) {
            case "timeout" -> new Unanswered(Reason.TIMEOUT, "no answer after 30000 ms", TIMEOUT);
            case "refused" -> new Unanswered(Reason.UNREACHABLE, "connection refused", Duration.ZERO);
            case "closed" -> new Unanswered(Reason.NOTHING, "the connection ended", Duration.ZERO);
            case "late" -> new Answered(Response.of(200), List.of(), TIMEOUT);
            case "slow" -> new Answered(Response.of(200), List.of(), TIMEOUT.minusMillis(1));
            default -> new Answered(Response.of(Integer.parseInt(what)), List.of(), Duration.ofMillis(1));
        };
    }
}
