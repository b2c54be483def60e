package dev.counterpart.verify.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation;
import dev.counterpart.verify.data.Flaw;
import dev.counterpart.verify.data.Origin;
import dev.counterpart.verify.data.RuleSettings;
import dev.counterpart.verify.send.Observation.Answered;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusedInBodyTest {

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # documented | the request         | body of 200                                                        | broken rule
        200          | invalid             | {"errors": [{"message": "no"}]}                                    |
        200          | invalid             | {"data": null, "errors": [{"message": "no", "path": ["a"]}]}       |
        200          | without credentials | {"errors": [{"message": "denied"}]}                                |
        200          | invalid             | {"jsonrpc": "2.0", "id": 1, "error": {"code": -1, "message": "no"}} |
        200          | invalid             | {"data": {"a": 1}, "errors": [{"message": "partly"}]}              | refusal.body.accepted
        200          | invalid             | {"errors": []}                                                     | refusal.body.accepted
        200          | invalid             | {"errors": ["no"]}                                                 | refusal.body.accepted
        200          | invalid             | {"errors": [{"message": "no"}                                      | refusal.body.accepted
        200          | invalid             | {"jsonrpc": "2.0", "id": 1, "result": 7}                           | refusal.body.accepted
        200          | invalid             | {"error": {"code": -1, "message": "no"}}                           | refusal.body.accepted
        200          | invalid             | {"ok": false}                                                      | refusal.body.accepted
        200          | without credentials | {"data": {"a": 1}}                                                 | auth.missing-accepted
        400          | invalid             | {"errors": [{"message": "no"}]}                                    | refusal.body.accepted
        4XX          | without credentials | {"errors": [{"message": "no"}]}                                    | auth.missing-accepted
        default      | invalid             | {"errors": [{"message": "no"}]}                                    | refusal.body.accepted
        """)
    void an_error_in_the_body_of_200_is(String status, String request, String body, String rules) {
        String document =
                "{openapi: 3.1.0, info: {title: t, version: '1'}, paths: {/a: {post: {responses: {'200': {description: x}, '"
                        + status + "': {description: x}}}}}}";
        var contract = ((ReadResult.Read) ContractReader.read(
                        document.replace("'200': {description: x}, '200'", "'200'")
                                .getBytes(StandardCharsets.UTF_8),
                        "openapi.yaml",
                        ReadOptions.defaults()))
                .contract();
        var expectation = request.equals("invalid")
                ? new Expectation.Refusal(Spot.of(Part.REQUEST_BODY), "\"x\" is not an object")
                : new Expectation.Denial(Flaw.MISSING);
        var sent = new Case(
                contract.operations().get(0),
                "group",
                "title",
                Cases.REQUEST,
                expectation,
                Origin.of(Origin.Source.GENERATED, "because"),
                RuleSettings.none());
        var answer = new Answered(Response.of(200, "application/json", body), List.of(), Duration.ZERO);

        assertThat(new StatusCheck()
                        .violations(sent, answer).stream()
                                .map(violation -> violation.rule().id())
                                .collect(Collectors.joining()))
                .isEqualTo(rules == null ? "" : rules);
    }
}
