package dev.counterpart.verify.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.StatusKey;
import dev.counterpart.spec.http.Response;
import dev.counterpart.verify.cases.Expectation.Answer;
import dev.counterpart.verify.send.Observation.Answered;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitCheckTest {

    @ParameterizedTest(name = "limit {0} ms, took {1} ms")
    @CsvSource(delimiter = '|', textBlock = """
        # limit | took | what is wrong
        500     | 499  |
        500     | 500  |
        500     | 501  | connection.slow: an answer within 500 ms, but an answer after 501 ms
                | 9000 |
        """)
    void an_answer_is_late(Long limit, long took, String wrong) {
        var expected = new Answer(
                StatusKey.parse("200").orElseThrow(),
                List.of(),
                Optional.empty(),
                Optional.ofNullable(limit).map(Duration::ofMillis));
        var answer = new Answered(Response.of(200), List.of(), Duration.ofMillis(took));

        assertThat(new LimitCheck()
                        .violations(Cases.sent(Cases.REQUEST, expected), answer).stream()
                                .map(violation ->
                                        violation.rule() + ": " + violation.expected() + ", but " + violation.actual())
                                .collect(Collectors.joining()))
                .isEqualTo(wrong == null ? "" : wrong);
    }
}
