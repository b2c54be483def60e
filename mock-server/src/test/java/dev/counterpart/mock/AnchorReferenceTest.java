package dev.counterpart.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** References by anchor and by {@code $id} lead to examples and types as references by pointer do (JSON Schema 2020-12 Core §8.2). */
class AnchorReferenceTest {

    private static final String SCHEMAS = """
            components:
              schemas:
                Owner: {$anchor: owner, type: object, required: [name], example: {name: Ann}, properties: {name: {type: string}}}
                Place: {$id: place, type: object, required: [l], properties: {l: {$ref: '#/$defs/text'}}, $defs: {text: {$anchor: text, type: string, example: here}}}
                Far: {$id: 'https://schemas.example/far', type: object, properties: {near: {$ref: near}, same: {$ref: '#here'}}, $defs: {near: {$id: near, type: integer, example: 7}, here: {$anchor: here, type: integer, example: 8}}}
                Node: {$dynamicAnchor: node, type: object, required: [v], example: {v: 5}, properties: {v: {type: integer}}}
                Pointer: {type: integer, example: 9}
            """;

    private static MockEngine engine(String version, String schema) {
        String document = """
                openapi: %s
                info: {title: T, version: '1'}
                paths: {/a: {get: {parameters: [{name: q, in: query, schema: {type: array, items: %s}}], responses: {200: {description: ok, content: {application/json: {schema: %s}}}}}}}
                """.formatted(version, schema, schema) + SCHEMAS;
        var read =
                ContractReader.read(document.getBytes(StandardCharsets.UTF_8), "openapi.yaml", ReadOptions.defaults());
        return new MockEngine(((ReadResult.Read) read).contract(), Fixtures.none(), MockOptions.defaults());
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # schema of the answer                                           | answer
            {$ref: '#/components/schemas/Pointer'}                           | 9
            {$ref: '#owner'}                                                 | {"name":"Ann"}
            {$ref: '#node'}                                                  | {"v":5}
            {$ref: place}                                                    | {"l":"here"}
            {$ref: 'place#text'}                                             | "here"
            {$ref: 'place#/$defs/text'}                                      | "here"
            {$ref: 'https://schemas.example/far'}                            | {"near":7,"same":8}
            {$ref: 'https://schemas.example/near'}                           | 7
            {$ref: 'https://schemas.example/far#here'}                       | 8
            {$ref: '#/components/schemas/Far'}                               | {"near":7,"same":8}
            {type: array, items: {$ref: '#owner'}}                           | [{"name":"Ann"}]
            {type: object, properties: {o: {$ref: '#owner'}, p: {$ref: place}}} | {"o":{"name":"Ann"},"p":{"l":"here"}}
            {allOf: [{$ref: '#owner'}, {properties: {n: {type: integer}}}]}  | {"name":"Ann","n":0}
            {oneOf: [{$ref: '#node'}, {$ref: '#owner'}]}                     | {"v":5}
            """)
    void an_example_behind_an_anchor_is_used(String schema, String answer) {
        var response = engine("3.1.1", schema)
                .answer(Requests.of("GET /a HTTP/1.1\n\n"))
                .response();

        assertThat(response.text()).isEqualTo(answer);
    }

    /** Text has no types, so the schema behind the reference decides how a parameter is read. */
    @ParameterizedTest(name = "{0} {1} → {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # version | schema of an item                      | query     | status
            3.1.1     | {$ref: 'https://schemas.example/near'} | q=1&q=2   | 200
            3.1.1     | {$ref: 'https://schemas.example/near'} | q=a       | 422
            3.1.1     | {$ref: 'https://schemas.example/far#here'} | q=3   | 200
            """)
    void a_parameter_is_read_by_the_schema_behind_an_anchor(String version, String schema, String query, int status) {
        assertThat(engine(version, schema)
                        .answer(Requests.of("GET /a?" + query + " HTTP/1.1\n\n"))
                        .response()
                        .status())
                .isEqualTo(status);
    }
}
