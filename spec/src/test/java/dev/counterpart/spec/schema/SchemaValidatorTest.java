package dev.counterpart.spec.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Direction;
import dev.counterpart.spec.OpenApiVersion;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.document.SourceMap;
import dev.counterpart.spec.rule.Finding;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** In the tables a value is JSON that may have single quotes; a finding is its keyword, {@code at} the part of the value. */
class SchemaValidatorTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES)
            .build();

    private static final URI MAIN = URI.create("file:/contract/openapi.json");

    @Test
    void a_finding_tells_keyword_place_limit_value_and_reason() {
        var documents = documents("{X: {type: 'object', properties: {price: {$ref: '#/components/schemas/Price'}}},"
                + "Price: {type: 'number', minimum: 1}}");

        var findings = findings(documents, OpenApiVersion.V3_1, "{price: 0.5}", Direction.RESPONSE);

        assertThat(findings)
                .containsExactly(new Finding(
                        "minimum",
                        JsonPointer.compile("/price"),
                        new Place(MAIN, JsonPointer.compile("/components/schemas/Price/minimum")),
                        json("1"),
                        json("0.5"),
                        Optional.empty(),
                        "expected at least 1 but was 0.5"));
    }

    @ParameterizedTest(name = "{0}: {1} with {2} → {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # version | schema X                                                        | value            | findings
            V3_0 | {type: 'integer'}                                                    | 1.0              | valid
            V3_0 | {type: 'integer'}                                                    | 1.5              | type
            V3_1 | {type: 'integer'}                                                    | 1e2              | valid
            V3_0 | {type: 'string', nullable: true}                                     | null             | valid
            V3_0 | {type: 'string'}                                                     | null             | type
            V3_0 | {type: 'string', nullable: true, enum: ['a']}                        | null             | valid
            V3_0 | {nullable: true, allOf: [{type: 'object'}]}                          | null             | valid
            V3_0 | {nullable: true, oneOf: [{type: 'object'}]}                          | null             | valid
            V2_0 | {type: 'string', nullable: true}                                     | null             | valid
            V3_1 | {type: 'string', nullable: true}                                     | null             | type
            V3_1 | {type: ['string', 'null']}                                           | null             | valid
            V3_0 | {minimum: 1, exclusiveMinimum: true}                                 | 1                | exclusiveMinimum
            V3_0 | {maximum: 1, exclusiveMaximum: false}                                | 1                | valid
            V3_1 | {minimum: 1, exclusiveMinimum: true}                                 | 1                | exclusiveMinimum
            V3_1 | {exclusiveMinimum: 1}                                                | 1                | exclusiveMinimum
            V3_0 | true                                                                 | 1                | valid
            V3_0 | false                                                                | 1                | false
            V3_0 | {properties: {a: false}}                                             | {a: 1}           | false at /a
            V3_0 | {type: 'file'}                                                       | 'x'              | valid
            V3_0 | {type: 'strnig', maxLength: 1}                                       | 'xy'             | maxLength
            V3_0 | {patternProperties: {a: false}}                                      | {a: 1}           | valid
            V3_1 | {patternProperties: {a: {type: 'string'}}}                           | {ba: 1}          | type at /ba
            V3_0 | {const: 1}                                                           | 2                | valid
            V3_1 | {const: 1}                                                           | 1.0              | valid
            V3_1 | {const: {a: [1.0]}}                                                  | {a: [1]}         | valid
            V3_1 | {enum: [1, 2]}                                                       | 2.0              | valid
            V3_1 | {uniqueItems: true}                                                  | [1, 1.0]         | uniqueItems
            V3_1 | {uniqueItems: true}                                                  | [1, true, '1']   | valid
            V3_1 | {multipleOf: 0.1}                                                    | 0.3              | valid
            V3_1 | {multipleOf: 0.1}                                                    | 0.35             | multipleOf
            V3_1 | {multipleOf: 0.01}                                                   | 4.35             | valid
            V3_1 | {multipleOf: 3}                                                      | 1e999999999      | multipleOf
            V3_1 | {multipleOf: 3e999999999}                                            | 3                | multipleOf
            V3_1 | {maximum: 9007199254740993}                                          | 9007199254740994 | maximum
            V3_1 | {maximum: 18446744073709551616}                                      | 18446744073709551617 | maximum
            V3_1 | {type: 'string', $ref: '#/components/schemas/Short'}                 | 'long'           | maxLength
            V3_0 | {type: 'integer', $ref: '#/components/schemas/Short'}                | 'a'              | valid
            V3_1 | {$schema: 'http://json-schema.org/draft-07/schema#', items: [{type: 'string'}]} | [1]   | type at /0
            V3_1 | {$schema: 'https://example.org/unknown', type: 'string'}             | 1                | type
            V3_1 | {$ref: '#short'}                                                     | 'long'           | maxLength
            V3_1 | {$id: 'https://example.org/x', properties: {a: {$ref: '#/components/schemas/Short'}}} | {a: 'long'} | maxLength at /a
            V3_1 | {$ref: 'other.json#named'}                                           | 'long'           | type
            V3_1 | {$ref: 'other.json#none'}                                            | 'long'           | unusable
            V3_1 | {$ref: 'identified.json#named'}                                      | 'long'           | type
            V3_1 | {$ref: 'identified.json#/$defs/a'}                                   | 'long'           | type
            V3_1 | {$ref: 'https://example.org/b#named'}                                | 'long'           | type
            V3_1 | {$ref: 'other.json#/Thing'}                                          | 'long'           | type
            V3_1 | {$ref: './other.json#/Relative'}                                     | 'long'           | type
            V3_1 | {$ref: '#/components/schemas/a~1b%20c'}                              | 1                | type
            V3_0 | {$ref: '#/components/schemas/a~1b c'}                                | 1                | type
            V3_1 | {pattern: '^a$'}                                                     | 'b'              | pattern
            V3_1 | {pattern: '^(a', maxLength: 1}                                       | 'bb'             | maxLength
            V3_1 | {properties: {a: null, b: {type: 'string'}}}                         | {a: 1, b: 1}     | type at /b
            V3_1 | {required: 'a', minProperties: 2}                                    | {}               | minProperties
            V3_1 | {additionalProperties: false, properties: {a: {}}}                   | {a: 1, b: 2}     | additionalProperties b
            V3_1 | {unevaluatedProperties: false, allOf: [{properties: {a: {}}}]}       | {a: 1, b: 2}     | unevaluatedProperties b
            V3_0 | {additionalProperties: 'yes', maxProperties: 0}                      | {a: 1}           | maxProperties
            V3_1 | {additionalProperties: null}                                         | {a: 1}           | valid
            V3_1 | {minContains: 'yes', maxContains: true}                              | [1]              | valid
            V3_1 | {contains: {type: 'string'}, minContains: 'yes'}                     | [1]              | minContains
            V3_1 | {contains: {type: 'string'}, minContains: 'yes'}                     | ['a']            | valid
            V3_1 | {contains: {type: 'string'}, minContains: -1}                        | [1]              | valid
            V3_1 | {not: 'string', if: 1, then: false, type: []}                        | 1                | valid
            V3_1 | {dependentRequired: {a: ['b']}}                                      | {a: 1}           | dependentRequired b
            V3_1 | {required: ['a', 'b']}                                               | {}               | required a, required b
            V3_1 | {allOf: [{type: 'string'}, {maxLength: 1}]}                          | 'ab'             | maxLength
            V3_1 | {not: {type: 'string'}}                                              | 'ab'             | not
            """)
    void a_value_is_validated_in_the_dialect_of_the_document(
            OpenApiVersion version, String schema, String value, String expected) {
        var documents = documents("{X: " + schema
                + ", Short: {type: 'string', maxLength: 1, $anchor: 'short'}, 'a/b c': {type: 'string'}}");

        assertThat(described(findings(documents, version, value, Direction.REQUEST)))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} {1} {2} → {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # schema X                                                                          | direction | value | findings
            {required: ['id'], properties: {id: {readOnly: true}}}                              | REQUEST   | {}      | valid
            {required: ['id'], properties: {id: {readOnly: true}}}                              | RESPONSE  | {}      | required id
            {required: ['id'], properties: {id: {readOnly: true, type: 'string'}}}              | REQUEST   | {id: 'a'} | valid
            {required: ['id'], properties: {id: {readOnly: true, type: 'string'}}}              | REQUEST   | {id: 1} | type at /id
            {required: ['id'], properties: {id: {$ref: '#/components/schemas/Id'}}}             | REQUEST   | {}      | valid
            {required: ['id'], properties: {id: {allOf: [{$ref: '#/components/schemas/Id'}]}}}  | REQUEST   | {}      | valid
            {allOf: [{required: ['id']}, {properties: {id: {readOnly: true}}}]}                 | REQUEST   | {}      | valid
            {allOf: [{$ref: '#/components/schemas/WithId'}], required: ['id', 'name']}          | REQUEST   | {}      | required name
            {oneOf: [{required: ['id']}], properties: {id: {readOnly: true}}}                   | REQUEST   | {}      | valid
            {properties: {id: {readOnly: true}, a: {required: ['id']}}}                         | REQUEST   | {a: {}} | required id at /a
            {required: ['pin'], properties: {pin: {writeOnly: true}}}                           | RESPONSE  | {}      | valid
            {required: ['pin'], properties: {pin: {writeOnly: true}}}                           | REQUEST   | {}      | required pin
            {required: ['pin'], properties: {pin: {writeOnly: true}}}                           | RESPONSE  | {pin: 1} | valid
            {required: ['a', 'b'], properties: {a: {readOnly: true}, b: {writeOnly: true}}}     | RESPONSE  | {a: 1}  | valid
            """)
    void required_is_relaxed_for_what_does_not_travel_this_way(
            String schema, Direction direction, String value, String expected) {
        var documents = documents("{X: " + schema + ", Id: {type: 'string', readOnly: true},"
                + "WithId: {properties: {id: {readOnly: true}}}}");

        for (var version : List.of(OpenApiVersion.V3_0, OpenApiVersion.V3_1)) {
            assertThat(described(findings(documents, version, value, direction)))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "{0} with {1} → {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # schema X                                                       | value                    | findings
            {$ref: '#/components/schemas/Pets'}                              | {kind: 'Cat', lives: 9}  | valid
            {$ref: '#/components/schemas/Pets'}                              | {kind: 'Cat'}            | required lives
            {$ref: '#/components/schemas/Pets'}                              | {kind: 'Cat', bark: 'w'} | valid
            {$ref: '#/components/schemas/Pets'}                              | {kind: 'Fox', lives: 9}  | valid
            {$ref: '#/components/schemas/Pets'}                              | {lives: 9}               | valid
            {$ref: '#/components/schemas/Pets'}                              | {kind: 1, lives: 9}      | valid
            {$ref: '#/components/schemas/Pets'}                              | 'Cat'                    | oneOf
            {$ref: '#/components/schemas/Pets'}                              | {kind: 'Cat', lives: 9, bark: 'w'} | oneOf
            {$ref: '#/components/schemas/Closed'}                            | {kind: 'cat'}            | valid
            {$ref: '#/components/schemas/Closed'}                            | {kind: 'fox'}            | oneOf
            {$ref: '#/components/schemas/Mapped'}                            | {kind: 'full'}           | required lives
            {$ref: '#/components/schemas/Mapped'}                            | {kind: 'name'}           | required bark
            {$ref: '#/components/schemas/Mapped'}                            | {kind: 'file'}           | required wings
            {$ref: '#/components/schemas/Mapped'}                            | {kind: 'Dog'}            | required bark
            {$ref: '#/components/schemas/Mapped'}                            | {kind: 'nowhere'}        | anyOf
            {$ref: '#/components/schemas/Nested'}                            | {kind: 'Dog'}            | required bark
            {$ref: '#/components/schemas/Nested'}                            | {kind: 'Lion'}           | oneOf
            {$ref: '#/components/schemas/Animal'}                            | {kind: 'Lion', mane: 1}  | valid
            {$ref: '#/components/schemas/Animal'}                            | {kind: 'Lion'}           | valid
            {$ref: '#/components/schemas/Animal'}                            | {kind: 'Animal'}         | valid
            {$ref: '#/components/schemas/Animal'}                            | {kind: 'Rock'}           | valid
            {$ref: '#/components/schemas/Animal'}                            | {}                       | required kind
            {$ref: '#/components/schemas/Lion'}                              | {kind: 'Lion', mane: 1}  | valid
            {$ref: '#/components/schemas/Lion'}                              | {kind: 'Lion'}           | required mane
            {$ref: '#/components/schemas/Animal'}                            | {kind: 'Eel', volts: 1, x: 1} | valid
            {$ref: '#/components/schemas/Animal'}                            | {kind: 'Eel', volts: 1, name: 'a'} | valid
            {$ref: '#/components/schemas/Animal'}                            | {kind: 'Eel', name: 1}   | type at /name
            {type: 'array', items: {$ref: '#/components/schemas/Animal'}}    | [{kind: 'Lion'}]         | valid
            """)
    void a_discriminator_selects_the_errors_but_never_changes_the_verdict(
            String schema, String value, String expected) {
        var documents = documents("{X: " + schema + """
                , Cat: {type: 'object', required: ['lives']}, Dog: {type: 'object', required: ['bark']},
                Pets: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}],
                       discriminator: {propertyName: 'kind'}},
                Mapped: {anyOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}, {$ref: 'other.json#/Bird'}],
                       discriminator: {propertyName: 'kind', mapping: {full: '#/components/schemas/Cat', name: 'Dog',
                           file: 'other.json#/Bird', nowhere: '#/components/schemas/None'}}},
                Nested: {oneOf: [{$ref: '#/components/schemas/Pets'}, {$ref: 'other.json#/Bird'}],
                       discriminator: {propertyName: 'kind'}},
                CatDto: {properties: {kind: {enum: ['cat']}}}, DogDto: {properties: {kind: {enum: ['dog']}}},
                Closed: {oneOf: [{$ref: '#/components/schemas/CatDto'}, {$ref: '#/components/schemas/DogDto'}],
                       discriminator: {propertyName: 'kind'}},
                Animal: {type: 'object', required: ['kind'], discriminator: {propertyName: 'kind'},
                    properties: {kind: {}, name: {type: 'string'}}},
                Eel: {allOf: [{$ref: '#/components/schemas/Animal'}], properties: {volts: {}}, unevaluatedProperties: false},
                Lion: {allOf: [{$ref: '#/components/schemas/Animal'}, {required: ['mane']}]}}
                """);

        assertThat(described(findings(documents, OpenApiVersion.V3_1, value, Direction.REQUEST)))
                .isEqualTo(expected);
        if (!expected.startsWith("unevaluated")) {
            assertThat(described(findings(documents, OpenApiVersion.V3_0, value, Direction.REQUEST)))
                    .isEqualTo(expected);
        }
    }

    @Test
    void of_several_alternatives_the_nearest_is_told() {
        var documents = documents("{X: {oneOf: [{type: 'string'}, {$ref: '#/components/schemas/Pet'}]},"
                + "Pet: {type: 'object', properties: {name: {type: 'string'}}}}");

        var findings = findings(documents, OpenApiVersion.V3_1, "{name: 5}", Direction.REQUEST);

        assertThat(findings)
                .extracting(Finding::reason)
                .containsExactly("matches none of 2 branches; the nearest is branch 1 (#/components/schemas/Pet), but"
                        + " /name expected string but was integer");
        assertThat(findings.get(0).declared().pointer()).hasToString("/components/schemas/X/oneOf");
    }

    @ParameterizedTest(name = "{0}")
    @Timeout(10)
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # schema X                                                             | where
            {$ref: '#/components/schemas/None'}                                    | /components/schemas/X/$ref
            {$ref: 'none.json'}                                                    | /components/schemas/X/$ref
            {$ref: 'http://localhost:1/none.json'}                                 | /components/schemas/X/$ref
            {$ref: '#/components/schemas/X'}                                       | /components/schemas/X/$ref
            {$ref: '#/components/schemas/Y'}                                       | /components/schemas/Y/$ref
            {anyOf: [{$ref: '#/components/schemas/X'}]}                            | /components/schemas/X/anyOf/0/$ref
            {allOf: [{$ref: '#/components/schemas/X'}]}                            | /components/schemas/X/allOf/0/$ref
            {not: {$ref: '#/components/schemas/X'}}                                | /components/schemas/X/not/$ref
            {oneOf: [{type: 'string'}, {$ref: '#/components/schemas/None'}]}       | /components/schemas/X/oneOf/1/$ref
            {pattern: '^(.*?,){11}P'}                                              | /components/schemas/X/pattern
            {type: 'string', pattern: '^(a\\u007C,)*$'}                     | /components/schemas/X/pattern
            """)
    void what_cannot_be_applied_is_one_finding(String schema, String where) {
        var documents = documents("{X: " + schema + ", Y: {$ref: '#/components/schemas/X'}}");

        var findings =
                findings(documents, OpenApiVersion.V3_1, "'" + "aaaaaaaaaa,".repeat(1_000) + "!'", Direction.REQUEST);

        assertThat(findings).extracting(Finding::keyword).containsExactly(Finding.UNUSABLE);
        assertThat(findings.get(0).declared().pointer()).hasToString(where);
    }

    @Test
    void an_alternative_that_holds_makes_a_dangling_one_unimportant() {
        var documents = documents("{X: {anyOf: [{$ref: '#/components/schemas/None'}, {type: 'string'}]}}");

        assertThat(findings(documents, OpenApiVersion.V3_1, "'a'", Direction.REQUEST))
                .isEmpty();
    }

    @Test
    void a_slow_name_pattern_is_a_finding_also_beside_additional_properties() {
        var documents = documents("{X: {patternProperties: {'^(.*?,){11}P': {}}, additionalProperties: false}}");

        var findings = findings(documents, OpenApiVersion.V3_1, "{'" + "1,".repeat(100) + "': 1}", Direction.REQUEST);

        assertThat(findings).extracting(Finding::keyword).containsOnly(Finding.UNUSABLE);
    }

    @Test
    @Timeout(20)
    void values_nested_very_deeply_are_validated() {
        int depth = 10_000;
        var documents = documents("{X: {properties: {a: {$ref: '#/components/schemas/X'}}, required: ['a']}}");
        JsonNode value = JSON.createObjectNode();
        for (int i = 1; i < depth; i++) {
            value = JSON.createObjectNode().set("a", value);
        }

        var findings =
                new SchemaValidator(documents, OpenApiVersion.V3_1).findings(x(documents), value, Direction.REQUEST);

        assertThat(findings).extracting(Finding::keyword).containsExactly("required");
        assertThat(findings.get(0).at().toString()).hasSize(2 * (depth - 1));
    }

    @Test
    @Timeout(20)
    void of_very_many_findings_the_first_thousand_are_told() {
        var documents = documents("{X: {items: {$ref: '#/components/schemas/Y'}}, Y: {type: 'string'}}");
        var value = JSON.createArrayNode();
        for (int i = 0; i < 300_000; i++) {
            value.add(i);
        }

        var findings =
                new SchemaValidator(documents, OpenApiVersion.V3_1).findings(x(documents), value, Direction.REQUEST);

        assertThat(findings).hasSize(1_000);
        assertThat(findings.get(999).at()).isEqualTo(JsonPointer.compile("/999"));
    }

    @ParameterizedTest(name = "{1} levels of {0}")
    @Timeout(60)
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # two alternatives                                                        | levels | what is wrong
            {properties: {a: X, b: false}}                                            | 60     | unusable
            {properties: {a: X, b: false}, unevaluatedProperties: false}              | 60     | unusable
            {properties: {a: {oneOf: [X, {allOf: [X]}]}}, unevaluatedProperties: false} | 8    | unusable
            {properties: {a: X}, required: ['c'], unevaluatedProperties: false}       | 4      | anyOf, required
            """)
    void alternatives_without_end_are_given_up(String alternative, int levels, String wrong) {
        String one = alternative.replace("X", "{$ref: '#/components/schemas/X'}");
        var documents = documents("{X: {anyOf: [" + one + "," + one + "], required: ['b']}}");
        JsonNode value = json("{}");
        for (int i = 0; i < levels; i++) {
            value = JSON.createObjectNode().set("a", value);
        }

        var findings =
                new SchemaValidator(documents, OpenApiVersion.V3_1).findings(x(documents), value, Direction.REQUEST);

        assertThat(findings.stream().map(Finding::keyword).distinct().sorted().collect(Collectors.joining(", ")))
                .isEqualTo(wrong);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # schema X                                           | faults
            {type: 'string', pattern: '^a$'}                     | none
            {properties: {a: {pattern: '(a'}}}                   | /properties/a/pattern
            {patternProperties: {'(a': {}}}                      | /patternProperties/(a
            {type: 'strnig'}                                     | /type
            {type: 'file'}                                       | none
            {minLength: 'a', maxItems: -1}                       | /minLength /maxItems
            {items: {$ref: '#/components/schemas/None'}}         | /items/$ref
            {$ref: '#/components/schemas/X'}                     | none
            {items: 5}                                           | /items
            {properties: {a: 5}}                                 | /properties/a
            {properties: ['a']}                                  | /properties
            {properties: {a: {required: true}}}                  | /properties/a/required
            {properties: {required: true, allOf: {}}}            | none
            {enum: [{required: true, properties: []}]}           | none
            {allOf: {$ref: '#/components/schemas/X'}}            | /allOf
            {additionalProperties: 'yes'}                        | /additionalProperties
            {additionalProperties: null}                         | /additionalProperties
            {additionalProperties: []}                           | /additionalProperties
            {additionalProperties: false}                        | none
            {minContains: 'yes'}                                 | /minContains
            {minContains: 2, maxContains: 3.0}                   | none
            {contains: {}, minContains: null, maxContains: -1}   | /minContains /maxContains
            {contains: 1, propertyNames: 'a', not: []}           | /contains /propertyNames /not
            {unevaluatedItems: 1, unevaluatedProperties: 1}      | /unevaluatedItems /unevaluatedProperties
            {dependentRequired: {a: {}}}                         | /dependentRequired
            {dependentRequired: {a: ['b']}}                      | none
            {discriminator: 'kind'}                              | /discriminator
            {discriminator: {propertyName: 'kind'}}              | none
            {readOnly: 'yes', writeOnly: null}                   | /readOnly /writeOnly
            {readOnly: true, writeOnly: false}                   | none
            {nullable: 'yes'}                                    | none
            {properties: {readOnly: {}, discriminator: {}}}      | none
            {type: []}                                           | /type
            {enum: []}                                           | /enum
            {not: {}}                                            | none
            5                                                    | /
            """)
    void the_faults_of_a_schema_can_be_listed(String schema, String expected) {
        var documents = documents("{X: " + schema + "}");

        var faults = new SchemaValidator(documents, OpenApiVersion.V3_1).faults(List.of(x(documents)));

        String places = faults.stream()
                .map(fault -> fault.declared().pointer().toString().replace("/components/schemas/X", ""))
                .map(pointer -> pointer.isEmpty() ? "/" : pointer)
                .collect(Collectors.joining(" "));
        assertThat(places.isEmpty() ? "none" : places).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {not: {type: 'string'}}                          | must not match the schema under not
            {not: {type: 'string', title: 'a name of ours'}} | must not be a name of ours
            {not: {type: 'string', title: 1}}                | must not match the schema under not
            """)
    void the_title_says_what_a_value_must_not_be(String schema, String reason) {
        assertThat(findings(documents("{X: " + schema + "}"), OpenApiVersion.V3_1, "'ab'", Direction.REQUEST))
                .extracting(Finding::reason)
                .containsExactly(reason);
    }

    @Test
    void nullable_must_be_a_boolean_where_it_has_a_meaning() {
        var documents = documents("{X: {type: 'string', nullable: 'yes'}}");

        assertThat(new SchemaValidator(documents, OpenApiVersion.V3_0).faults(List.of(x(documents))))
                .extracting(Finding::reason)
                .containsExactly("nullable must be true or false, but is \"yes\"");
    }

    @ParameterizedTest(name = "{0}: {1} with {2} → {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # version | schema X                                  | value   | findings
            V3_0 | {minimum: 1, exclusiveMinimum: true}           | 1       | exclusiveMinimum 1: expected greater than 1 but was 1
            V3_0 | {maximum: 1, exclusiveMaximum: true}           | 1       | exclusiveMaximum 1: expected less than 1 but was 1
            V3_0 | {minimum: 1, exclusiveMinimum: false}          | 0       | minimum 1: expected at least 1 but was 0
            V3_0 | {minimum: 1, exclusiveMaximum: true}           | 0       | minimum 1: expected at least 1 but was 0
            V3_1 | {minimum: 1, exclusiveMinimum: 1}              | 1       | exclusiveMinimum 1: expected greater than 1 but was 1
            """)
    void an_exclusive_bound_is_told_as_one(OpenApiVersion version, String schema, String value, String expected) {
        var findings = findings(documents("{X: " + schema + "}"), version, value, Direction.REQUEST);

        assertThat(findings)
                .extracting(finding -> finding.keyword() + " " + finding.limit() + ": " + finding.reason())
                .containsExactly(expected);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # format    | value                          | valid
            int32       | 2147483647                     | true
            int32       | 2147483648                     | false
            int32       | 1.0                            | true
            int32       | 1.5                            | false
            int32       | '2147483648'                   | true
            int8        | -128                           | true
            int8        | 128                            | false
            int16       | 32768                          | false
            uint8       | 255                            | true
            uint8       | 256                            | false
            uint8       | -1                             | false
            uint8       | '300'                          | true
            uint16      | 65535                          | true
            uint16      | 65536                          | false
            uint32      | 4294967296                     | false
            uint64      | 18446744073709551615           | true
            uint64      | -0.0                           | true
            int64       | 9223372036854775807            | true
            int64       | 9223372036854775808            | false
            int64       | 1e999999999                    | false
            float       | 3.4e38                         | true
            float       | 3.5e38                         | false
            double      | 1.7e308                        | true
            double      | 1e309                          | false
            byte        | 'aGVsbG8='                     | true
            byte        | 'aGVsbG8'                      | false
            byte        | ''                             | true
            byte        | 'a b='                         | false
            binary      | 'anything'                     | true
            password    | 'anything'                     | true
            money       | 'unknown'                      | true
            date        | '2024-02-29'                   | true
            date        | '2023-02-29'                   | false
            date-time   | '2024-02-29T23:59:60Z'         | true
            date-time   | '2024-02-29 10:00:00Z'         | false
            time        | '10:00:00'                     | false
            duration    | 'P1Y2M3DT4H5M6S'               | true
            duration    | 'PT'                           | false
            duration    | 'P1W2D'                        | false
            uuid        | '0f8fad5b-d9cb-469f-a165-70867728950e' | true
            uuid        | '0f8fad5bd9cb469fa16570867728950e' | false
            email       | 'a@example.org'                | true
            email       | 'a.example.org'                | false
            uri         | 'https://example.org:8080/a?b#c' | true
            uri         | 'https://example.org:80a/'     | false
            uri         | '/relative'                    | false
            uri-reference | '/relative'                  | true
            ipv4        | '127.0.0.1'                    | true
            ipv4        | '127.0.0.01'                   | false
            ipv6        | '::1'                          | true
            ipv6        | '1::2::3'                      | false
            hostname    | 'xn--4gbwdl.xn--wgbh1c'        | true
            hostname    | 'xn--X'                        | false
            regex       | '^a+$'                         | true
            regex       | '^a++$'                        | false
            """)
    void formats_are_asserted(String format, String value, boolean valid) {
        var documents = documents("{X: {format: '" + format + "'}}");

        for (var version : List.of(OpenApiVersion.V3_0, OpenApiVersion.V3_1)) {
            assertThat(described(findings(documents, version, value, Direction.REQUEST)))
                    .isEqualTo(valid ? "valid" : "format");
        }
    }

    @Test
    void the_document_may_name_the_dialect_of_its_schemas() {
        var documents = new Documents(
                new Document(
                        MAIN,
                        "openapi.json",
                        json("{jsonSchemaDialect: 'http://json-schema.org/draft-07/schema#',"
                                + "components: {schemas: {X: {items: [{type: 'string'}]}}}}"),
                        SourceMap.none()),
                List.of());

        assertThat(described(findings(documents, OpenApiVersion.V3_1, "[1]", Direction.REQUEST)))
                .isEqualTo("type at /0");
    }

    @Test
    void threads_may_share_a_validator() throws Exception {
        var documents = documents("{X: {type: 'object', properties: {a: {$ref: '#/components/schemas/X'},"
                + "b: {oneOf: [{type: 'string'}, {type: 'integer', multipleOf: 2}]}}, additionalProperties: false}}");
        var validator = new SchemaValidator(documents, OpenApiVersion.V3_1);
        Callable<String> validate = () ->
                described(validator.findings(x(documents), json("{a: {a: {b: 3}, c: 1}, b: 'x'}"), Direction.REQUEST));
        var threads = Executors.newFixedThreadPool(8);
        try {
            var answers = threads.invokeAll(
                    IntStream.range(0, 400).mapToObj(i -> validate).toList());
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo("oneOf at /a/a/b, additionalProperties c at /a");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Documents documents(String schemas) {
        var main = json("{openapi: '3.1.0', components: {schemas: " + schemas + "}}");
        var other = json("{Thing: {type: 'integer'}, Relative: {$ref: '#/Thing'}, Bird: {required: ['wings']},"
                + "Named: {$anchor: 'named', type: 'integer'}}");
        var identified = json("{$id: 'https://example.org/b', $defs: {a: {$anchor: 'named', type: 'integer'}}}");
        return new Documents(
                new Document(MAIN, "openapi.json", main, SourceMap.none()),
                List.of(
                        new Document(MAIN.resolve("other.json"), "other.json", other, SourceMap.none()),
                        new Document(
                                MAIN.resolve("identified.json"), "identified.json", identified, SourceMap.none())));
    }

    private static Schema x(Documents documents) {
        var place = documents.root().member("components").member("schemas").member("X");
        return new Schema(place, documents.at(place));
    }

    private static List<Finding> findings(
            Documents documents, OpenApiVersion version, String value, Direction direction) {
        return new SchemaValidator(documents, version).findings(x(documents), json(value), direction);
    }

    private static String described(List<Finding> findings) {
        return findings.isEmpty()
                ? "valid"
                : findings.stream()
                        .map(finding -> finding.keyword()
                                + finding.property().map(name -> " " + name).orElse("")
                                + (finding.at().matches() ? "" : " at " + finding.at()))
                        .collect(Collectors.joining(", "));
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text);
    }
}
