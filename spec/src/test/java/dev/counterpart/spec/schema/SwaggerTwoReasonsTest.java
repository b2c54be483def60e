package dev.counterpart.spec.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Contracts;
import dev.counterpart.spec.Direction;
import dev.counterpart.spec.Json;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Findings of Swagger 2.0 documents name references as the user's file has them. */
class SwaggerTwoReasonsTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # schema                                                              | value      | reasons
            {$ref: '#/definitions/Missing'}                                       | 1          | the reference #/definitions/Missing does not refer to a schema
            {properties: {a: {$ref: '#/definitions/Missing'}}}                    | {"a":1}    | the reference #/definitions/Missing does not refer to a schema
            {allOf: [{$ref: '#/definitions/Missing'}]}                            | 1          | the reference #/definitions/Missing does not refer to a schema
            """)
    void a_reason_names_the_reference_of_the_file(String schema, String value, String expected) {
        assertThat(reasons(schema, value)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {anyOf: [{$ref: '#/definitions/Cat'}, {type: integer}]}               | {"n":1}
            {oneOf: [{$ref: '#/definitions/Cat'}, {$ref: '#/definitions/Dog'}]}   | {"n":1}
            """)
    void the_branches_of_alternatives_are_named_so_too(String schema, String value) {
        assertThat(reasons(schema, value)).contains("#/definitions/Cat").doesNotContain("components");
    }

    private static String reasons(String schema, String value) {
        var contract = Contracts.of("""
                swagger: '2.0'
                info: {title: T, version: '1'}
                paths: {/a: {get: {responses: {200: {description: ok, schema: %s}}}}}
                definitions:
                  Cat: {type: object, properties: {n: {type: string}}}
                  Dog: {type: object, required: [x], properties: {x: {type: string}}}
                """.formatted(schema));
        var content = contract.operations().get(0).responses().get(0).content().get(0);
        return new SchemaValidator(contract.documents(), contract.version())
                .findings(content.schema().orElseThrow(), Json.read(value), Direction.RESPONSE).stream()
                        .map(finding -> finding.reason())
                        .collect(Collectors.joining(", "));
    }
}
