package dev.counterpart.spec.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class WorkflowInputsTest {

    private static final String SCHEMA = """
            {type: object, required: [name], properties: {
                name: {type: string},
                age: {$ref: '#/components/inputs/age'},
                pin: {type: string, minLength: 4},
                size: {enum: [small, large], default: small}}}""";

    private final WorkflowInputs inputs = new WorkflowInputs();

    @TempDir
    Path folder;

    private Workflow workflow;

    @BeforeEach
    void read() throws IOException {
        var flows = folder.resolve("flows.yaml");
        Files.writeString(folder.resolve("pets.yaml"), WorkflowReaderTest.PETS);
        Files.writeString(
                flows,
                WorkflowReaderTest.FLOW.replace("{type: object, properties: {name: {type: string}}}", SCHEMA)
                        + "components: {inputs: {age: {type: integer, minimum: 0, default: 3}}}\n");
        var pets = (ReadResult.Read)
                ContractReader.read(folder.resolve("pets.yaml").toString(), ReadOptions.defaults());
        var read = (WorkflowReader.Result.Read)
                WorkflowReader.read(flows, "flows.yaml", pets.contract(), ReadOptions.defaults());
        workflow = read.workflows().workflow("buy").orElseThrow();
    }

    @Test
    void references_of_schemas_are_followed() {
        assertThat(inputs.declared(workflow))
                .containsOnlyKeys("age", "name", "pin", "size")
                .containsEntry("age", Json.read("{\"type\": \"integer\", \"minimum\": 0, \"default\": 3}"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # given                       | with the defaults
            {}                            | {"age":3,"size":"small"}
            {"name":"Rex"}                | {"name":"Rex","age":3,"size":"small"}
            {"age":7,"size":null}         | {"age":7,"size":null}
            {"other":1}                   | {"other":1,"age":3,"size":"small"}
            """)
    void missing_inputs_have_their_defaults(String given, String completed) {
        assertThat(inputs.completed(workflow, members(given))).isEqualTo(Json.read(completed));
    }

    private static Map<String, JsonNode> members(String json) {
        var members = new HashMap<String, JsonNode>();
        Json.read(json).properties().forEach(each -> members.put(each.getKey(), each.getValue()));
        return members;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # inputs                      | the violations
            {"name":"Rex","age":0}        |
            {"name":"Rex","more":1}       |
            {"age":1}                     | the property name is required but missing
            {"name":1}                    | the input name: type "string" is violated
            {"name":"Rex","age":-1}       | the input age: minimum 0 is violated
            {"name":"Rex","pin":"123"}    | the input pin: minLength 4 is violated
            {"name":"Rex","size":"tiny"}  | the input size: enum ["small","large"] is violated
            {"name":1,"age":"x"}          | the input name: type "string" is violated; the input age: type "integer" is violated
            """)
    void inputs_are_valid_by_their_schema_and_their_values_are_not_shown(String given, String violations) {
        var found = inputs.violations(workflow, (ObjectNode) Json.read(given));

        assertThat(found.stream().map(each -> each.actual()).collect(Collectors.joining("; ")))
                .isEqualTo(violations == null ? "" : violations);
        assertThat(found).allSatisfy(each -> {
            assertThat(each.expected()).isEqualTo("valid inputs of the workflow buy");
            assertThat(each.fix())
                    .isEqualTo("give the inputs with --input NAME=VALUE, in the data file, or by workflowInputs()");
            assertThat(each.declared()).isPresent();
        });
    }

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # on the command line | schema of the input          | the value
            Rex                   | {"type":"string"}            | "Rex"
            7                     | {"type":"string"}            | "7"
            7                     | {"type":"integer"}           | 7
            7                     | {}                           | 7
            true                  | {"type":["boolean","null"]}  | true
            [1,2]                 | {"type":"array"}             | [1,2]
            seven                 | {"type":"integer"}           | "seven"
            {"a":                 | {"type":"object"}            | "{\\"a\\":"
            """)
    void a_text_is_json_if_the_schema_declares_another_type(String text, String schema, String value) {
        assertThat(WorkflowInputs.parsed(text, Json.read(schema))).isEqualTo(Json.read(value));
    }

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # name        | schema                  | whether it is secret
            name          | {"type":"string"}       | false
            name          | {"format":"password"}   | true
            name          | {"writeOnly":true}      | true
            name          | {"writeOnly":false}     | false
            name          | {"format":"date"}       | false
            password      | {}                      | true
            clientSecret  | {"type":"string"}       | true
            """)
    void an_input_is_secret_by_name_or_schema(String name, String schema, boolean isSecret) {
        assertThat(WorkflowInputs.isSecret(name, Json.read(schema))).isEqualTo(isSecret);
    }
}
