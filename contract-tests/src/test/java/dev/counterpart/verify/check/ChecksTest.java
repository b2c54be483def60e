package dev.counterpart.verify.check;

import static dev.counterpart.verify.check.Cases.CONTRACT;
import static dev.counterpart.verify.check.Cases.OPERATION;
import static dev.counterpart.verify.check.Cases.REQUEST;
import static dev.counterpart.verify.check.Cases.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.StatusKey;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.match.ValueMatcher;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation;
import dev.counterpart.verify.cases.Expectation.Answer;
import dev.counterpart.verify.data.Flaw;
import dev.counterpart.verify.data.Origin;
import dev.counterpart.verify.data.RuleSettings;
import dev.counterpart.verify.data.Statement;
import dev.counterpart.verify.send.Observation;
import dev.counterpart.verify.send.Observation.Answered;
import dev.counterpart.verify.send.Observation.Fault;
import dev.counterpart.verify.send.Observation.Reason;
import dev.counterpart.verify.send.Observation.Unanswered;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.core.JsonPointer;

class ChecksTest {

    private static final Checks CHECKS = Checks.all(CONTRACT);

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', emptyValue = "", textBlock = """
        # expectation | status | headers                                              | body                               | broken rules
        # --- what is right
        valid         | 200 | Content-Type: application/json; Cache-Control: no-store | {"accessToken": "a", "scopes": []} |
        valid         | 200 | Content-Type: application/json; Cache-Control: private, No-Store | {"accessToken": "a", "scopes": []} |
        valid         | 404 |                                                         |                                    |
        valid         | 403 | Content-Type: application/json; Server: nginx           | {"error": "x"}                     |
        200           | 200 | Content-Type: application/json; Cache-Control: no-store | {"accessToken": "a", "scopes": []} |
        500           | 500 | Content-Type: application/json                          | {"error": "x"}                     |
        near miss     | 400 | Content-Type: text/html                                 | <h1>Bad Request</h1>               |
        near miss     | 401 | Content-Type: application/json; WWW-Authenticate: Bearer | {"error": "x"}                    |
        near miss     | 404 |                                                         |                                    |
        near miss     | 499 |                                                         |                                    |
        missing       | 401 | Content-Type: application/json; WWW-Authenticate: Bearer | {"error": "x"}                    |
        missing       | 404 |                                                         |                                    |
        malformed     | 400 |                                                         |                                    |
        empty         | 400 |                                                         |                                    |
        tampered      | 400 |                                                         |                                    |
        method        | 405 | Allow: HEAD, GET                                        |                                    |
        method        | 404 |                                                         |                                    |
        method        | 501 |                                                         |                                    |
        method        | 422 | Content-Type: text/plain                                | no                                 |
        # --- status
        valid         | 418 |                                                         |                                    | response.status.undocumented
        valid         | 500 | Content-Type: application/json                          | {"error": "x"}                     | status.server-error
        valid         | 503 |                                                         |                                    | status.server-error
        200           | 404 |                                                         |                                    | expect.status
        200           | 400 |                                                         |                                    | response.status.undocumented
        200           | 500 | Content-Type: application/json                          | {}                                 | status.server-error
        200           | 599 |                                                         |                                    | status.server-error
        500           | 502 |                                                         |                                    | response.status.undocumented
        500           | 404 |                                                         |                                    | expect.status
        near miss     | 200 | Content-Type: application/json; Cache-Control: no-store | {"accessToken": "a", "scopes": []} | refusal.path.accepted
        near miss     | 299 |                                                         |                                    | refusal.path.accepted
        near miss     | 302 |                                                         |                                    | response.status.undocumented
        near miss     | 500 | Content-Type: application/json                          | {}                                 | status.server-error
        missing       | 200 | Content-Type: application/json; Cache-Control: no-store | {"accessToken": "a", "scopes": []} | auth.missing-accepted
        missing       | 403 | Content-Type: application/json                          | {"error": "x"}                     | auth.status.not-401
        missing       | 400 |                                                         |                                    | response.status.undocumented
        missing       | 500 | Content-Type: application/json                          | {}                                 | status.server-error
        missing       | 302 |                                                         |                                    | auth.status.not-401
        expired       | 204 |                                                         |                                    | auth.token.expired-accepted
        expired       | 400 |                                                         |                                    | response.status.undocumented
        malformed     | 200 | Content-Type: application/json; Cache-Control: no-store | {"accessToken": "a", "scopes": []} | auth.token.malformed-accepted
        method        | 200 |                                                         |                                    | refusal.method.accepted
        method        | 500 |                                                         |                                    | status.server-error
        method        | 405 |                                                         |                                    | refusal.method.allow-missing
        method        | 405 | Allow: POST                                             |                                    | refusal.method.allow-wrong
        method        | 405 | Allow: GET, DELETE                                      |                                    | refusal.method.allow-wrong
        valid         | 401 | Content-Type: application/json                          | {"error": "x"}                     | auth.challenge.missing
        # --- what firewalls and limits answer
        near miss     | 403 | Content-Type: text/html                                 | <h1>Blocked</h1>                   |
        near miss     | 404 | Content-Type: application/json                          | {"error":                          | response.body.undocumented, response.body.syntax
        expired       | 429 |                                                         |                                    |
        # --- body and headers
        valid         | 404 | ETag: "v1"                                              |                                    |
        valid         | 404 | ETag: W/"v1,2;é"                                        |                                    |
        valid         | 404 | ETag: ""                                                |                                    |
        valid         | 404 | ETag: v1                                                |                                    | response.header.value
        valid         | 404 | ETag: w/"v1"                                            |                                    | response.header.value
        valid         | 404 | ETag: "v 1"                                             |                                    | response.header.value
        valid         | 404 | Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT            |                                    |
        valid         | 404 | Last-Modified: Sunday, 06-Nov-94 08:49:37 GMT           |                                    |
        valid         | 404 | Last-Modified: 1994-11-06T08:49:37Z                     |                                    | response.header.value
        expired       | 429 | Retry-After: 0                                          |                                    |
        expired       | 429 | Retry-After: Sun, 06 Nov 1994 08:49:37 GMT              |                                    |
        expired       | 429 | Retry-After: 1.5                                        |                                    | response.header.value
        expired       | 429 | Retry-After: -1                                         |                                    | response.header.value
        valid         | 404 | Content-Type: application/json                          | {"error":                          | response.body.undocumented, response.body.syntax
        valid         | 403 | Content-Type: application/json;charset=utf8             | {"error": "x"}                     |
        valid         | 200 | Content-Type: application/json; Cache-Control: public, max-age=60 | {"accessToken": "a", "scopes": []} | cache.token-shared
        valid         | 200 | Content-Type: application/json; Cache-Control: max-age=60, s-maxage=60 | {"accessToken": "a", "scopes": []} | cache.token-shared
        valid         | 200 | Content-Type: application/json; Cache-Control: private, max-age=60 | {"accessToken": "a", "scopes": []} | cache.token-stored
        valid         | 200 | Content-Type: application/json; Cache-Control: no-store | {"accessToken": "a"}               | response.body.schema.required
        valid         | 200 | Content-Type: text/html                                 | <h1>                               | response.content-type.undeclared
        valid         | 200 | Content-Type: application/json; Cache-Control: no-cache | {"accessToken": "a", "scopes": []} | cache.token-stored
        valid         | 200 | Content-Type: application/json                          | {"accessToken": "a", "scopes": []} | cache.token-stored
        valid         | 200 | Content-Type: application/json; Content-Type: text/html; Cache-Control: no-store | {"accessToken": "a", "scopes": []} | response.content-type.twice
        valid         | 403 | Content-Type: application/json, charset=latin1          | {"error": "x"}                     | response.content-type.malformed
        valid         | 403 | Content-Type: application/json;charset=iso-8859-1       | {"error": "x"}                     | response.content-type.charset
        valid         | 403 | Content-Type: application/json;charset=US-ASCII         | {"error": "x"}                     |
        valid         | 403 | Content-Type: application/json;charset=UTF-8            | {"error": "x"}                     |
        valid         | 403 | Content-Type: application/json                          | {"error": "x", "error": "y"}       | response.body.duplicate-name
        valid         | 403 | Content-Type: application/json                          | {"error": "x", "\\u0065rror": "y"} | response.body.duplicate-name
        valid         | 403 | Content-Type: application/json                          | {"error": "x", "a": [{"b": 1}, {"b": 1}], "b": {"a": "a"}} |
        valid         | 403 | Content-Type: application/json                          | {"error": "x", "a": ["a", "a"], "b": "a"} |
        valid         | 403 | Content-Type: application/json                          | {"error": "\\ud83d"}               | response.body.lone-surrogate
        valid         | 403 | Content-Type: application/json                          | {"error": "\\udE00 x"}             | response.body.lone-surrogate
        valid         | 403 | Content-Type: application/json                          | {"error": "\\ud83d\\ude00"}        |
        valid         | 403 | Content-Type: application/json                          | {"error": "\\"a\\": \\n"}          |
        valid         | 404 |                                                         | at com.acme.Find.run(Find.java:42) | response.body.undocumented, leak.stack-trace
        valid         | 404 |                                                         | Traceback (most recent call last): | response.body.undocumented, leak.stack-trace
        valid         | 404 |                                                         | meet me at noon (room 4:20)        | response.body.undocumented
        valid         | 404 |                                                         | bad token token-0123456789         | response.body.undocumented, leak.credentials
        valid         | 403 | Content-Type: application/json                          | {"error": "bad \\u0074oken\\u002d0123456789"} | leak.credentials
        valid         | 403 | Content-Type: application/json                          | {"error": "\\\\u0074oken-0123456789"} |
        valid         | 403 | Content-Type: application/json                          | {"error": "in \\/var\\/www\\/a.php on line 3"} | leak.stack-trace
        valid         | 404 | Server: nginx/1.18.0                                    |                                    | leak.server-version
        valid         | 404 | X-Powered-By: Express                                   |                                    | leak.server-version
        valid         | 200 | Content-Type: application/json                          | {"a": 1}                           | response.body.schema.required
        valid         | 200 | Content-Type: application/json                          | ["accessToken"]                    | response.body.schema.type
        valid         | 403 | Content-Type: application/json                          | {                                  | response.body.syntax
        """)
    void an_answer_breaks(String expectation, int status, String headers, String body, String rules) {
        var sent = sent(expectation);
        var answer = new Answered(new Response(status, fields(headers), bytes(body)), List.of(), Duration.ofMillis(1));

        assertThat(rules(sent, answer)).isEqualTo(rules == null ? "" : rules);
    }

    private static Headers fields(String text) {
        var headers = Headers.none();
        for (String line : text == null ? new String[0] : text.split("; (?=[A-Z])", -1)) {
            int colon = line.indexOf(": ");
            headers = headers.and(line.substring(0, colon), line.substring(colon + 2));
        }
        return headers;
    }

    private static byte[] bytes(String body) {
        return body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
    }

    private static String rules(Case sent, Observation observation) {
        return CHECKS.verdict(sent, observation, RuleSettings.none()).violations().stream()
                .map(violation -> violation.rule().id())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @CsvSource({
        "EF BB BF 7B 7D, response.body.bom",
        "7B 22 61 22 3A 22 E9 22 7D, response.body.not-utf8",
        "7B 22 61 22 3A 22 C3, response.body.not-utf8",
        "7B 22 61 22 3A 22 C3 A9 22 7D, response.body.error-useless",
        "7B 7D, ''",
        "EF BB, response.body.not-utf8"
    })
    void bytes_of_a_body_break(String hexadecimal, String rules) {
        var body = new byte[(hexadecimal.length() + 1) / 3];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) Integer.parseInt(hexadecimal.substring(i * 3, i * 3 + 2), 16);
        }
        var response = new Response(403, Headers.of("Content-Type", "application/json"), body);

        assertThat(rules(sent("valid"), new Answered(response, List.of(), Duration.ZERO)))
                .isEqualTo(rules);
    }

    @Test
    void bytes_that_are_not_utf_8_are_named_with_their_offset() {
        assertThat(JsonBytes.faults(new byte[] {'"', (byte) 0xE9, '"'}))
                .containsExactly(java.util.Map.entry(GateRules.BODY_NOT_UTF8, "the byte at offset 1 is E9"));
    }

    @Test
    void a_body_where_none_may_be_is_reported() {
        var answer = new Answered(new Response(204, Headers.none(), new byte[] {'x'}), List.of(), Duration.ZERO);
        var head = sent(REQUEST.withMethod(Method.HEAD), new Expectation.Documented());
        var response = new Answered(Response.of(403, "application/json", "{}"), List.of(), Duration.ZERO);

        assertThat(rules(sent("204"), answer)).isEqualTo("response.status.undocumented, response.body.forbidden");
        assertThat(rules(head, response)).isEqualTo("response.body.forbidden");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        # body, as Latin-1 | what is expected
        \u00EF\u00BB\u00BF{}          | response.body.bom: UTF-8 without a byte order mark
        "\u00E9"                | response.body.not-utf8: UTF-8 without a byte order mark
        {"a": 1, "a": 1}   | response.body.duplicate-name: each name once
        "\\udc00"           | response.body.lone-surrogate: whole characters
        """)
    void what_the_bytes_should_be_is_told(String body, String expected) {
        var response = new Response(
                403, Headers.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(new BytesCheck()
                        .violations(sent("valid"), new Answered(response, List.of(), Duration.ZERO)).stream()
                                .map(violation -> violation.rule() + ": " + violation.expected())
                                .collect(Collectors.joining()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "CONTENT_CODING, response.content-coding.broken",
        "UNCHECKED_CODING, response.content-coding.unchecked",
        "TRANSFER_CODING, response.framing.chunks",
        "CONTENT_LENGTH, response.framing.content-length",
        "TRAILING_BYTES, response.framing.trailing-bytes",
        "HEADER_SYNTAX, response.header.malformed",
        "STATUS_LINE, response.status-line.malformed"
    })
    void a_fault_in_sending_breaks(Fault.Kind kind, String rules) {
        var answer = new Answered(Response.of(404), List.of(new Fault(kind, "so")), Duration.ZERO);

        assertThat(rules(sent("valid"), answer)).isEqualTo(rules);
    }

    @Test
    void how_an_answer_should_be_sent_is_told() {
        var answer = new Answered(
                Response.of(404), List.of(new Fault(Fault.Kind.TRAILING_BYTES, "2 bytes follow")), Duration.ZERO);

        assertThat(new SendingCheck().violations(sent("valid"), answer).stream().map(violation -> violation.text("")))
                .containsExactly("""
                        response.framing.trailing-bytes
                          at        response
                          expected  nothing follows an answer (RFC 9112 §6.3)
                          but was   2 bytes follow
                          to fix    send only the body, with its length""");
    }

    @Test
    void a_body_whose_coding_is_broken_is_not_judged() {
        var answer = new Answered(
                Response.of(200, "application/json", "{"),
                List.of(new Fault(Fault.Kind.CONTENT_CODING, "so")),
                Duration.ZERO);

        assertThat(rules(sent("valid"), answer)).isEqualTo("response.content-coding.broken");
    }

    @ParameterizedTest
    @CsvSource({
        "TIMEOUT, connection.timeout",
        "CUT_OFF, connection.cut-off",
        "NOTHING, connection.unanswered",
        "NOT_HTTP, connection.not-http"
    })
    void no_answer_breaks(Reason reason, String rules) {
        assertThat(rules(sent("valid"), new Unanswered(reason, "so", Duration.ZERO)))
                .isEqualTo(rules);
    }

    @Test
    void a_target_that_is_not_there_is_no_fault_of_its() {
        var verdict = CHECKS.verdict(
                sent("valid"),
                new Unanswered(Reason.UNREACHABLE, "nobody answers", Duration.ZERO),
                RuleSettings.none());

        assertThat(verdict).isEqualTo(new Verdict.Errored("nobody answers"));
    }

    @Test
    void statements_of_the_data_file_are_held_against_the_answer() {
        var place = new Location("data.yaml", 7, JsonPointer.empty());
        var sent = sent(
                REQUEST,
                new Answer(
                        StatusKey.parse("200").orElseThrow(),
                        List.of(
                                statement(
                                        Part.RESPONSE_BODY,
                                        "/accessToken",
                                        new ValueMatcher.Literal(Json.read("\"b\"")),
                                        place),
                                statement(
                                        Part.RESPONSE_BODY,
                                        "/scopes/0",
                                        new ValueMatcher.In(List.of(Json.read("\"openid\""))),
                                        place),
                                statement(Part.RESPONSE_BODY, "/error", new ValueMatcher.Absent(true), place),
                                statement(Part.RESPONSE_BODY, "/gone", new ValueMatcher.Absent(false), place),
                                statement(
                                        Part.RESPONSE_HEADER,
                                        "/Cache-Control",
                                        new ValueMatcher.Matches(Pattern.compile("no-store")),
                                        place),
                                statement(
                                        Part.RESPONSE_HEADER,
                                        "/X-Id",
                                        new ValueMatcher.Matches(Pattern.compile("7")),
                                        place))));
        var answer = new Answered(
                Response.of(200, "application/json", "{\"accessToken\": \"a\", \"scopes\": [\"openid\"]}")
                        .with("Cache-Control", "no-store")
                        .with("X-Id", "17"),
                List.of(),
                Duration.ZERO);

        assertThat(CHECKS.verdict(sent, answer, RuleSettings.none()).violations().stream()
                        .map(violation -> violation.text("")))
                .containsExactly("""
                        expect.body
                          at        response body /accessToken
                          expected  string "b"
                          but was   string "a"
                          declared  data.yaml:7
                          to fix    answer with the expected value, or correct the data file""", """
                        expect.body
                          at        response body /gone
                          expected  any value
                          but was   nothing
                          declared  data.yaml:7
                          to fix    answer with the expected value, or correct the data file""", """
                        expect.header
                          at        response header /X-Id
                          expected  a match of 7
                          but was   string "17"
                          declared  data.yaml:7
                          to fix    answer with the expected value, or correct the data file""");
    }

    private static Statement statement(Part part, String pointer, ValueMatcher matcher, Location place) {
        return new Statement(new Spot(part, JsonPointer.compile(pointer)), matcher, place);
    }

    @Test
    void statements_about_another_status_are_not_looked_at() {
        var place = new Location("data.yaml", 7, JsonPointer.empty());
        var sent = sent(
                REQUEST,
                new Answer(
                        StatusKey.parse("200").orElseThrow(),
                        List.of(statement(Part.RESPONSE_BODY, "/a", new ValueMatcher.Absent(false), place))));

        assertThat(rules(sent, new Answered(Response.of(404), List.of(), Duration.ZERO)))
                .isEqualTo("expect.status");
    }

    @Test
    void a_violation_says_what_was_expected_and_why() {
        var origin = Origin.of(Origin.Source.CREDENTIALS, "because")
                .declaredAt(new Location("api.yaml", 3, JsonPointer.empty()))
                .basedOn("RFC 6750 §3.1");
        var sent = new Case(
                OPERATION, "g", "t", REQUEST, new Expectation.Denial(Flaw.EXPIRED), origin, RuleSettings.none());
        var answer = new Answered(Response.of(404).withBody(new byte[0]), List.of(), Duration.ZERO);
        var accepted = new Answered(new Response(204, Headers.none(), new byte[0]), List.of(), Duration.ZERO);

        assertThat(CHECKS.verdict(sent, answer, RuleSettings.none())).isEqualTo(new Verdict.Passed(List.of()));
        assertThat(CHECKS.verdict(sent, accepted, RuleSettings.none()).violations().stream()
                        .map(violation -> violation.text("")))
                .containsExactly("""
                        auth.token.expired-accepted
                          at        response status
                          expected  a denial (401), as the request has an expired token
                          but was   204
                          declared  api.yaml:3, RFC 6750 §3.1
                          to fix    check credentials before anything else, and answer 401""");
    }

    @Test
    void a_refusal_is_reported_at_the_part_that_is_wrong() {
        var answer = new Answered(new Response(204, Headers.none(), new byte[0]), List.of(), Duration.ZERO);

        assertThat(CHECKS.verdict(sent("near miss"), answer, RuleSettings.none()).violations().stream()
                        .map(violation -> violation.at() + ": " + violation.expected()))
                .containsExactly("request path /oauthAccountId: a refusal (4xx), as \"x\" is no UUID");
    }

    @Test
    void a_warning_does_not_fail_a_case_and_an_error_does() {
        var warned = new Answered(Response.of(401, "application/json", "{}"), List.of(), Duration.ZERO);

        assertThat(CHECKS.verdict(sent("valid"), warned, RuleSettings.none())).isInstanceOf(Verdict.Passed.class);
        assertThat(CHECKS.verdict(sent("valid"), warned, setting("auth.challenge.*", Optional.of(Severity.ERROR))))
                .isInstanceOf(Verdict.Failed.class);
        assertThat(CHECKS.verdict(sent("valid"), warned, setting("*", Optional.empty())))
                .isEqualTo(new Verdict.Passed(List.of()));
    }

    private static RuleSettings setting(String pattern, Optional<Severity> severity) {
        return new RuleSettings(List.of(new RuleSettings.Setting(pattern, severity)));
    }

    @ParameterizedTest
    @EnumSource(Flaw.class)
    void every_flaw_of_credentials_has_a_rule(Flaw flaw) {
        var answer = new Answered(new Response(204, Headers.none(), new byte[0]), List.of(), Duration.ZERO);
        var sent = sent(REQUEST, new Expectation.Denial(flaw));

        assertThat(rules(sent, answer)).startsWith("auth.").endsWith("-accepted");
    }

    @Test
    void a_documented_status_that_was_not_seen_is_reported() {
        var check = new CoverageCheck(CONTRACT);

        assertThat(OPERATION.responses().stream()
                        .filter(response -> !CoverageCheck.isSeen(OPERATION, response, Set.of(200, 401)))
                        .flatMap(response -> check.ifUnseen(response).stream())
                        .map(Violation::at)
                        .map(Spot::toString))
                .containsExactly("response status /403", "response status /404", "response status /500");
    }
}
