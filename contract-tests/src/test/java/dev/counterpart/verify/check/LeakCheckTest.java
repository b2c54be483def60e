package dev.counterpart.verify.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.verify.plan.Expectation.Documented;
import dev.counterpart.verify.send.Observation.Answered;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeakCheckTest {

    @ParameterizedTest(name = "{0} → {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
        # Authorization         | header of the answer              | body of the answer          | what leaks
        Bearer token-0123456789 |                                   | bad token token-0123456789  | leak.credentials at response body
        Bearer token-0123456789 | X-Token: token-0123456789         | bad token                   | leak.credentials at response header /X-Token
        Bearer token-0123456789 | Location: /login?t=token-0123456789 |                           | leak.credentials at response header /Location
        Bearer token/012+456789 | Location: /?t=token%2F012%2B456789 |                            | leak.credentials at response header /Location
        Bearer token-0123456789 |                                   | dG9rZW4tMDEyMzQ1Njc4OQ      | leak.credentials at response body
        Bearer token?012?456?89 |                                   | dG9rZW4_MDEyPzQ1Nj84OQ      | leak.credentials at response body
        Bearer token-0123456789 | X-Trace: 0123456789               | token                       |
        Bearer token-0123       |                                   | bad token token-0123        |
        Bearer token-012345     |                                   | bad token token-012345      | leak.credentials at response body
        Bearer                  |                                   | Bearer                      |
        dXNlcjpwYXNzd29yZA      |                                   | dXNlcjpwYXNzd29yZA          | leak.credentials at response body
                                | X-Powered-By: PHP                 |                             | leak.server-version at response header /X-Powered-By
                                | Server: Apache/2.4                |                             | leak.server-version at response header /Server
                                | Server: Apache                    |                             |
                                |                                   | Caused by: java.io.IOException: no | leak.stack-trace at response body
        """)
    void an_answer_leaks(String credentials, String header, String body, String leaks) {
        var path = Request.of(Method.GET, Cases.REQUEST.path());
        var request = credentials == null ? path : path.with("Authorization", credentials);
        var response = Response.of(200, "text/plain", body == null ? "" : body);
        if (header != null) {
            response = response.with(header.split(": ", -1)[0], header.split(": ", -1)[1]);
        }

        assertThat(leaks(response, request)).isEqualTo(leaks == null ? "" : leaks);
    }

    private static String leaks(Response response, Request request) {
        return new LeakCheck()
                        .violations(
                                Cases.sent(request, new Documented()), new Answered(response, List.of(), Duration.ZERO))
                        .stream()
                        .map(violation -> violation.rule() + " at " + violation.at())
                        .collect(Collectors.joining(", "));
    }

    @Test
    void a_body_is_looked_at_up_to_200_000_characters() {
        String trace = "Traceback (most recent call last)";

        assertThat(leaks(Response.of(200, "text/plain", " ".repeat(200_000 - trace.length()) + trace), Cases.REQUEST))
                .isEqualTo("leak.stack-trace at response body");
        assertThat(leaks(Response.of(200, "text/plain", " ".repeat(200_001 - trace.length()) + trace), Cases.REQUEST))
                .isEmpty();
    }
}
