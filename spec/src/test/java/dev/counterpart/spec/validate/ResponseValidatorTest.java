package dev.counterpart.spec.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Contracts;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.schema.SchemaValidator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseValidatorTest {

    private static final Contract PETS = Contracts.ofPaths("""
            /pets:
              get:
                responses:
                  '200':
                    description: Pets
                    headers:
                      X-Next: {required: true, schema: {type: integer}}
                      X-Tags: {schema: {type: array, items: {type: string, maxLength: 2}}}
                      X-Json: {content: {application/json: {schema: {type: object}}}}
                    content:
                      application/json: {schema: {type: object, required: [id], properties: {id: {type: integer}}}}
                      text/plain: {schema: {type: string, maxLength: 3}}
                      image/png: {}
                  '201': {description: Anything, content: {application/json: {}}}
                  '202': {description: No body is declared}
                  '203': {description: A text, content: {text/plain: {schema: {type: string}}}}
                  '204': {description: None, content: {application/json: {schema: {type: object}}}}
                  '206': {description: A part, content: {application/json: {schema: {type: object}}}}
                  4XX: {description: No, content: {application/*+json: {schema: {type: array}}, application/problem+json: {schema: {type: object}}}}
                  '404': {description: None}
              put: {responses: {}}
              post: {responses: {default: {description: Any}}}
            """);

    @ParameterizedTest(name = "{0} {1} {2} {3} → {4}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # method | status | headers                                        | body       | violations
            GET      | 200    | X-Next: 1~Content-Type: application/json       | {"id": 1}  | none
            GET      | 200    | X-Next: 1~Content-Type: application/json       | {"id": "1"}| response.body.schema.type at response body /id
            GET      | 200    | X-Next: 1~Content-Type: application/json       | {          | response.body.syntax at response body
            GET      | 200    | X-Next: 1~Content-Type: application/json       | ``         | response.body.missing at response body
            GET      | 200    | X-Next: 1                                      | ``         | response.body.missing at response body
            GET      | 200    | X-Next: 1~Content-Type: text/plain             | ``         | none
            GET      | 200    | X-Next: 1~Content-Type: text/plain             | text       | response.body.schema.maxLength at response body
            GET      | 200    | X-Next: 1~Content-Type: image/png              | any bytes  | none
            GET      | 200    | X-Next: 1                                      | {"id": 1}  | response.content-type.missing at response header /Content-Type
            GET      | 200    | X-Next: 1~Content-Type: json                   | {"id": 1}  | response.content-type.malformed at response header /Content-Type
            GET      | 200    | X-Next: 1~Content-Type: text/html              | {"id": 1}  | response.content-type.undeclared at response header /Content-Type
            GET      | 200    | Content-Type: application/json                 | {"id": 1}  | response.header.required at response header /X-Next
            GET      | 200    | X-Next: ~Content-Type: application/json        | {"id": 1}  | response.header.schema.type at response header /X-Next
            GET      | 200    | X-Next: 1~X-Tags: ~Content-Type: application/json | {"id": 1} | none
            GET      | 200    | X-Next: a~Content-Type: application/json       | {"id": 1}  | response.header.schema.type at response header /X-Next
            GET      | 200    | X-Next: 1~X-Tags: a, bbb~Content-Type: application/json | {"id": 1} | response.header.schema.maxLength at response header /X-Tags/1
            GET      | 200    | X-Next: 1~X-Json: {~Content-Type: application/json      | {"id": 1} | response.header.syntax at response header /X-Json
            GET      | 200    | X-Next: 1~X-Json: []~Content-Type: application/json     | {"id": 1} | response.header.schema.type at response header /X-Json
            GET      | 200    | ``                                             | {"id": 1}  | response.header.required at response header /X-Next, response.content-type.missing at response header /Content-Type
            HEAD     | 200    | X-Next: 1                                      | ``         | none
            HEAD     | 200    | ``                                             | ``         | response.header.required at response header /X-Next
            GET      | 201    | ``                                             | ``         | none
            GET      | 201    | Content-Type: application/json                 | []         | none
            GET      | 202    | ``                                             | ``         | none
            GET      | 202    | Content-Type: text/html                        | any        | response.body.undocumented at response body
            GET      | 202    | ``                                             | any        | response.body.undocumented at response body
            GET      | 202    | Content-Type: application/json                 | [          | response.body.undocumented at response body, response.body.syntax at response body
            GET      | 202    | Content-Type: application/json                 | ` `        | response.body.undocumented at response body, response.body.syntax at response body
            GET      | 404    | Content-Type: application/json                 | {}         | response.body.undocumented at response body
            POST     | 599    | Content-Type: application/json                 | {}         | response.body.undocumented at response body
            GET      | 203    | ``                                             | ``         | none
            GET      | 204    | ``                                             | ``         | none
            GET      | 204    | Content-Type: text/plain                       | any        | response.body.forbidden at response body
            GET      | 205    | ``                                             | any        | response.status.undocumented at response status, response.body.forbidden at response body
            GET      | 304    | ``                                             | any        | response.status.undocumented at response status, response.body.forbidden at response body
            GET      | 206    | Content-Type: application/json~Content-Range: bytes 0-1/9 | {"i | none
            GET      | 206    | Content-Type: application/json                 | {"i        | response.body.syntax at response body
            GET      | 206    | Content-Type: multipart/byteranges; boundary=a | --a        | none
            HEAD     | 202    | ``                                             | any        | response.body.forbidden at response body
            GET      | 400    | Content-Type: application/problem+json         | {}         | none
            GET      | 400    | Content-Type: application/problem+json         | []         | response.body.schema.type at response body
            GET      | 400    | Content-Type: application/vnd.pets+json        | []         | none
            GET      | 400    | Content-Type: application/vnd.pets+json        | {}         | response.body.schema.type at response body
            GET      | 404    | ``                                             | ``         | none
            GET      | 500    | ``                                             | ``         | response.status.undocumented at response status
            PUT      | 200    | ``                                             | ``         | response.status.undocumented at response status
            POST     | 599    | ``                                             | ``         | none
            """)
    void a_response_breaks(String method, int status, String headers, String body, String expected) {
        String all = violations(method, status, headers, body).stream()
                .map(violation -> violation.rule() + " at " + violation.at())
                .collect(Collectors.joining(", "));

        assertThat(all.isEmpty() ? "none" : all).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} {1} {2} {3} → {4}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # method | status | headers                  | body | facts
            GET      | 500    | ``                       | ``   | at: response status; expected: one of 200, 201, 202, 203, 204, 206, 4XX, 404; but was: 500; declared: :6 (/paths/~1pets/get/responses); to fix: answer with a declared status, or declare this one
            PUT      | 200    | ``                       | ``   | at: response status; expected: a declared status, but none is declared; but was: 200; declared: :24 (/paths/~1pets/put/responses); to fix: answer with a declared status, or declare this one
            GET      | 200    | Content-Type: text/plain | a    | at: response header /X-Next; expected: the header X-Next; but was: nothing; declared: :10 (/paths/~1pets/get/responses/200/headers/X-Next); to fix: send the header, or declare it as optional
            GET      | 200    | X-Next: 1                | a    | at: response header /Content-Type; expected: application/json, text/plain, image/png; but was: a body without Content-Type; declared: :13 (/paths/~1pets/get/responses/200/content), RFC 9110 §8.3; to fix: send the declared Content-Type
            GET      | 200    | X-Next: 1~Content-Type: a| a    | at: response header /Content-Type; expected: application/json, text/plain, image/png; but was: a; declared: :13 (/paths/~1pets/get/responses/200/content), RFC 9110 §8.3.1; to fix: send one Content-Type of the form type/subtype
            GET      | 200    | X-Next: 1~Content-Type: a/b | a | at: response header /Content-Type; expected: application/json, text/plain, image/png; but was: a/b; declared: :13 (/paths/~1pets/get/responses/200/content); to fix: answer with a declared media type, or declare this one
            GET      | 202    | Content-Type: text/plain | any  | at: response body; expected: no body, because the document declares none for 202; but was: 3 bytes of text/plain; declared: :18 (/paths/~1pets/get/responses/202); to fix: declare the content in the document, or send no body
            POST     | 599    | ``                       | a    | at: response body; expected: no body, because the document declares none for default (599); but was: 1 byte; declared: :25 (/paths/~1pets/post/responses/default); to fix: declare the content in the document, or send no body
            GET      | 204    | ``                       | any  | at: response body; expected: no body; but was: 3 bytes; to fix: remove the body, or answer 200
            GET      | 200    | X-Next: 1                | ``   | at: response body; expected: a body of application/json, text/plain, image/png; but was: no body; declared: :13 (/paths/~1pets/get/responses/200/content); to fix: send the declared body, or declare the response without content
            """)
    void a_violation_says(String method, int status, String headers, String body, String expected) {
        String facts = violations(method, status, headers, body).get(0).facts().entrySet().stream()
                .map(fact -> fact.getKey() + ": " + fact.getValue())
                .collect(Collectors.joining("; "))
                .replaceAll("contract\\d+\\.yaml", "")
                .replaceAll("declared: \\S*/:", "declared: :");

        assertThat(facts).isEqualTo(expected);
    }

    @Test
    void a_broken_header_and_a_broken_body_tell_where_they_are_declared() {
        var broken = violations("GET", 200, "X-Next: 1~X-Json: {~Content-Type: application/json", "{");

        assertThat(broken)
                .extracting(violation ->
                        violation.declared().orElseThrow().pointer().toString())
                .containsExactly(
                        "/paths/~1pets/get/responses/200/headers/X-Json",
                        "/paths/~1pets/get/responses/200/content/application~1json");
    }

    @ParameterizedTest(name = "{0}: {1} → {2}")
    @CsvSource(delimiter = '!', textBlock = """
            # collectionFormat ! header ! violations
            pipes              ! 1|2    ! none
            pipes              ! 1,2    ! response.header.schema.type
            ssv                ! 1 2    ! none
            csv                ! 1,2    ! none
            csv                ! 1|2    ! response.header.schema.type
            """)
    void an_array_in_a_header_of_swagger_two_is_validated_by_its_collection_format(
            String format, String header, String expected) {
        var contract = Contracts.of("swagger: '2.0'\ninfo: {title: Lists, version: 1.0.0}\npaths:\n  /a:\n    get:\n"
                + "      responses: {200: {description: ok, headers: {X-List: {type: array, collectionFormat: " + format
                + ", items: {type: integer}}}}}\n");
        var response = new Response(200, Headers.of("X-List", header), new byte[0]);
        var violations = new ResponseValidator(contract, new SchemaValidator(contract.documents(), contract.version()))
                .violations(contract.operations().get(0), Method.GET, response);

        assertThat(violations.isEmpty() ? "none" : violations.get(0).rule().id())
                .isEqualTo(expected);
    }

    /** An endless stream of invalid items must not fill the memory. */
    @Test
    void the_violations_of_a_sequence_are_limited() {
        var contract = Contracts.ofPaths(
                "/a: {get: {responses: {200: {description: ok, content: {application/x-ndjson: {schema: {type: object}}}}}}}");
        var response = Response.of(200, "application/x-ndjson", "5\n".repeat(50_000));

        assertThat(new ResponseValidator(contract, new SchemaValidator(contract.documents(), contract.version()))
                        .violations(contract.operations().get(0), Method.GET, response))
                .hasSize(1_000);
    }

    private static List<Violation> violations(String method, int status, String headers, String body) {
        var lines = Headers.none();
        for (String line : headers.isEmpty() ? new String[0] : headers.split("~", -1)) {
            lines = lines.and(line.substring(0, line.indexOf(": ")), line.substring(line.indexOf(": ") + 2));
        }
        var response = new Response(status, lines, body.getBytes(StandardCharsets.UTF_8));
        String declared = method.equals("HEAD") ? "GET" : method;
        var operation = PETS.operation(declared + " /pets").orElseThrow();
        return new ResponseValidator(PETS, new SchemaValidator(PETS.documents(), PETS.version()))
                .violations(operation, Method.of(method), response);
    }
}
