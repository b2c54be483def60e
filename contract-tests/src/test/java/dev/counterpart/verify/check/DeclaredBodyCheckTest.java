package dev.counterpart.verify.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.rule.MessageRules;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation.Documented;
import dev.counterpart.verify.data.Origin;
import dev.counterpart.verify.send.Observation.Answered;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies that are valid by their schema. */
class DeclaredBodyCheckTest {

    private static final String DOCUMENT = """
            openapi: 3.0.3
            info: {title: x, version: '1'}
            paths:
              /users:
                get:
                  responses:
                    '200': {description: x, content: {application/json: {schema: {$ref: '#/components/schemas/User'}}}}
                    '400': {description: x, content: {application/json: {schema: {type: object, properties: {error: {type: string}, code: {type: integer}}}}}}
                    '404': {description: x, content: {application/problem+json: {schema: {$ref: '#/components/schemas/Problem'}}}}
                    '409': {description: x, content: {application/json: {schema: {type: object}}}}
                    '422': {description: x, content: {application/json: {schema: {type: array, items: {type: string}}}}}
            components:
              schemas:
                Secret: {type: string, writeOnly: true}
                Named: {type: object, properties: {name: {type: string}}}
                User:
                  allOf: [{$ref: '#/components/schemas/Named'}]
                  properties:
                    password: {type: string, writeOnly: true}
                    pin: {allOf: [{$ref: '#/components/schemas/Secret'}]}
                    key: {$ref: '#/components/schemas/Secret'}
                    id: {type: integer, readOnly: true}
                    friends: {type: array, items: {$ref: '#/components/schemas/User'}}
                    login:
                      oneOf:
                      - {type: object, properties: {code: {type: string, writeOnly: true}}}
                      - {type: object, properties: {code: {type: string}}}
                Problem: {type: object, properties: {type: {type: string}, title: {type: string}, detail: {type: string}, status: {type: integer}}}
            """;

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static Contract contract;

    @BeforeAll
    static void read() throws IOException {
        var file = folder.resolve("openapi.yaml");
        Files.writeString(file, DOCUMENT);
        contract = ((ReadResult.Read) ContractReader.read(file.toString(), ReadOptions.defaults())).contract();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
        # status | body                                               | violations
        200 | {"name": "Ann", "password": "x"}                        | response.body.write-only at response body /password
        200 | {"name": "Ann", "password": null}                       | response.body.write-only at response body /password
        200 | {"pin": "1"}                                            | response.body.write-only at response body /pin
        200 | {"key": "1"}                                            | response.body.write-only at response body /key
        200 | {"friends": [{"name": "Bob"}, {"password": "x"}]}       | response.body.write-only at response body /friends/1/password
        200 | {"friends": [{"password": "x"}, {"password": "y"}]}     | response.body.write-only at response body /friends/0/password
        200 | {"id": 7, "name": "Ann", "friends": []}                 |
        200 | {"login": {"code": "x"}}                                |
        200 | {"other": {"password": "x"}}                            |
        200 | {}                                                      |
        # --- errors
        400 | {}                                                      |
        400 | {"message": "no"}                                       | response.body.error-useless: at least one of the documented properties error, code; only message
        400 | {"error": ""}                                           | response.body.error-useless: a text that says why; string ""
        400 | {"error": "  ", "other": 1}                             | response.body.error-useless: a text that says why; string "  "
        404 | {"title": "", "status": 404}                            | response.body.error-useless: a text that says why; string ""
        404 | {"title": "", "detail": "no such user"}                 |
        404 | {"type": "about:blank", "status": 404}                  |
        400 | {"error": "no"}                                         |
        400 | {"code": 7}                                             |
        400 | {"error": "", "code": 7}                                |
        400 | {"error": "no", "message": ""}                          |
        409 | {"anything": ""}                                        |
        422 | []                                                      |
        """)
    void a_valid_body_is_not_what_its_schema_means(int status, String body, @Nullable String violations) {
        String type = status == 404 ? "application/problem+json" : "application/json";
        var operation = contract.operations().get(0);
        var sent = new Case(
                operation,
                "group",
                "title",
                Request.of(Method.GET, "/users"),
                new Documented(),
                Origin.of(Origin.Source.GENERATED, "because"));
        var response = new Response(status, Headers.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));

        var found = new DeclaredBodyCheck(contract)
                .violations(sent, new Answered(response, List.of(), Duration.ZERO)).stream()
                        .map(violation -> violation.rule()
                                + (violation.rule().equals(MessageRules.WRITE_ONLY)
                                        ? " at " + violation.at()
                                        : ": " + violation.expected() + "; " + violation.actual()))
                        .collect(Collectors.joining(", "));

        assertThat(found).isEqualTo(violations == null ? "" : violations);
    }
}
