package dev.counterpart.verify.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.rule.MessageRules;
import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.check.GateRules;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonPointer;

class CausesTest {

    @ParameterizedTest(name = "{0}: {1} at {3} and {2} at {4}")
    @CsvSource(delimiter = '|', textBlock = """
            # rule                      | first   | second  | at                    | at                     | expected                                | expected                                  | was | was | groups
            refusal.method.allow-missing        | GET /a  | GET /b  | response              | response               | Allow                                   | Allow                                     | none | none | 1
            refusal.body.accepted       | POST /a | POST /a | request body /n       | request body /m        | a refusal (4xx), as null is not a string | a refusal (4xx), as null is not a string | 200 | 200 | 1
            refusal.body.accepted       | POST /a | POST /a | request body /n       | request body /m        | a refusal (4xx), as null is not a string | a refusal (4xx), as null is not a number | 200 | 200 | 1
            refusal.body.accepted       | POST /a | POST /a | request body /n       | request body /m        | a refusal (4xx), as "x" is not a string | a refusal (4xx), as "x" is not a number | 200 | 200 | 2
            response.body.forbidden     | GET /a  | GET /b  | response body         | response body          | no body                                 | no body                                   | 9 bytes | 7 bytes | 1
            coverage.never-accepted     | GET /a  | GET /b  | response status /200  | response status /200   | a success                               | a success                                 | 404 | 400 | 1
            refusal.query.accepted      | GET /a  | GET /b  | request query /active | request query /active  | a refusal (4xx), as "TITLE" is not a boolean | a refusal (4xx), as "x" is not a boolean | 200 | 200 | 1
            refusal.query.accepted      | GET /a  | GET /b  | request query /active | request query /active  | a refusal (4xx), as "x" is not a boolean | a refusal (4xx), as "x" is not a boolean | 200 | 204 | 1
            head.differs                | GET /a  | GET /b  | response header /Content-Length | response header /Content-Length | 543, as for GET | 98, as for GET | 512 | 9 | 1
            head.differs                | GET /a  | GET /b  | response status       | response status        | 200, as for GET | 200, as for GET | 404 | 500 | 2
            refusal.query.accepted      | GET /a  | GET /a  | request query /active | request header /active | a refusal (4xx), as "x" is not a boolean | a refusal (4xx), as "x" is not a boolean | 200 | 200 | 2
            status.server-error         | GET /a  | GET /b  | response status       | response status        | a refusal (4xx)                         | a refusal (4xx)                           | 500 | 500 | 2
            coverage.status.unseen      | GET /a  | GET /b  | response status /404  | response status /409   | an answer 404                           | an answer 409                             | none in the run | none in the run | 1
            response.body.schema.type   | GET /a  | GET /b  | response body /n      | response body /m       | a string                                | a string                                  | null | null | 2
            response.body.bom           | GET /a  | POST /b | response body         | response body          | UTF-8 without a byte order mark         | UTF-8 without a byte order mark           | the bytes EF BB BF | the bytes EF BB BF | 1
            response.body.lone-surrogate | GET /a | GET /b  | response body         | response body          | whole characters                        | whole characters                          | byte 50 is FF | byte 7 is FF | 1
            response.body.bom           | GET /a  | GET /b  | response body         | response body          | UTF-8 without a byte order mark         | UTF-8 without a byte order mark           | the bytes EF BB BF | the bytes FE FF | 2
            response.header.malformed   | GET /a  | GET /b  | response              | response               | a header line                           | a header line                             | X-Odd: a | X-Even: a | 2
            """)
    void violations_are_one_entry_if_they_have_one_reason(
            String rule,
            String first,
            String second,
            String at,
            String otherAt,
            String expected,
            String other,
            String was,
            String otherWas,
            int groups) {
        var found = rule(rule);
        var causes = List.of(cause(found, first, at, expected, was), cause(found, second, otherAt, other, otherWas));

        assertThat(Causes.of(causes))
                .hasSize(groups)
                .allSatisfy(group -> assertThat(group.places()).hasSize(2 / groups));
    }

    @ParameterizedTest(name = "{0}, {4} places: {1}, {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # rule                      | expected                                     | was              | at                | places | entries
            response.body.schema.type   | integer                                      | string "%s"      | response body /%s | 3      | 3
            response.body.schema.type   | integer                                      | string "%s"      | response body /%s | 4      | 1
            response.body.schema.format | a date-time                                  | string "2026-%s" | response body /%s | 9      | 1
            response.body.schema.required | property "p%s"                             | object with a%s  | response body /%s | 5      | 1
            response.body.schema.type   | type%s                                       | string           | response body /%s | 5      | 5
            response.header.schema.type | integer                                      | string "%s"      | response header /X%s | 4   | 1
            status.server-error         | a refusal (4xx), as "%s" is not integer      | 500              | request body /%s  | 4      | 1
            status.server-error         | a refusal (4xx), as "%s" is not integer      | 500              | request body /%s  | 3      | 3
            status.server-error         | a refusal (4xx), as kind%s                   | 500              | request body /%s  | 11     | 11
            status.server-error         | a refusal (4xx), as kind%s                   | 500              | request body /%s  | 12     | 1
            expect.body                 | "a%s"                                        | "b%s"            | response body /%s | 9      | 9
            change.deleted-found        | 404 or 410                                   | 200              | response status   | 5      | 5
            """)
    void many_violations_that_look_alike_are_one_entry(
            String rule, String expected, String was, String at, int places, int entries) {
        var names = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l")
                .subList(0, places);
        var causes = names.stream()
                .map(name -> Cause.ofRun(
                        Violation.of(
                                        rule(rule),
                                        Spot.parse(at.replace("%s", name)),
                                        expected.replace("%s", name),
                                        was.replace("%s", name))
                                .declaredAt(new Location("openapi.yaml", names.indexOf(name) + 1, JsonPointer.empty())),
                        "GET /" + name))
                .toList();

        assertThat(Causes.of(causes)).hasSize(entries);
        assertThat(Causes.of(causes).stream().flatMap(group -> group.places().stream()))
                .hasSize(places);
    }

    private static Cause cause(Rule rule, String operation, String at, String expected, String was) {
        return Cause.ofRun(Violation.of(rule, Spot.parse(at), expected, was), operation);
    }

    private static Rule rule(String id) {
        return Stream.concat(GateRules.all().stream(), MessageRules.all().stream())
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
