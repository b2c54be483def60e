package dev.counterpart.verify.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.rule.Rule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongStatusTest {

    @ParameterizedTest(name = "{0}: {1} → {2}")
    @CsvSource(delimiter = '|', textBlock = """
        # the case       | status | is wrong by
        # --- an entry of the data file: the operation declares 200, 401, 403, 404 and 500
        200              | 200    |
        2XX              | 204    |
        200              | 404    | expect.status
        200              | 302    |
        200              | 500    | status.server-error
        200              | 499    |
        404              | 500    | status.server-error
        500              | 500    |
        500              | 404    | expect.status
        503              | 500    | expect.status
        503              | 502    |
        5XX              | 503    |
        # --- a valid request
        valid            | 200    |
        valid            | 404    |
        valid            | 499    |
        valid            | 500    | status.server-error
        valid            | 599    | status.server-error
        # --- a request to be refused
        near miss        | 199    |
        near miss        | 200    | refusal.path.accepted
        near miss        | 299    | refusal.path.accepted
        near miss        | 300    |
        near miss        | 400    |
        near miss        | 499    |
        near miss        | 500    | status.server-error
        # --- a valid value that is seldom used
        allowed          | 200    |
        allowed          | 400    | valid.path.refused
        allowed          | 401    |
        allowed          | 404    |
        allowed          | 406    | valid.path.refused
        allowed          | 409    |
        allowed          | 422    | valid.path.refused
        allowed          | 429    |
        allowed          | 500    | status.server-error
        # --- an odd request, which may be answered or refused
        odd              | 200    |
        odd              | 400    |
        odd              | 500    | status.server-error
        odd              | 501    |
        # --- the scheme of the credentials in other letters
        scheme case      | 200    |
        scheme case      | 302    |
        scheme case      | 400    | auth.scheme.case-sensitive
        scheme case      | 401    | auth.scheme.case-sensitive
        scheme case      | 429    |
        scheme case      | 500    | status.server-error
        # --- HEAD without credentials, where GET needs some
        HEAD denied      | 200    | auth.missing-accepted
        HEAD denied      | 401    |
        HEAD denied      | 405    |
        HEAD denied      | 501    |
        HEAD of GET      | 200    |
        HEAD of GET      | 500    | status.server-error
        # --- sent a second time, for its bytes
        on the wire      | 429    |
        on the wire      | 404    | expect.status
        on the wire      | 500    | status.server-error
        # --- bad credentials
        missing          | 200    | auth.missing-accepted
        missing          | 401    |
        missing          | 403    | auth.status.not-401
        missing          | 404    |
        missing, known   | 401    |
        missing, known   | 403    | auth.status.not-401
        missing, known   | 404    | auth.status.not-401
        expired          | 204    | auth.token.expired-accepted
        expired          | 403    | auth.status.not-401
        expired, known   | 404    | auth.status.not-401
        missing          | 302    | auth.status.not-401
        malformed        | 400    |
        malformed        | 500    | status.server-error
        not allowed      | 200    | auth.other-accepted
        not allowed      | 403    |
        not allowed      | 404    |
        # --- a method that is not declared
        method           | 200    | refusal.method.accepted
        method           | 204    | refusal.method.accepted
        method           | 404    |
        method           | 405    |
        method           | 500    | status.server-error
        method           | 501    |
        """)
    void a_status(String sent, int status, String rule) {
        assertThat(WrongStatus.of(Cases.sent(sent), status).map(Rule::id).orElse(""))
                .isEqualTo(rule == null ? "" : rule);
    }
}
