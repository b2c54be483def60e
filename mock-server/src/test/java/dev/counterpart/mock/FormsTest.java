package dev.counterpart.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.schema.SchemaValidator;
import dev.counterpart.spec.validate.ResponseValidator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms as clients send them, and lines of {@code Set-Cookie}. */
class FormsTest {

    @ParameterizedTest(name = "{2} by {0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # properties                                                      | encoding                               | form                    | status
            # delimiters, plain and encoded
            {a: {type: array, items: {type: integer}}}                         | a: {explode: false}                    | a=1,2                   | 200
            {a: {type: array, items: {type: integer}}}                         | a: {explode: false}                    | a=1%2C2                 | 200
            {a: {type: array, items: {enum: ['a,b', c]}}}                      | a: {explode: false}                    | a=a%2Cb                 | 200
            {a: {type: array, items: {enum: ['a,b', c]}}}                      | a: {explode: false}                    | a=a%2Cb,c               | 200
            {a: {type: array, items: {enum: [a, b]}}}                          | a: {explode: false}                    | a=a%2Cb                 | 200
            {a: {type: array, items: {enum: [a, b]}}}                          | a: {explode: false}                    | a=a%2Cc                 | 422
            {a: {type: array, items: {enum: ['a,b']}}, b: {type: array, items: {enum: [c, d]}}} | a: {explode: false}, b: {explode: false} | a=a%2Cb&b=c%2Cd | 200
            {a: {type: array, items: {enum: [x y, z]}}}                        | a: {explode: false}                    | a=x+y,z                 | 200
            {a: {type: array, items: {enum: [x y, z]}}}                        | a: {explode: false}                    | a=x%20y%2Cz             | 200
            {a: {type: array, items: {enum: [x, y]}}}                          | a: {style: spaceDelimited, explode: false} | a=x%20y             | 200
            {a: {type: array, items: {enum: [x, y]}}}                          | a: {style: spaceDelimited, explode: false} | a=x+y               | 200
            {a: {type: array, items: {enum: [x, y]}}}                          | a: {style: pipeDelimited, explode: false} | a=x%7Cy              | 200
            # one pair for each item is the default
            {a: {type: array, items: {enum: [x, y]}}}                          | ``                                     | a=x&a=y                 | 200
            {a: {type: array, items: {enum: ['x,y']}}}                         | ``                                     | a=x%2Cy                 | 200
            {a: {type: array, items: {enum: [x, y]}}}                          | ``                                     | a=x,y                   | 422
            {a: {type: array, minItems: 2, items: {type: integer}}}            | ``                                     | a=1                     | 422
            # objects
            {a: {type: object, properties: {r: {type: integer}}}}              | a: {explode: false}                    | a=r,1                   | 200
            {a: {type: object, properties: {r: {type: integer}}}}              | a: {explode: false}                    | a=r%2C1                 | 200
            {a: {type: object, properties: {r: {type: integer}}}}              | a: {explode: false}                    | a=r,x                   | 422
            {a: {type: object, properties: {r: {type: integer}}}}              | a: {style: form}                       | r=1                     | 200
            {a: {type: object, properties: {r: {type: integer}}}}              | a: {style: deepObject}                 | a%5Br%5D=x              | 422
            {a: {type: object, properties: {r: {type: integer}}}}              | ``                                     | a=%7B%22r%22%3A1%7D     | 200
            # nothing after the name
            {a: {type: string, minLength: 1}}                                  | ``                                     | a=                      | 422
            {a: {type: string, minLength: 1}}                                  | ``                                     | a                       | 422
            {a: {type: string}}                                                | ``                                     | a=                      | 200
            {a: {type: integer}}                                               | ``                                     | a=                      | 422
            {a: {type: array, items: {type: string, minLength: 1}}}            | ``                                     | a=                      | 422
            # several types
            {a: {oneOf: [{type: integer}, {type: string, pattern: '^0'}]}}     | ``                                     | a=07                    | 200
            {a: {type: [integer, string], maxLength: 2, minimum: 9}}           | ``                                     | a=5                     | 200
            {a: {oneOf: [{type: boolean}, {enum: ['1']}]}}                     | ``                                     | a=1                     | 200
            """)
    void a_form_is_validated(String properties, String encoding, String form, int status) {
        var contract = contract("""
                openapi: 3.1.1
                info: {title: T, version: '1'}
                paths:
                  /a:
                    post:
                      requestBody: {content: {application/x-www-form-urlencoded: {schema: {type: object, properties: %s}, encoding: {%s}}}}
                      responses: {200: {description: ok}, 422: {description: no}}
                """.formatted(properties, encoding));

        assertThat(posted(contract, form).status()).isEqualTo(status);
    }

    @ParameterizedTest(name = "{1} by {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # form parameter of Swagger 2.0                                                           | form      | status
            {type: array, items: {type: integer}}                                                     | a=1%2C2   | 200
            {type: array, items: {type: integer}}                                                     | a=1,2     | 200
            {type: array, items: {type: integer}, collectionFormat: multi}                            | a=1&a=2   | 200
            {type: array, items: {type: integer}, collectionFormat: multi}                            | a=1,2     | 422
            {type: array, items: {type: integer}, collectionFormat: pipes}                            | a=1%7C2   | 200
            {type: array, items: {type: integer}, collectionFormat: ssv}                              | a=1+2     | 200
            {type: array, items: {type: integer}, collectionFormat: tsv}                              | a=1%092   | 200
            {type: string, minLength: 1}                                                              | a=        | 422
            {type: string, minLength: 1, allowEmptyValue: true}                                       | a=        | 200
            {type: integer, allowEmptyValue: true}                                                    | a=        | 200
            {type: integer, allowEmptyValue: true}                                                    | a=x       | 422
            {type: integer, required: true, allowEmptyValue: true}                                    | a=        | 200
            {type: integer, required: true, allowEmptyValue: true}                                    | a         | 200
            {type: integer, required: true, allowEmptyValue: true}                                    | b=1       | 422
            {type: string, enum: [x], required: true, allowEmptyValue: true}                          | a=        | 200
            {type: string, format: date, allowEmptyValue: true}                                       | a=        | 200
            {type: string, format: date, allowEmptyValue: false}                                      | a=        | 422
            {type: string, pattern: '^x', required: true, allowEmptyValue: true}                      | a=        | 200
            {type: boolean}                                                                           | a=        | 422
            {type: array, items: {type: integer}, minItems: 1, allowEmptyValue: true, required: true} | a=        | 200
            {type: array, items: {type: string, minLength: 1}, allowEmptyValue: true, required: true} | a=        | 200
            {type: array, items: {type: string, minLength: 1}}                                        | a=        | 422
            {type: array, items: {type: string, minLength: 1}, collectionFormat: multi, allowEmptyValue: true} | a=&a=x | 422
            """)
    void a_form_of_swagger_two_is_validated(String parameter, String form, int status) {
        var contract = contract("""
                swagger: '2.0'
                info: {title: T, version: '1'}
                paths:
                  /a:
                    post:
                      consumes: [application/x-www-form-urlencoded]
                      parameters: [%s]
                      responses: {200: {description: ok}, 422: {description: no}}
                """.formatted(parameter.replaceFirst("\\{", "{name: a, in: formData, ")));

        assertThat(posted(contract, form).status()).isEqualTo(status);
    }

    @ParameterizedTest(name = "{3} by {0} {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # version | compat | query parameter                                                                  | query  | status
            3.1.1     | NONE   | {schema: {type: string, minLength: 1}}                                           | a=     | 422
            3.1.1     | NONE   | {schema: {type: string, minLength: 1}}                                           | a      | 422
            3.1.1     | NONE   | {schema: {type: string}}                                                         | a=     | 200
            3.1.1     | NONE   | {required: true, schema: {type: string}}                                         | a=     | 200
            3.1.1     | NONE   | {required: true, schema: {type: string}}                                         | b=     | 422
            3.1.1     | NONE   | {schema: {type: integer}}                                                        | a=     | 422
            3.1.1     | NONE   | {schema: {type: boolean}}                                                        | a      | 422
            3.1.1     | NONE   | {schema: {enum: [x]}}                                                            | a=     | 422
            3.1.1     | NONE   | {schema: {enum: [x, '']}}                                                        | a=     | 200
            3.1.1     | NONE   | {schema: {type: string, format: date}}                                           | a=     | 422
            3.1.1     | NONE   | {allowEmptyValue: false, schema: {type: string, minLength: 1}}                   | a=     | 422
            3.1.1     | NONE   | {allowEmptyValue: true, schema: {type: string, minLength: 1}}                    | a=     | 200
            3.1.1     | NONE   | {allowEmptyValue: true, schema: {type: integer}}                                 | a      | 200
            3.1.1     | NONE   | {allowEmptyValue: true, required: true, schema: {type: integer, enum: [1]}}      | a=     | 200
            3.1.1     | NONE   | {allowEmptyValue: true, required: true, schema: {type: integer}}                 | a=x    | 422
            3.1.1     | NONE   | {allowEmptyValue: true, schema: {type: array, minItems: 1, items: {type: integer}}} | a=  | 200
            3.1.1     | NONE   | {schema: {type: array, items: {type: integer}}}                                  | a=     | 200
            3.1.1     | NONE   | {schema: {type: array, minItems: 1, items: {type: integer}}}                     | a=     | 422
            3.1.1     | NONE   | {schema: {type: array, minItems: 1, items: {type: string}}}                      | a=     | 200
            3.1.1     | NONE   | {explode: false, schema: {type: array, items: {enum: [x]}}}                      | a=     | 200
            3.1.1     | NONE   | {schema: {anyOf: [{type: integer}, {type: string, maxLength: 0}]}}               | a=     | 200
            3.0.4     | NONE   | {allowEmptyValue: true, schema: {type: string, format: uuid}}                    | a=     | 200
            2.0       | NONE   | {type: integer}                                                                  | a=     | 422
            2.0       | NONE   | {type: integer, required: true, allowEmptyValue: true}                           | a=     | 200
            2.0       | NONE   | {type: string, minLength: 1}                                                     | a=     | 422
            2.0       | NONE   | {type: array, items: {type: integer}, minItems: 1, allowEmptyValue: true}        | a=     | 200
            3.1.1     | PRISM  | {schema: {type: integer}}                                                        | a=     | 200
            3.1.1     | PRISM  | {required: true, schema: {type: string}}                                         | a=     | 422
            3.1.1     | PRISM  | {required: true, allowEmptyValue: true, schema: {type: string}}                  | a=     | 422
            """)
    void a_query_parameter_without_a_value_is_an_empty_string(
            String version, MockOptions.Compat compat, String parameter, String query, int status) {
        String key = version.equals("2.0") ? "swagger" : "openapi";
        var contract = contract("""
                %s: '%s'
                info: {title: T, version: '1'}
                paths: {/a: {get: {parameters: [%s], responses: {200: {description: ok}, 422: {description: no}}}}}
                """.formatted(key, version, parameter.replaceFirst("\\{", "{name: a, in: query, ")));
        var engine =
                new MockEngine(contract, Fixtures.none(), MockOptions.defaults().withCompat(compat));

        assertThat(engine.answer(Requests.of("GET /a?" + query + " HTTP/1.1\n\n"))
                        .response()
                        .status())
                .isEqualTo(status);
    }

    /** Lines of Set-Cookie are neither joined nor split (RFC 9110 §5.3). */
    @ParameterizedTest(name = "{1} by {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # schema                                                   | lines, between bars                                            | violations
            {type: string, pattern: '^[a-z]=[0-9]$'}                   | a=1                                                            | ``
            {type: string, pattern: '^[a-z]=[0-9]$'}                   | a=1 / b=2                                                      | ``
            {type: string, pattern: '^[a-z]=[0-9]$'}                   | a=1 / b=x                                                      | response.header.schema.pattern
            {type: string, maxLength: 40}                              | a=1; Expires=Wed, 09 Jun 2027 10:18:14 GMT                     | response.header.schema.maxLength
            {type: array, maxItems: 1}                                 | a=1; Expires=Wed, 09 Jun 2027 10:18:14 GMT                     | ``
            {type: array, minItems: 2, items: {pattern: '^[a-z]='}}    | a=1; Expires=Wed, 09 Jun 2027 10:18:14 GMT / b=2               | ``
            {type: array, minItems: 2}                                 | a=1, b=2                                                       | response.header.schema.minItems
            """)
    void lines_of_cookies_are_validated(String schema, String lines, String expected) {
        var contract = cookies("schema: " + schema);
        var response = Response.of(200);
        for (String line : lines.split(" / ")) {
            response = response.withHeaders(response.headers().and("Set-Cookie", line));
        }
        var validator = new ResponseValidator(contract, new SchemaValidator(contract.documents(), contract.version()));

        assertThat(validator.violations(contract.operations().get(0), Method.GET, response).stream()
                        .map(Violation::rule)
                        .map(rule -> rule.id())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            schema: {type: array}, example: ['a=1; Path=/', b=2]                   | a=1; Path=/ / b=2
            schema: {type: string}, example: 'a=1; Expires=Wed, 09 Jun 2027 10:18:14 GMT' | a=1; Expires=Wed, 09 Jun 2027 10:18:14 GMT
            schema: {type: array, items: {enum: [c=3]}, minItems: 1}               | c=3
            """)
    void cookies_are_sent_in_lines(String declared, String expected) {
        var engine = new MockEngine(cookies(declared), Fixtures.none(), MockOptions.defaults());
        var response = engine.answer(Requests.of("GET /a HTTP/1.1\n\n")).response();

        assertThat(response.headers().all("Set-Cookie")).isEqualTo(List.of(expected.split(" / ")));
    }

    private static Contract cookies(String declared) {
        return contract("""
                openapi: 3.1.1
                info: {title: T, version: '1'}
                paths: {/a: {get: {responses: {200: {description: ok, headers: {Set-Cookie: {%s}}}}}}}
                """.formatted(declared));
    }

    private static Response posted(Contract contract, String form) {
        return new MockEngine(contract, Fixtures.none(), MockOptions.defaults())
                .answer(Requests.of("POST /a HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\n\n" + form))
                .response();
    }

    private static Contract contract(String document) {
        var read =
                ContractReader.read(document.getBytes(StandardCharsets.UTF_8), "openapi.yaml", ReadOptions.defaults());
        return ((ReadResult.Read) read).contract();
    }
}
