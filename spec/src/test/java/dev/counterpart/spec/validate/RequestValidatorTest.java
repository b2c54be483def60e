package dev.counterpart.spec.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Contracts;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.route.Route;
import dev.counterpart.spec.route.Router;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.schema.SchemaValidator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestValidatorTest {

    private static final Contract PETS = Contracts.of("""
            openapi: 3.1.1
            info: {title: Pets, version: 1.0.0}
            paths:
              /pets/{petId}:
                get:
                  parameters:
                    - {name: petId, in: path, required: true, schema: {type: integer, minimum: 1}}
                    - {name: limit, in: query, required: true, schema: {type: integer, maximum: 9}}
                    - {name: old, in: query, deprecated: true, schema: {type: boolean}}
                    - {name: filter, in: query, content: {application/json: {schema: {type: object, required: [a]}}}}
                    - {name: X-Trace, in: header, required: true, schema: {type: array, items: {type: string, maxLength: 3}}}
                    - {name: X-Filter, in: header, deprecated: true, content: {application/json: {schema: {type: object}}}}
                    - {name: session, in: cookie, required: true, schema: {type: string, pattern: '^[a-z]+$'}}
                    - {name: old, in: cookie, deprecated: true, content: {application/json: {}}}
                  responses: {}
              /labels/{label}:
                get:
                  parameters: [{name: label, in: path, required: true, deprecated: true, style: label, schema: {type: string}}]
                  responses: {}
              /nothing/{id}:
                get:
                  parameters: [{name: id, in: path, required: true}]
                  responses: {}
              /pets:
                post:
                  requestBody:
                    required: true
                    content:
                      application/json; charset=utf-8:
                        schema:
                          type: object
                          required: [name]
                          properties: {name: {type: string}, tags: {type: array, items: {type: string}}}
                      text/*: {schema: {type: integer}}
                      image/png: {schema: {type: string, maxLength: 1}}
                      application/vnd.any+json: {}
                  responses: {}
                put:
                  requestBody: {content: {application/json: {schema: {type: object}}}}
                  responses: {}
                delete: {responses: {}}
                patch:
                  parameters:
                    - {name: accept, in: header, required: true, schema: {enum: [application/json]}}
                    - {name: Content-Type, in: header, required: true, schema: {enum: [text/plain]}}
                    - {name: AUTHORIZATION, in: header, required: true, schema: {pattern: '^x$'}}
                  requestBody:
                    required: true
                    content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {name: {type: string, minLength: 1}}}}}
                  responses: {}
            """);

    @ParameterizedTest(name = "{0} with {1} → {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # request                          | headers                                         | violations
            GET /pets/1?limit=5                | X-Trace: ab, cd~Cookie: session=abc             | none
            GET /pets/0?limit=5                | X-Trace: ab~Cookie: session=abc                 | request.path.schema.minimum at request path /petId
            GET /pets/one?limit=5              | X-Trace: ab~Cookie: session=abc                 | request.path.schema.type at request path /petId
            GET /pets/?limit=5                 | X-Trace: ab~Cookie: session=abc                 | request.path.required at request path /petId
            GET /pets/1                        | X-Trace: ab~Cookie: session=abc                 | request.query.required at request query /limit
            GET /pets/1?limit=                 | X-Trace: ab~Cookie: session=abc                 | request.query.schema.type at request query /limit
            GET /pets/1?limit=10               | X-Trace: ab~Cookie: session=abc                 | request.query.schema.maximum at request query /limit
            GET /pets/1?limit=1&limit=2        | X-Trace: ab~Cookie: session=abc                 | request.query.schema.type at request query /limit
            GET /pets/1?limit=5&old=true       | X-Trace: ab~Cookie: session=abc                 | request.query.deprecated at request query /old
            GET /pets/1?limit=5&old=x          | X-Trace: ab~Cookie: session=abc                 | request.query.schema.type at request query /old, request.query.deprecated at request query /old
            GET /pets/1?limit=5&filter=%7B%7D  | X-Trace: ab~Cookie: session=abc                 | request.query.schema.required at request query /filter
            GET /pets/1?limit=5&filter=x       | X-Trace: ab~Cookie: session=abc                 | request.query.syntax at request query /filter
            GET /pets/1?limit=5                | Cookie: session=abc                             | request.header.required at request header /X-Trace
            GET /pets/1?limit=5                | x-trace: ab, long~Cookie: session=abc           | request.header.schema.maxLength at request header /X-Trace/1
            GET /pets/1?limit=5                | x-trace: ab~x-trace: long~Cookie: session=abc   | request.header.schema.maxLength at request header /X-Trace/1
            GET /pets/1?limit=5                | X-Trace: ab~X-Filter: x~Cookie: session=abc     | request.header.syntax at request header /X-Filter, request.header.deprecated at request header /X-Filter
            GET /pets/1?limit=5                | X-Trace: ab                                     | request.cookie.required at request cookie /session
            GET /pets/1?limit=5                | X-Trace: ab~Cookie: session=A1                  | request.cookie.schema.pattern at request cookie /session
            GET /pets/1?limit=5                | X-Trace: ab~Cookie: a=b; session=abc; old=x     | request.cookie.syntax at request cookie /old, request.cookie.deprecated at request cookie /old
            GET /pets/1?limit=5                | X-Trace: ab~Cookie: a=b~Cookie: session=abc     | none
            GET /pets/0?limit=10               | X-Trace: long                                   | request.header.schema.maxLength at request header /X-Trace/0, request.query.schema.maximum at request query /limit, request.path.schema.minimum at request path /petId, request.cookie.required at request cookie /session
            GET /labels/.a                     | ``                                              | request.path.deprecated at request path /label
            GET /labels/a                      | ``                                              | request.path.syntax at request path /label, request.path.deprecated at request path /label
            GET /nothing/x                     | ``                                              | none
            """)
    void a_request_breaks(String line, String headers, String expected) {
        assertThat(described(violations(line, headers, ""))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} {1} {2} → {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # request     | Content-Type                    | body            | violations
            POST /pets    | application/json                | {"name": "Rex"} | none
            POST /pets    | application/json; charset=utf-8 | {"name": "Rex"} | none
            POST /pets    | application/json; charset=x     | {"name": "Rex"} | none
            POST /pets    | ``                              | {"name": "Rex"} | none
            POST /pets    | ``                              | {}              | request.body.schema.required at request body
            POST /pets    | application/json                | {}              | request.body.schema.required at request body
            POST /pets    | application/json                | {"name":"","tags":["a",1]} | request.body.schema.type at request body /tags/1
            POST /pets    | application/json                | {"name":        | request.body.syntax at request body
            POST /pets    | application/json                | ``              | request.body.required at request body
            POST /pets    | ``                              | ``              | request.body.required at request body
            POST /pets    | text/csv                        | 5               | none
            POST /pets    | text/csv                        | five            | request.body.schema.type at request body
            POST /pets    | image/png                       | any bytes       | none
            POST /pets    | application/vnd.any+json        | []              | none
            POST /pets    | application/xml                 | <a/>            | request.body.media-type at request header /Content-Type
            POST /pets    | json                            | {}              | request.body.media-type at request header /Content-Type
            PATCH /pets   | application/x-www-form-urlencoded | ``            | none
            PATCH /pets   | ``                              | ``              | none
            PATCH /pets   | application/x-www-form-urlencoded | name=         | request.body.schema.minLength at request body /name
            PATCH /pets   | text/plain                      | ``              | request.body.required at request body
            PUT /pets     | ``                              | ``              | none
            PUT /pets     | application/json                | []              | request.body.schema.type at request body
            DELETE /pets  | ``                              | ``              | none
            DELETE /pets  | ``                              | {}              | request.body.media-type at request header /Content-Type
            DELETE /pets  | text/plain                      | {}              | request.body.media-type at request header /Content-Type
            """)
    void a_body_breaks(String line, String contentType, String body, String expected) {
        String headers = contentType.isEmpty() ? "" : "Content-Type: " + contentType;

        assertThat(described(violations(line, headers, body))).isEqualTo(expected);
    }

    @Test
    void a_missing_parameter_is_told_with_place_and_fix() {
        assertThat(text(violations("GET /pets/1", "X-Trace: a~Cookie: session=a", "")))
                .isEqualTo("""
                request.query.required
                  at        request query /limit
                  expected  the required query parameter limit
                  but was   nothing
                  declared  :8 (/paths/~1pets~1{petId}/get/parameters/1)
                  to fix    send the parameter""");
    }

    @Test
    void a_broken_schema_is_told_with_the_section_of_the_standard() {
        assertThat(text(violations("GET /pets/1?limit=10", "X-Trace: a~Cookie: session=a", "")))
                .isEqualTo("""
                request.query.schema.maximum
                  at        request query /limit
                  expected  a number of at most 9
                  but was   integer 10
                  declared  :8 (/paths/~1pets~1{petId}/get/parameters/1/schema/maximum), JSON Schema 2020-12 Validation §6.2.2
                  to fix    send a smaller number, or raise maximum""");
    }

    @Test
    void a_missing_body_is_told_with_the_declared_media_types() {
        assertThat(text(violations("POST /pets", "", ""))).isEqualTo("""
                request.body.required
                  at        request body
                  expected  a body of application/json; charset=utf-8, text/*, image/png, application/vnd.any+json
                  but was   no body
                  declared  :26 (/paths/~1pets/post/requestBody)
                  to fix    send a body""");
    }

    @Test
    void an_undeclared_body_is_told_so() {
        assertThat(text(violations("DELETE /pets", "", "{}"))).isEqualTo("""
                request.body.media-type
                  at        request header /Content-Type
                  expected  no body: none is declared
                  but was   a body without Content-Type
                  declared  :41 (/paths/~1pets/delete)
                  to fix    send one of the declared media types""");
    }

    @Test
    void broken_json_is_told_with_line_and_column() {
        assertThat(text(violations("PUT /pets", "Content-Type: application/json", "{\n  \"a\": }")))
                .isEqualTo("""
                request.body.syntax
                  at        request body
                  expected  JSON: Unexpected character ('}' (code 125)): expected a value (line 2, column 8)
                  but was   {\\n  "a": }
                  declared  :39 (/paths/~1pets/put/requestBody/content/application~1json)
                  to fix    send a well-formed body""");
    }

    @ParameterizedTest(name = "{0} with {1} → {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # the required parameter                                                                   | query       | violations
            schema: {type: object, properties: {page: {type: integer}, sort: {type: array}}}           | ``          | none
            schema: {type: object, properties: {page: {type: integer}}}                                | x=1         | none
            schema: {type: object, properties: {page: {type: integer}}}                                | page=a      | request.query.schema.type at request query /color/page
            schema: {type: object, required: [page], properties: {page: {type: integer}}}              | ``          | request.query.required at request query /color
            schema: {type: object, minProperties: 1, properties: {page: {type: integer}}}              | ``          | request.query.required at request query /color
            style: deepObject, schema: {type: object, properties: {page: {type: integer}}}             | ``          | none
            style: deepObject, schema: {type: object, required: [page]}                                | ``          | request.query.required at request query /color
            explode: false, schema: {type: object, properties: {page: {type: integer}}}                | ``          | request.query.required at request query /color
            content: {application/json: {schema: {type: object}}}                                      | ``          | request.query.required at request query /color
            schema: {type: array, items: {type: string}}                                               | ``          | request.query.required at request query /color
            schema: {type: [object, string]}                                                           | ``          | request.query.required at request query /color
            schema: {type: string}                                                                     | ``          | request.query.required at request query /color
            """)
    void an_object_whose_properties_are_parameters_may_have_none(String declared, String query, String expected) {
        var contract = Contracts.ofPaths("""
                /colors:
                  get:
                    parameters: [{name: color, in: query, required: true, %s}]
                    responses: {}
                """.formatted(declared));
        var request = Request.of(Method.GET, "/colors").withQuery(query);
        var validator = new RequestValidator(contract, new SchemaValidator(contract.documents(), contract.version()));

        assertThat(described(validator.violations(contract.operations().get(0), Map.of(), request)))
                .isEqualTo(expected);
    }

    private static List<Violation> violations(String line, String headers, String body) {
        String[] parts = line.split(" ", 2);
        var request = Request.of(Method.of(parts[0]), parts[1])
                .withHeaders(headers(headers))
                .withBody(body);
        var route = (Route.Found) new Router(PETS).route(request.method(), request.path());
        var validator = new RequestValidator(PETS, new SchemaValidator(PETS.documents(), PETS.version()));
        return validator.violations(route.operation(), route.encodedValues(), request);
    }

    private static Headers headers(String lines) {
        var headers = Headers.none();
        for (String line : lines.split("~", -1)) {
            if (!line.isEmpty()) {
                headers = headers.and(line.substring(0, line.indexOf(": ")), line.substring(line.indexOf(": ") + 2));
            }
        }
        return headers;
    }

    private static String described(List<Violation> violations) {
        String all = violations.stream()
                .map(violation -> violation.rule() + " at " + violation.at())
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? "none" : all;
    }

    /** Without the file's name, which is another in each run. */
    private static String text(List<Violation> violations) {
        return violations.stream()
                .map(violation -> violation.text(""))
                .collect(Collectors.joining("\n"))
                .replaceAll("contract\\d+\\.yaml", "")
                .replaceAll("declared  \\S*/:", "declared  :");
    }

    @ParameterizedTest(name = "{0} with {1} → {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # allowed for a        | sent with it             | violations
            image/png, image/jpeg  | image/jpeg               | none
            image/png, image/jpeg  | text/plain               | request.body.media-type at request body /a
            image/png, image/jpeg  | ``                       | none
            image/*                | image/gif                | none
            application/json       | application/json; a=b    | none
            text/plain; charset=x  | text/plain               | none
            ``                     | text/html                | none
            """)
    void a_part_of_a_form_is_of_an_allowed_media_type(String allowed, String sent, String expected) {
        var contract = Contracts.ofPaths("""
                /forms:
                  post:
                    requestBody:
                      content:
                        multipart/form-data:
                          schema: {type: object}
                          encoding: {a: {%s}, b: {contentType: text/csv}}
                    responses: {}
                """.formatted(allowed.isEmpty() ? "" : "contentType: '" + allowed + "'"));
        String body = "--x\r\nContent-Disposition: form-data; name=a\r\n"
                + (sent.isEmpty() ? "" : "Content-Type: " + sent + "\r\n") + "\r\n1\r\n--x--\r\n";
        var request = new Request(
                "POST",
                "/forms",
                "",
                Headers.none().and("Content-Type", "multipart/form-data; boundary=x"),
                body.getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(described(
                        new RequestValidator(contract, new SchemaValidator(contract.documents(), contract.version()))
                                .violations(contract.operations().get(0), java.util.Map.of(), request)))
                .isEqualTo(expected);
    }
}
