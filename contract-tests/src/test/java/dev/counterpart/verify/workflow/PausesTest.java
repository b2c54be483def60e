package dev.counterpart.verify.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.workflow.Action;
import dev.counterpart.verify.send.Observation.Answered;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonPointer;

class PausesTest {

    @ParameterizedTest(name = "retryAfter {0} s, Retry-After {1} → {2} s")
    @CsvSource(delimiter = '|', textBlock = """
            # retryAfter in ms | Retry-After | pause in ms
            0                  |             | 0
            500                |             | 500
            500                | 2           | 2000
            5000               | 0           | 0
            5000               | soon        | 5000
            600000             |             | 600000
            600001             |             | 600000
            0                  | 601         | 600000
            0                  | 999999999   | 600000
            0                  | 9999999999  | 600000
            """)
    void a_retry_waits(long retryAfter, @Nullable String header, long pause) {
        var retry = new Action(
                "again",
                Action.Kind.RETRY,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Duration.ofMillis(retryAfter),
                1,
                new Location("flows.yaml", 1, JsonPointer.empty()));
        var response = Response.of(503, "text/plain", "");

        var answer = new Answered(
                header == null ? response : response.with("Retry-After", header), List.of(), Duration.ZERO);

        assertThat(Pauses.time(retry, Optional.of(answer))).hasMillis(pause);
    }
}
