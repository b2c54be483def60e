package dev.counterpart.spec.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Direction;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.schema.SchemaValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** References where OpenAPI allows none. All files are in one folder; {@code more.yaml} holds what is referenced. */
class LooseReferencesTest {

    private static final String MORE = """
            paths: {/more: {get: {responses: {200: {description: ok}}}}}
            components: {schemas: {Pet: {required: [tag]}}}
            schemas: {Pet: {required: [tag]}}
            alias: {$ref: '#/schemas'}
            properties: {tag: {type: integer}}
            required: [tag]
            enum: [{tag: b}]
            allOf: [{required: [tag]}, {$ref: '#/schemas/Pet'}]
            parameters: [{name: limit, in: query, schema: {type: integer}}]
            content: {application/json: {schema: {type: object}}}
            responses: {200: {description: ok, content: {application/json: {example: {a: 1}}}}}
            examples: {one: {value: {a: 1}}}
            value: {a: 1, deep: {$ref: '#/list'}, text: {$ref: '#/scalar'}, none: {$ref: '#/missing'}, loop: {$ref: '#/value'}}
            list: [1, 2]
            scalar: x
            integer: integer
            one: 1
            xml: {name: root, attribute: true}
            needs: {tag: [other]}
            operation: {parameters: [{name: limit, in: query, schema: {type: integer}}], responses: {}}
            """;

    @TempDir
    private Path folder;

    /** Findings of the value {@code {"tag":"b"}}. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # schema of the response                                              | findings | misplaced at
            {properties: {$ref: more.yaml#/properties}}                           | type     | schema/properties
            {properties: {$ref: more.yaml#/properties, tag: {type: string}}}      | valid    | schema/properties
            {required: {$ref: more.yaml#/required}}                               | valid    | schema/required
            {enum: {$ref: more.yaml#/enum}}                                       | valid    | schema/enum
            {allOf: {$ref: more.yaml#/allOf}}                                     | valid    | schema/allOf
            {not: {allOf: {$ref: more.yaml#/allOf}}}                              | not      | schema/not/allOf
            {$ref: 'more.yaml#/alias/Pet'}                                        | valid    | schema
            {$ref: 'more.yaml#/'}                                                 | type     | schema
            {$ref: 'more.yaml#/schemas/Pet/'}                                     | valid    | schema
            {not: {$ref: 'more.yaml#/alias/Pet'}}                                 | not      | schema/not
            {properties: {a: {$ref: '#/components/schemas/Alias/properties/tag'}, tag: {$ref: '#/components/schemas/Alias/properties/tag'}}} | type | schema/properties/a schema/properties/tag
            {properties: {tag: {$ref: 'more.yaml#/properties/tag'}}}              | type     | ``
            {properties: {$ref: {type: integer}}}                                 | valid    | ``
            {const: {$ref: 'more.yaml#/value'}}                                   | const    | ``
            {properties: {tag: {type: {$ref: more.yaml#/integer}}}}               | type     | schema/properties/tag/type
            {properties: {tag: {minLength: {$ref: more.yaml#/one}}}}              | valid    | schema/properties/tag/minLength
            {minProperties: {$ref: more.yaml#/missing}}                           | valid    | ``
            {dependentRequired: {$ref: more.yaml#/needs}}                         | dependentRequired | schema/dependentRequired
            {xml: {$ref: more.yaml#/xml}}                                         | valid    | schema/xml
            {properties: {type: {$ref: more.yaml#/properties/tag}, xml: {$ref: more.yaml#/properties/tag}, get: {$ref: more.yaml#/properties/tag}}} | valid | ``
            """)
    void a_schema_is_resolved(String schema, String expected, String places) throws IOException {
        var read = read("""
                openapi: 3.1.1
                info: {title: T, version: '1'}
                paths:
                  /a: {get: {responses: {200: {description: ok, content: {application/json: {schema: %s}}}}}}
                components: {schemas: {Alias: {$ref: '#/components/schemas/Real'}, Real: {properties: {tag: {type: integer}}}}}
                """.formatted(schema));
        var contract = read.contract();
        var declared = contract.operations().get(0).responses().get(0).content().get(0);
        var value = JsonNodeFactory.instance.objectNode().put("tag", "b");

        var findings = new SchemaValidator(contract.documents(), contract.version())
                .findings(declared.schema().orElseThrow(), value, Direction.RESPONSE).stream()
                        .map(finding -> finding.keyword())
                        .collect(Collectors.joining(" "));

        assertThat(findings.isEmpty() ? "valid" : findings).isEqualTo(expected);
        assertThat(misplaced(read).stream()
                        .map(place -> place.replace("/paths/~1a/get/responses/200/content/application~1json/", ""))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(places);
    }

    /** The mapping of a Discriminator Object from another folder is relative to that folder; a name of a component is none. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # mapping in sub/names.yaml                     | as read
            {cat: cat.yaml}                                 | {"cat":"sub/cat.yaml#"}
            {cat: ./cat.yaml#/properties/tag, dog: Dog}     | {"cat":"sub/cat.yaml#/properties/tag","dog":"Dog"}
            {cat: '#/mapping', pet: ../more.yaml#/required} | {"cat":"sub/names.yaml#/mapping","pet":"more.yaml#/required"}
            {cat: '#/components/schemas/Cat', dog: no.yaml} | {"cat":"#/components/schemas/Cat","dog":"no.yaml"}
            {$ref: ../maps.yaml}                            | {"cat":"sub/cat.yaml#"}
            """)
    void a_copied_mapping_leads_to_the_same_schemas(String mapping, String expected) throws IOException {
        Files.createDirectories(folder.resolve("sub"));
        Files.writeString(folder.resolve("maps.yaml"), "{cat: sub/cat.yaml}");
        Files.writeString(folder.resolve("sub/cat.yaml"), "{properties: {tag: {type: integer}}}");
        Files.writeString(
                folder.resolve("sub/names.yaml"),
                "{propertyName: tag, defaultMapping: cat.yaml, mapping: " + mapping + "}");
        var documents = read("""
                openapi: 3.2.0
                info: {title: T, version: '1'}
                paths: {/a: {get: {responses: {200: {description: ok}}}}}
                components: {schemas: {Pet: {oneOf: [{$ref: sub/cat.yaml}], discriminator: {$ref: sub/names.yaml}}}}
                """).contract().documents();

        var discriminator = documents.main().tree().at("/components/schemas/Pet/discriminator");
        assertThat(discriminator.path("mapping").toString().replace("file:" + folder + "/", ""))
                .isEqualTo(expected);
        assertThat(discriminator.path("defaultMapping").asString()).endsWith("/sub/cat.yaml#");
    }

    /** References through a map that is itself a reference are no places of their own. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # components                                        | references                                               | misplaced at
            {schemas: {$ref: more.yaml#/alias}}                 | #/components/schemas/Pet #/components/schemas/Pet        | /components/schemas
            {$ref: all.yaml}                                    | #/components/schemas/Cat #/components/schemas/Cat        | /components
            {schemas: {Pet: {type: object}}}                    | #/components/schemas/Pet #/components/schemas/Pet        | ``
            {schemas: {A: {$ref: '#/components/schemas/B'}, B: {properties: {c: {type: string}}}}} | #/components/schemas/A/properties/c #/components/schemas/B | /paths/~1a/get/responses/200/content/application~1json/schema/allOf/0
            """)
    void each_misplaced_reference_is_listed_once(String components, String references, String places)
            throws IOException {
        Files.writeString(folder.resolve("all.yaml"), "schemas: {Cat: {type: object}}\n");
        String branches = Stream.of(references.split(" ", -1))
                .map(reference -> "{$ref: '" + reference + "'}")
                .collect(Collectors.joining(", "));
        var read = read("""
                openapi: 3.1.1
                info: {title: T, version: '1'}
                paths:
                  /a: {get: {responses: {200: {description: ok, content: {application/json: {schema: {allOf: [%s]}}}}}}}
                components: %s
                """.formatted(branches, components));

        assertThat(String.join(" ", misplaced(read))).isEqualTo(places);
    }

    /** Each is written at the root of a document with {@code /a}, or instead of its operation. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # operation                                                                                 | read
            {parameters: {$ref: more.yaml#/parameters}, responses: {}}                                  | limit
            {$ref: more.yaml#/operation}                                                                | limit
            {responses: {$ref: more.yaml#/responses}}                                                   | `200 application/json {"a":1}`
            {responses: {200: {description: ok, content: {$ref: more.yaml#/content}}}}                  | 200 application/json
            {responses: {200: {description: ok, content: {application/json: {examples: {$ref: more.yaml#/examples}}}}}} | `200 application/json {"a":1}`
            {responses: {200: {description: ok, content: {application/json: {example: {$ref: more.yaml#/examples/one/value}}}}}} | `200 application/json {"a":1}`
            {responses: {200: {description: ok, content: {application/json: {example: {$ref: more.yaml#/scalar}}}}}} | `200 application/json {"$ref":"more.yaml#/scalar"}`
            {responses: {200: {description: ok, content: {application/json: {example: {$ref: nowhere}}}}}} | `200 application/json {"$ref":"nowhere"}`
            {responses: {200: {description: ok, content: {application/json: {examples: {x: {value: [{$ref: more.yaml#/list}]}}}}}}} | `200 application/json [[1,2]]`
            {responses: {200: {description: ok, content: {application/json: {example: {$ref: more.yaml#/value}}}}}} | `200 application/json {"a":1,"deep":[1,2],"text":{"$ref":"#/scalar"},"none":{"$ref":"#/missing"},"loop":{"$ref":"#/value"}}`
            """)
    void an_operation_is_resolved(String operation, String expected) throws IOException {
        var read = read("""
                openapi: 3.1.1
                info: {title: T, version: '1'}
                paths: {/a: {get: %s}}
                """.formatted(operation));

        assertThat(described(read.contract())).isEqualTo(expected);
    }

    @Test
    void paths_and_components_may_be_references() throws IOException {
        var read = read("""
                openapi: 3.1.1
                info: {title: T, version: '1'}
                paths: {$ref: more.yaml#/paths, /a: {get: {responses: {200: {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}}}}
                components: {$ref: more.yaml#/components}
                """);
        var contract = read.contract();

        assertThat(contract.operations()).extracting(Object::toString).containsExactlyInAnyOrder("GET /more", "GET /a");
        assertThat(misplaced(read)).containsExactly("/paths", "/components");
        assertThat(contract.documents()
                        .main()
                        .location(contract.operation("GET /a")
                                .orElseThrow()
                                .place()
                                .pointer())
                        .line())
                .isEqualTo(3);
        assertThat(read.warnings().get(0).line())
                .isEqualTo(
                        "document.reference.misplaced at document /paths: expected a $ref only where OpenAPI allows one, "
                                + "but was more.yaml#/paths, which is followed");
    }

    @Test
    void a_map_without_a_target_is_reported() throws IOException {
        var read = read("""
                openapi: 3.1.1
                info: {title: T, version: '1'}
                paths: {/a: {get: {responses: {200: {description: ok, content: {application/json: {schema: {properties: {$ref: 'more.yaml#/nothing'}}}}}}}}}
                """);

        assertThat(read.warnings()).extracting(warning -> warning.rule().id()).contains("document.reference.dangling");
    }

    private ReadResult.Read read(String document) throws IOException {
        Files.writeString(folder.resolve("more.yaml"), MORE);
        var file = folder.resolve("openapi.yaml");
        Files.writeString(file, document);
        return (ReadResult.Read) ContractReader.read(file.toString(), ReadOptions.defaults());
    }

    private static List<String> misplaced(ReadResult.Read read) {
        return read.warnings().stream()
                .filter(warning -> warning.rule().id().equals("document.reference.misplaced"))
                .map(warning -> warning.declared().orElseThrow())
                .filter(location -> location.file().endsWith("openapi.yaml"))
                .map(location -> location.pointer().toString())
                .toList();
    }

    private static String described(Contract contract) {
        var operation = contract.operations().get(0);
        if (!operation.parameters().isEmpty()) {
            return operation.parameters().get(0).name();
        }
        var response = operation.responses().get(0);
        var content = response.content().get(0);
        return response.status() + " " + content.key()
                + content.examples().stream()
                        .map(example -> " " + Json.text(example.value().orElseThrow()))
                        .collect(Collectors.joining());
    }
}
