package dev.counterpart.verify.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.verify.cases.Expectation.Documented;
import dev.counterpart.verify.send.Observation.Answered;
import java.nio.charset.StandardCharsets;
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
                                |                                   | Caused by: java.io.IOException: no |
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

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # status | header of the answer | body of the answer                                  | what leaks
        # --- traces, in every answer
        200      |                      | at com.acme.Find.run(Find.java:42)                  | leak.stack-trace at response body
        200      |                      | at find (/app/src/find.js:42:7)                     | leak.stack-trace at response body
        404      | X-Error: Traceback (most recent call last) |                               | leak.stack-trace at response header /X-Error
        # --- insides, in errors only
        200      |                      | com.google.android.gms.Error                        |
        200      |                      | at noon (room.js:12)                                |
        403      |                      | AccessDeniedException                               |
        500      |                      | com.acme.AccountMissingException                    | leak.stack-trace at response body
        404      |                      | ActiveRecord::RecordNotFound                        | leak.stack-trace at response body
        404      |                      | <b>/var/www/html/x.php</b> on line <b>12</b>        |
        404      |                      | in <b>/var/www/html/x.php</b> on line <b>12</b>     | leak.stack-trace at response body
        500      |                      | ENOENT: no such file or directory                   | leak.stack-trace at response body
        500      |                      | ** (Ecto.NoResultsError) expected one               | leak.stack-trace at response body
        500      |                      | attempt to call nil at /etc/nginx/x.lua:12: a nil   | leak.stack-trace at response body
        404      |                      | <code>DEBUG = True</code>                           | leak.stack-trace at response body
        500      |                      | SELECT access_token FROM oauth_accounts WHERE id=1  | leak.stack-trace at response body
        404      |                      | please select one from the list                     |
        500      |                      | sqlite3.OperationalError: no such table             | leak.stack-trace at response body
        500      |                      | Unclosed quotation mark after the character string  | leak.stack-trace at response body
        422      |                      | null value in column "a" violates not-null constraint | leak.stack-trace at response body
        500      |                      | {"trace": [{"file": "src/db.js", "line": 7}]}       | leak.stack-trace at response body
        422      |                      | {"line": 7, "column": 3}                            |
        # --- secrets, in errors only
        500      |                      | postgres://app:hunter2@10.0.0.1/prod                | leak.secret at response body
        500      | X-Db: mysql://a:b@db |                                                     | leak.secret at response header /X-Db
        500      |                      | AKIAIOSFODNN7EXAMPLE                                | leak.secret at response body
        500      |                      | -----BEGIN RSA PRIVATE KEY-----                     | leak.secret at response body
        500      |                      | DATABASE_PASSWORD=hunter22 JWT_SECRET=abcd          | leak.secret at response body
        500      |                      | ghp_0123456789abcdefghijklmnopqrstuvwxyz            | leak.secret at response body
        500      |                      | https://hooks.slack.com/services/T0/B0/x            | leak.secret at response body
        422      |                      | password=too short                                  |
        # --- tokens beside errors
        403      |                      | {"error": "x", "accessToken": "ya29.of-user-1"}     | leak.token at response body
        401      |                      | {"data": [{"refresh_token": "0123456789"}]}         | leak.token at response body
        401      |                      | {"accessToken": null, "error": "invalid_token"}     |
        401      |                      | {"access_token": "is missing or expired"}           |
        200      |                      | {"accessToken": "ya29.of-user-1"}                   |
        200      |                      | -----BEGIN PRIVATE KEY-----                         |
        404      |                      | see https://docs.example.com:8080/errors#a@b        |
        404      |                      | mailto:ann@example.com                              |
        """)
    void an_answer_with_a_status_leaks(int status, String header, String body, String leaks) {
        var response = Response.of(status, "text/plain", body == null ? "" : body);
        if (header != null) {
            response = response.with(header.split(": ", 2)[0], header.split(": ", 2)[1]);
        }

        assertThat(leaks(response, Cases.REQUEST)).isEqualTo(leaks == null ? "" : leaks);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # body of the request                          | body of the answer                  | what leaks
        {"user": "ann", "password": "correct-horse"}   | wrong: ann, correct-horse           | leak.credentials at response body
        user=ann&password=correct-horse                | wrong: ann, correct-horse           | leak.credentials at response body
        {"user": "ann", "password": "correct-horse"}   | the password of ann is wrong        |
        {"password": "short"}                          | the password is too short           |
        """)
    void a_password_is_not_repeated(String sent, String answered, String leaks) {
        var request = Request.of(Method.POST, "/login").withBody(sent.getBytes(StandardCharsets.UTF_8));

        assertThat(leaks(Response.of(401, "text/plain", answered), request)).isEqualTo(leaks == null ? "" : leaks);
    }

    @Test
    void a_secret_is_told_by_its_first_letters() {
        var answer = new Answered(Response.of(500, "text/plain", "AKIAIOSFODNN7EXAMPLE"), List.of(), Duration.ZERO);

        assertThat(new LeakCheck().violations(Cases.sent("500"), answer))
                .singleElement()
                .satisfies(violation -> assertThat(violation.actual()).isEqualTo("AKIAIO…"));
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
