package dev.counterpart.verify.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.verify.send.Observation.Answered;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusCheckTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # the case   | status | severity | at                           | expected
        200          | 404    | error    | response status              | status 200
        valid        | 503    | error    | response status              | an answer that the document declares
        near miss    | 200    | error    | request path /oauthAccountId | a refusal (4xx), as "x" is no UUID
        allowed      | 422    | error    | request path /oauthAccountId | an answer that is not a refusal, as the document allows the limit
        allowed text | 422    | warning  | request path /oauthAccountId | an answer that is not a refusal, as the document allows a text
        allowed text | 499    |          |                              |
        allowed text | 502    | error    | request path /oauthAccountId | an answer that is not a refusal, as the document allows a text
        near miss    | 500    | error    | request path /oauthAccountId | a refusal (4xx), as "x" is no UUID
        scheme case  | 500    | error    | response status              | the answer to the same request with the scheme in its usual case
        scheme case  | 401    | warning  | response status              | the answer to the same request with the scheme in its usual case
        expired      | 200    | error    | response status              | a denial (401), as the request has an expired token
        not allowed  | 200    | error    | response status              | a denial (401, 403 or 404), as the request has the credentials of a client who is denied
        method       | 200    | error    | response status              | 405, allowing GET
        odd          | 500    | error    | response status              | an answer that the document declares, or a refusal (4xx)
        """)
    void a_wrong_status_is_told(String sent, int status, String severity, String at, String expected) {
        var answer = new Answered(Response.of(status), List.of(), Duration.ZERO);
        String told = severity == null ? "" : severity + " at " + at + ": " + expected + ", but was " + status;

        assertThat(new StatusCheck()
                        .violations(Cases.sent(sent), answer).stream()
                                .map(violation -> violation.severity().label() + " at " + violation.at() + ": "
                                        + violation.expected() + ", but was " + violation.actual())
                                .collect(Collectors.joining()))
                .isEqualTo(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"valid", "allowed", "allowed text"})
    void a_documented_failure_of_a_valid_request_is_a_warning(String sent) {
        var answer = new Answered(Response.of(500), List.of(), Duration.ZERO);

        assertThat(new StatusCheck().violations(Cases.sent(sent), answer))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.severity()).isEqualTo(Severity.WARNING);
                    assertThat(violation.rule()).isEqualTo(GateRules.SERVER_ERROR);
                    assertThat(violation.actual())
                            .isEqualTo("500: the server failed on a valid request; 500 is documented");
                });
    }
}
