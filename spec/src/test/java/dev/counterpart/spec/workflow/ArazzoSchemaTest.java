package dev.counterpart.spec.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reader refuses what the JSON Schema of the standard refuses, and what a schema cannot know; the exceptions are listed. */
class ArazzoSchemaTest {

    private static final Path FOLDER = Path.of("src/test/resources/workflows");

    @TempDir
    private Path folder = Path.of("");

    private static Schema schema(String version) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(FOLDER.resolve("arazzo-" + version + ".schema.json")));
    }

    @ParameterizedTest
    @CsvSource({"LoginAndRetrievePets, 1.0", "pet-coupons, 1.0", "FAPI-PAR, 1.0", "workflows-1.1, 1.1"})
    void the_examples_are_valid(String name, String version) throws IOException {
        String text = Files.readString(FOLDER.resolve(name + ".arazzo.yaml"));

        assertThat(schema(version).validate(text, InputFormat.YAML)).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # refused by | edit: text => other text
            none         | title: Pets => title: Pets, x-owner: me
            none         | retryLimit: 3 => x-delay: 3
            none         | type: retry, retryAfter: 0.5, retryLimit: 3 => type: end
            none         | payload: {name: $inputs.name} => payload: text
            both         | arazzo: 1.0.1 => arazzo: 2.0.0
            both         | arazzo: 1.0.1 => arazzo: 1.0
            both         | , version: '1' =>
            both         | title: Pets => title: 1
            both         | title: Pets => title: Pets, licence: MIT
            both         | name: pets, =>
            both         | type: openapi => type: graphql
            both         | url: ./pets.yaml, =>
            both         | workflowId: buy => workflowId: 7
            both         | workflowId: buy => description: none
            both         | stepId: add => description: none
            both         | operationId: addPet => operationId: addPet\\n        workflowId: buy
            both         | operationId: addPet => description: none
            both         | in: path, =>
            both         | value: $steps.add.outputs.id => other: 1
            both         | payload: {name => payloads: {name
            both         | - condition: => - conditions:
            both         | successCriteria:\\n          - condition: $statusCode == 201 => successCriteria: []
            both         | type: retry => type: repeat
            both         | type: retry => type: goto
            both         | name: again, =>
            # read as it is meant, with a warning
            schema       | type: retry => condition: $statusCode == 500, type: retry
            both         | retryAfter: 0.5 => retryAfter: -1
            both         | retryAfter: 0.5 => retryAfter: soon
            both         | retryLimit: 3 => retryLimit: 1.5
            both         | outputs: {pet: $steps.get.outputs.id} => outputs: {pet: [1]}
            both         | outputs: {pet: $steps.get.outputs.id} => output: {pet: a}
            reader       | stepId: get => stepId: add
            reader       | operationId: addPet => operationId: addPets
            reader       | $statusCode == 201 => $statusCode = 201
            reader       | {name: again, type: retry, retryAfter: 0.5, retryLimit: 3} => {reference: $components.failureActions.none}
            reader       | outputs: {pet: $steps.get.outputs.id} => outputs: {pet: text}
            # the schema allows body, which the text of 1.0.1 does not
            reader       | in: path => in: body
            both         | inputs: {type: object => inputs: {type: objects
            # of later versions, or optional by the text of the standard
            schema       | retryAfter: 0.5, =>
            schema       | arazzo: 1.0.1 => arazzo: 1.1.0
            schema       | operationId: addPet => operationId: addPet\\n        timeout: 500
            schema       | - condition: => - type: simple\\n            condition:
            """)
    void a_document_is_refused(String refusedBy, String edit) throws IOException {
        assertRefused(refusedBy, "1.0", WorkflowReaderTest.FLOW, edit);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # refused by | edit: text => other text
            none         | title: Pets => title: Pets, x-owner: me
            none         | arazzo: 1.1.0 => arazzo: 1.1.7
            none         | arazzo: 1.1.0 => $self: https://example.com/flows.yaml\\narazzo: 1.1.0
            none         | operationId: addPet => operationId: addPet\\n        timeout: 500
            none         | stepId: get => stepId: get\\n        dependsOn: [add]
            none         | stepId: get => stepId: get\\n        dependsOn: [$workflows.buy.steps.add]
            none         | {name: petId, in: path, value: $steps.add.outputs.id} => {name: petId, in: path, value: {context: $steps.add.outputs.id, selector: '', type: jsonpointer}}
            none         | {name: petId, in: path, value: $steps.add.outputs.id} => {name: petId, in: path, value: 7}
            none         | {name: petId, in: path, value: $steps.add.outputs.id} => {name: petId, in: path, value: null}
            none         | {id: $response.body#/id} => {id: {context: $response.body, selector: $.id, type: jsonpath}}
            none         | {id: $response.body#/id} => {id: {context: $response.body, selector: $.id, type: {type: jsonpath, version: rfc9535}}}
            none         | payload: {name: $inputs.name} => payload: {}, replacements: [{target: /name, value: $inputs.name}]
            none         | payload: {name: $inputs.name} => payload: {}, replacements: [{target: $.name, targetSelectorType: jsonpath, value: A}]
            none         | {name: again, type: retry, retryAfter: 0.5, retryLimit: 3} => {name: again, type: retry}
            none         | {name: again, type: retry, retryAfter: 0.5, retryLimit: 3} => {name: other, type: goto, stepId: add}
            both         | arazzo: 1.1.0 => $self: 7\\narazzo: 1.1.0
            both         | arazzo: 1.1.0 => $self: flows.yaml#a\\narazzo: 1.1.0
            both         | title: Pets => title: 1
            both         | name: pets, =>
            both         | type: openapi => type: graphql
            both         | operationId: addPet => operationId: addPet\\n        timeout: soon
            both         | stepId: get => stepId: get\\n        dependsOn: []
            both         | stepId: get => stepId: get\\n        dependsOn: add
            both         | stepId: get => stepId: get\\n        dependsOn: [$steps.add]
            both         | operationId: addPet => operationId: addPet\\n        workflowId: buy
            both         | operationId: addPet => description: none
            both         | in: path, =>
            both         | in: path => in: body
            both         | {id: $response.body#/id} => {id: {context: $response.body, selector: $.id}}
            both         | {id: $response.body#/id} => {id: {context: $response.body, selector: $.id, type: xquery}}
            both         | {id: $response.body#/id} => {id: {context: $response.body, selector: $.id, type: {type: jsonpath, version: rfc6901}}}
            both         | {id: $response.body#/id} => {id: {selector: $.id, type: jsonpath}}
            both         | {id: $response.body#/id} => {id: [1]}
            both         | {name: petId, in: path, value: $steps.add.outputs.id} => {name: petId, in: path, value: {context: $steps.add.outputs.id, selector: /id, type: xquery}}
            both         | payload: {name: $inputs.name} => payload: {}, replacements: [{target: /name, value: {context: $inputs.name, selector: '', type: xpath-10}}]
            both         | payload: {name: $inputs.name} => payload: {}, replacements: [{target: /name, targetSelectorType: {type: jsonpointer, version: rfc9535}, value: A}]
            both         | condition: $statusCode == 201 => condition: $.id\\n            context: $response.body\\n            type: {type: jsonpath, version: '1'}
            both         | condition: $statusCode == 201 => condition: $.id\\n            context: $response.body\\n            type: {type: jsonpath}
            both         | condition: $statusCode == 201 => condition: $.id\\n            context: $response.body\\n            type: {type: regex, version: '1'}
            none         | condition: $statusCode == 201 => condition: $.id\\n            context: $response.body\\n            type: {type: jsonpath, version: draft-goessner-dispatch-jsonpath-00}
            both         | payload: {name: $inputs.name} => payload: {}, replacements: [{target: /name}]
            both         | payload: {name: $inputs.name} => payload: {}, replacements: [{value: A}]
            both         | payload: {name: $inputs.name} => payload: {}, replacements: [{target: /name, targetSelectorType: css, value: A}]
            both         | successCriteria:\\n          - condition: $statusCode == 201 => successCriteria: []
            both         | condition: $statusCode == 201 => condition: $.id\\n            type: jsonpath
            both         | {name: again, type: retry, retryAfter: 0.5, retryLimit: 3} => {name: again, type: retry, retryAfter: -1}
            both         | {name: again, type: retry, retryAfter: 0.5, retryLimit: 3} => {name: again, type: goto}
            both         | {name: again, type: retry, retryAfter: 0.5, retryLimit: 3} => {name: again, type: goto, stepId: add, parameters: [{name: a, value: 1}]}
            # the text allows any value
            schema       | {name: petId, in: path, value: $steps.add.outputs.id} => {name: petId, in: path, value: {id: 7}}
            schema       | {name: petId, in: path, value: $steps.add.outputs.id} => {name: petId, in: path, value: {context: home, selector: a, type: b}}
            schema       | payload: {name: $inputs.name} => payload: {}, replacements: [{target: /name, value: 7}]
            reader       | stepId: get => stepId: get\\n        dependsOn: [pay]
            reader       | stepId: get => stepId: get\\n        dependsOn: [get]
            reader       | stepId: get => stepId: get\\n        dependsOn: [$workflows.pay.steps.add]
            reader       | stepId: get => stepId: add
            reader       | operationId: addPet => operationId: addPets
            reader       | $statusCode == 201 => $statusCode = 201
            reader       | {id: $response.body#/id} => {id: {context: $response.body, selector: '$[', type: jsonpath}}
            reader       | {id: $response.body#/id} => {id: {context: $response.body, selector: id, type: jsonpointer}}
            """)
    void a_document_of_1_1_is_refused(String refusedBy, String edit) throws IOException {
        assertRefused(refusedBy, "1.1", WorkflowReaderTest.FLOW.replace("1.0.1", "1.1.0"), edit);
    }

    private void assertRefused(String refusedBy, String version, String flow, String edit) throws IOException {
        var parts = edit.replace("\\n", "\n").split(" =>", 2);
        String text = flow.replace(parts[0], parts[1].strip());
        assertThat(text).isNotEqualTo(flow);
        boolean bySchema = !schema(version).validate(text, InputFormat.YAML).isEmpty();
        boolean byReader = isRefused(text);

        assertThat(bySchema ? (byReader ? "both" : "schema") : byReader ? "reader" : "none")
                .isEqualTo(refusedBy);
    }

    private boolean isRefused(String text) throws IOException {
        var file = Files.writeString(folder.resolve("flows.yaml"), text);
        var document = Files.writeString(folder.resolve("pets.yaml"), WorkflowReaderTest.PETS);
        var contract = ((ReadResult.Read) ContractReader.read(document.toString(), ReadOptions.defaults())).contract();
        return WorkflowReader.read(file, "flows.yaml", contract, ReadOptions.defaults())
                instanceof WorkflowReader.Result.Rejected;
    }
}
