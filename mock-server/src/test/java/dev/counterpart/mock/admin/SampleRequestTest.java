package dev.counterpart.mock.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.mock.record.FakeCredentials;
import dev.counterpart.mock.record.SampleRequest;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the control room shows of an operation: a valid request, and its declaration without references. */
class SampleRequestTest {

    private static final Contract CONTRACT = contract("""
            openapi: 3.1.0
            info: {title: T, version: '1'}
            paths:
              /plain: {get: {operationId: plain, responses: {'200': {$ref: '#/components/responses/Ok'}}}}
              /in/{a b}/{id}:
                parameters: [{name: a b, in: path, required: true, schema: {type: string}, example: x/y}]
                get:
                  operationId: everywhere
                  parameters:
                    - {name: id, in: path, required: true, schema: {type: integer, minimum: 7}}
                    - {name: q, in: query, required: true, schema: {type: array, items: {enum: [1]}, minItems: 2}, explode: false}
                    - {name: left, in: query, schema: {type: string}}
                    - {name: X-H, in: header, required: true, schema: {const: h}}
                    - {name: c, in: cookie, required: true, schema: {const: v}}
                  responses: {'200': {description: ok}}
              /body:
                post:
                  operationId: body
                  requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Node'}, example: {name: n}}}}
                  responses: {'200': {description: ok}}
              /form:
                post:
                  operationId: form
                  requestBody: {content: {application/x-www-form-urlencoded: {schema: {type: object, required: [a], properties: {a: {const: b c}}}}}}
                  responses: {'200': {description: ok}}
              /key: {get: {operationId: key, security: [{header: []}], responses: {'200': {description: ok}}}}
              /query-key: {get: {operationId: queryKey, security: [{query: []}, {header: []}], responses: {'200': {description: ok}}}}
              /cookie-key: {get: {operationId: cookieKey, security: [{cookie: []}], responses: {'200': {description: ok}}}}
              /basic: {get: {operationId: basic, security: [{basic: []}], responses: {'200': {description: ok}}}}
              /both: {get: {operationId: both, security: [{bearer: [], header: []}], responses: {'200': {description: ok}}}}
            components:
              responses: {Ok: {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Node'}, example: {$ref: data}}}}}
              schemas:
                Node: {type: object, properties: {name: {$ref: '#/components/schemas/Name'}, next: {$ref: '#/components/schemas/Node'}, gone: {$ref: '#/components/schemas/Gone'}}}
                Name: {type: string}
              securitySchemes:
                header: {type: apiKey, in: header, name: X-Key}
                query: {type: apiKey, in: query, name: key}
                cookie: {type: apiKey, in: cookie, name: key}
                basic: {type: http, scheme: basic}
                bearer: {type: http, scheme: bearer}
            """);

    private static Contract contract(String text) {
        var read = ContractReader.read(text.getBytes(StandardCharsets.UTF_8), "t.yaml", ReadOptions.defaults());
        return ((ReadResult.Read) read).contract();
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # operation | request
            plain       | GET /v1/plain
            everywhere  | GET /v1/in/x%2Fy/7?q=1,1; X-H: h; Cookie: c=v
            body        | POST /v1/body; Content-Type: application/json; {"name":"n"}
            form        | POST /v1/form; Content-Type: application/x-www-form-urlencoded; a=b%20c
            key         | GET /v1/key; X-Key: fake
            queryKey    | GET /v1/query-key?key=fake
            cookieKey   | GET /v1/cookie-key; Cookie: key=fake
            basic       | GET /v1/basic; Authorization: Basic dXNlcjpwYXNzd29yZA==
            both        | GET /v1/both; Authorization: Bearer fake; X-Key: fake
            """)
    void a_valid_request(String operation, String expected) {
        var known = CONTRACT.operation(operation).orElseThrow();
        var sample = new SampleRequest(CONTRACT).whole(known);
        var request = RequestJson.of(FakeCredentials.on(sample, known, CONTRACT), "/v1");
        var lines = new ArrayList<String>();
        lines.add(
                request.path("method").asString() + " " + request.path("target").asString());
        request.path("headers")
                .forEach(each -> lines.add(
                        each.path("name").asString() + ": " + each.path("value").asString()));
        if (request.has("body")) {
            lines.add(request.path("body").asString());
        }
        assertThat(String.join("; ", lines)).isEqualTo(expected);
    }

    @Test
    void references_are_replaced_except_recursive_and_unresolved_ones() {
        var place = CONTRACT.operation("plain").orElseThrow().place();
        assertThat(Inlined.at(place, CONTRACT.documents()).toString())
                .isEqualTo(
                        "{\"operationId\":\"plain\",\"responses\":{\"200\":{\"description\":\"ok\",\"content\":{\"application/json\":"
                                + "{\"schema\":{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\",\"x-name\":\"Name\"},"
                                + "\"next\":{\"$ref\":\"#/components/schemas/Node\"},\"gone\":{\"$ref\":\"#/components/schemas/Gone\"}},"
                                + "\"x-name\":\"Node\"},\"example\":{\"$ref\":\"data\"}}},\"x-name\":\"Ok\"}}}");
    }
}
