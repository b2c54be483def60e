package dev.counterpart.spec.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Contracts;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.schema.SchemaValidator;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentStringsTest {

    private static final String INTEGER_A =
            "contentMediaType: application/json, contentSchema: {type: object, required: [a], properties: {a: {type: integer}}}";

    private static String warnings(String version, String type, String content, String body) {
        var contract = Contracts.of("openapi: " + version
                + "\ninfo: {title: T, version: '1'}\npaths: {/a: {get: {responses: {200: {description: ok, content: {"
                + type
                + ": {" + content.replace("$A", INTEGER_A) + "}}}}}}}\n"
                + "components: {schemas: {A: {type: string, " + INTEGER_A + "}}}");
        var validator = new ResponseValidator(contract, new SchemaValidator(contract.documents(), contract.version()));
        var response = new Response(200, Headers.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));
        var violations = validator.violations(contract.operations().get(0), Method.GET, response);

        assertThat(violations).allSatisfy(each -> {
            assertThat(each.severity()).isEqualTo(Severity.WARNING);
            assertThat(each.rule().id()).isEqualTo("response.body.content");
        });
        return violations.stream()
                .map(each -> (each.at().pointer() + " expected " + each.expected() + ", was " + each.actual()).strip())
                .collect(Collectors.joining("; "));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # schema                                                    | value                      | warnings
            {type: string, $A}                                          | "{\\"a\\": 1}"             | ``
            {type: string, $A}                                          | "{\\"a\\": \\"x\\"}"       | expected a string with JSON at /a that is integer, was string "x"
            {type: string, $A}                                          | "{}"                       | expected a string with JSON that is property "a", was object with no properties
            {type: string, $A}                                          | "hello"                    | expected a string with application/json, as contentMediaType says, was hello
            {type: string, $A}                                          | ""                         | expected a string with application/json, as contentMediaType says, was
            {type: [string, 'null'], $A}                                | null                       | ``
            {$A}                                                        | {"a": "x"}                 | ``
            {type: string, contentMediaType: application/problem+json}  | "{"                        | expected a string with application/problem+json, as contentMediaType says, was {
            {type: string, contentMediaType: text/html, contentSchema: {type: integer}} | "<p>"      | ``
            {type: string, contentSchema: {type: integer}}              | "x"                        | ``
            {type: string, contentEncoding: base64}                     | "c3RyaW5n"                 | ``
            {type: string, contentEncoding: base64}                     | "not base64!"              | expected text in base64, as contentEncoding says, was not base64!
            {type: string, contentEncoding: base64}                     | "ab-_"                     | expected text in base64, as contentEncoding says, was ab-_
            {type: string, contentEncoding: base64url}                  | "ab-_"                     | ``
            {type: string, contentEncoding: base64url}                  | "ab+/"                     | expected text in base64url, as contentEncoding says, was ab+/
            {type: string, contentEncoding: base16}                     | "0aFF"                     | ``
            {type: string, contentEncoding: base16}                     | "0aF"                      | expected text in base16, as contentEncoding says, was 0aF
            {type: string, contentEncoding: quoted-printable}           | "=ZZ"                      | ``
            {type: string, contentEncoding: base64, $A}                 | "eyJhIjoxfQ=="             | ``
            {type: string, contentEncoding: base64, $A}                 | "eyJhIjoieCJ9"             | expected a string with JSON at /a that is integer, was string "x"
            {type: string, contentEncoding: base64, contentMediaType: image/png} | "AAAA"            | ``
            {properties: {p: {items: {type: string, $A}}}}              | {"p": ["{\\"a\\":1}", "x"]} | /p/1 expected a string with application/json, as contentMediaType says, was x
            {additionalProperties: {$ref: '#/components/schemas/A'}}    | {"p": "x"}                 | /p expected a string with application/json, as contentMediaType says, was x
            {allOf: [{properties: {p: {$A}}}]}                          | {"p": "x"}                 | /p expected a string with application/json, as contentMediaType says, was x
            {oneOf: [{properties: {k: {const: 1}, p: {$A}}}, {properties: {k: {const: 2}}}]} | {"k": 1, "p": "x"} | /p expected a string with application/json, as contentMediaType says, was x
            {oneOf: [{properties: {k: {const: 1}, p: {$A}}}, {properties: {k: {const: 2}}}]} | {"k": 2, "p": "x"} | ``
            {if: {properties: {k: {const: 1}}}, then: {properties: {p: {$A}}}} | {"k": 1, "p": "x"}  | /p expected a string with application/json, as contentMediaType says, was x
            {if: {properties: {k: {const: 1}}}, then: {properties: {p: {$A}}}} | {"k": 2, "p": "x"}  | ``
            {not: {type: string, $A}}                                   | 1                          | ``
            """)
    void content_is_compared_with_the_annotations_that_apply(String schema, String body, String expected) {
        assertThat(warnings("3.1.0", "application/json", "schema: " + schema, body))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # item schema                                                     | events                                          | warnings
            {properties: {data: {type: string, $A}}}                          | data: {"a":1}↵↵data: {"a":"x"}↵↵                | /1/data expected a string with JSON at /a that is integer, was string "x"
            {properties: {data: {$A}}}                                        | data: {"a":"x"}↵↵                               | /0/data expected a string with JSON at /a that is integer, was string "x"
            {properties: {data: {$A}}}                                        | data: {↵data: "a": 1}↵↵                         | ``
            {required: [event], oneOf: [{properties: {event: {const: text}}}, {properties: {event: {const: json}, data: {$A}}}]} | event: text↵data: x↵↵event: json↵data: x↵↵ | /1/data expected a string with application/json, as contentMediaType says, was x
            """)
    void data_of_events_is_compared_too(String schema, String body, String expected) {
        assertThat(warnings("3.2.0", "text/event-stream", "itemSchema: " + schema, body.replace('↵', '\n')))
                .isEqualTo(expected);
    }

    @Test
    void openapi_3_0_has_no_such_keywords() {
        assertThat(warnings("3.0.3", "application/json", "schema: {type: string, $A}", "\"x\""))
                .isEmpty();
    }
}
