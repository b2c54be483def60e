package dev.counterpart.spec.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.rule.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonPointer;

class WorkflowReaderTest {

    static final Location NOWHERE = new Location("flows.yaml", 1, JsonPointer.empty());

    static final String FLOW = """
            arazzo: 1.0.1
            info: {title: Pets, version: '1'}
            sourceDescriptions:
              - {name: pets, url: ./pets.yaml, type: openapi}
            workflows:
              - workflowId: buy
                inputs: {type: object, properties: {name: {type: string}}}
                steps:
                  - stepId: add
                    operationId: addPet
                    requestBody: {contentType: application/json, payload: {name: $inputs.name}}
                    successCriteria:
                      - condition: $statusCode == 201
                    outputs: {id: $response.body#/id}
                  - stepId: get
                    operationPath: '{$sourceDescriptions.pets.url}#/paths/~1pets~1{petId}/get'
                    parameters:
                      - {name: petId, in: path, value: $steps.add.outputs.id}
                    onFailure:
                      - {name: again, type: retry, retryAfter: 0.5, retryLimit: 3}
                outputs: {pet: $steps.get.outputs.id}
            """;

    static final String PETS = """
            openapi: 3.1.0
            info: {title: Pets, version: '1'}
            paths:
              /pets:
                post: {operationId: addPet, responses: {'201': {description: ok}}}
              /pets/{petId}:
                parameters: [{name: petId, in: path, required: true, schema: {type: integer}}]
                get: {responses: {'200': {description: ok}}}
            """;

    private static final String HEAD = """
            arazzo: 1.1.0
            info: {title: Pets, version: '1'}
            sourceDescriptions: [{name: pets, url: pets.yaml}]
            """;

    @TempDir
    Path folder;

    @Test
    void steps_name_operations_of_the_document() {
        var read = (WorkflowReader.Result.Read) read(FLOW);

        var workflow = read.workflows().workflow("buy").orElseThrow();
        assertThat(workflow.steps().stream()
                        .map(step -> step.id() + " " + step.target().operation().orElseThrow()))
                .containsExactly("add POST /pets", "get GET /pets/{petId}");
        var retry = workflow.steps().get(1).onFailure().get(0);
        assertThat(retry.kind() + " " + retry.retryAfter().toMillis() + " " + retry.retryLimit())
                .isEqualTo("RETRY 500 3");
        assertThat(workflow.steps().get(1).place()).hasToString("flows.yaml:15 (/workflows/0/steps/1)");
    }

    @Test
    void parameters_and_actions_of_a_workflow_hold_for_all_its_steps() {
        String general =
                "parameters: [{name: trace, in: header, value: a}, {reference: $components.parameters.petId, value: 7}]\n"
                        + "    successActions: [{reference: $components.successActions.stop}]\n    inputs:";
        var read = (WorkflowReader.Result.Read) read(FLOW.replace("inputs:", general) + """
                components:
                  parameters: {petId: {name: petId, in: path, value: 1}}
                  successActions: {stop: {name: stop, type: end}}
                """);

        var get = read.workflows().workflows().get(0).steps().get(1);
        assertThat(get.arguments().stream().map(each -> each.in() + " " + each.name() + " = " + each.value()))
                .containsExactly("header trace = \"a\"", "path petId = \"$steps.add.outputs.id\"");
        assertThat(get.onSuccess().stream().map(Action::name)).containsExactly("stop");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"LoginAndRetrievePets", "pet-coupons", "FAPI-PAR", "workflows-1.1"})
    void documents_of_the_standard_can_be_read(String name) {
        var folderOfExamples = Path.of("src/test/resources/workflows");
        var contract = contract(folderOfExamples.resolve(name + ".openapi.yaml"));

        var result = WorkflowReader.read(
                folderOfExamples.resolve(name + ".arazzo.yaml"), name, contract, ReadOptions.defaults());

        assertThat(violations(result)).isEmpty();
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # edit: text => other text                                         | the violation
            1.0.1 => 1.2.0                                                     | flows.yaml:1 (/arazzo): expected the version 1.0.x or 1.1.x of Arazzo, but was string "1.2.0"; write arazzo: 1.0.1
            arazzo: 1.0.1 => openapi: 3.1.0                                    | flows.yaml:1 (/arazzo): expected the version 1.0.x or 1.1.x of Arazzo, but was nothing; write arazzo: 1.0.1
            arazzo: 1.0.1 => arazzo: 1.1                                       | flows.yaml:1 (/arazzo): expected the version 1.0.x or 1.1.x of Arazzo, but was number 1.1; write arazzo: 1.0.1
            , version: '1' =>                                                  | flows.yaml:2 (/info): expected an object with version, but was no version; add version
            title: Pets => title: 1                                            | flows.yaml:2 (/info/title): expected a text, but was integer 1; fix the file of workflows at that line
            name: pets, => nam: pets,                                          | flows.yaml:4 (/sourceDescriptions/0/nam): expected one of the fields name, type, url, or x-…, but was the unknown field nam; write name, or remove the field
            type: openapi} => type: graphql}                                   | flows.yaml:4 (/sourceDescriptions/0/type): expected one of openapi, arazzo, asyncapi, but was string "graphql"; fix the file of workflows at that line
            workflowId: buy => workflowId: 7                                   | flows.yaml:6 (/workflows/0/workflowId): expected a text, but was integer 7; fix the file of workflows at that line
            stepId: add => description: x                                      | flows.yaml:9 (/workflows/0/steps/0): expected an object with stepId, but was no stepId; add stepId
            stepId: get => stepId: add                                         | flows.yaml:15 (/workflows/0/steps/1/stepId): expected a stepId of its own, but was add again; fix the file of workflows at that line
            operationId: addPet => operationId: addPets                        | flows.yaml:10 (/workflows/0/steps/0/operationId): expected an operationId of the document, but was addPets; write addPet
            operationId: addPet => operationId: $sourceDescriptions.pet.addPet | flows.yaml:10 (/workflows/0/steps/0/operationId): expected the name of a source description, but was pet; write pets
            operationId: addPet => workflowId: by                              | flows.yaml:10 (/workflows/0/steps/0/workflowId): expected a workflowId of this file, but was by; write buy
            operationId: addPet => workflowId: buy                             | flows.yaml:6 (/workflows/0): expected workflows that do not need themselves, but was buy, which needs itself by calls: buy → buy; remove one of the references between these workflows
            operationId: addPet => operationId: addPet\\n        channelPath: x  | flows.yaml:9 (/workflows/0/steps/0): expected exactly one of operationId, operationPath and workflowId, but was operationId and channelPath; fix the file of workflows at that line
            operationId: addPet => description: x                              | flows.yaml:9 (/workflows/0/steps/0): expected exactly one of operationId, operationPath and workflowId, but was none; fix the file of workflows at that line
            ~1pets~1{petId}/get => ~1pets~1{petId}/put                         | flows.yaml:16 (/workflows/0/steps/1/operationPath): expected the JSON pointer of an operation: path and method, but was /paths/~1pets~1{petId}/put; fix the file of workflows at that line
            '{$sourceDescriptions.pets.url}#/paths => '/paths                  | flows.yaml:16 (/workflows/0/steps/1/operationPath): expected {$sourceDescriptions.NAME.url}#/paths/~1pets/get, but was /paths/~1pets~1{petId}/get; fix the file of workflows at that line
            name: petId, in: path => name: pet, in: path                       | flows.yaml:15 (/workflows/0/steps/1): expected a value of the path parameter petId of GET /pets/{petId}, but was none; add a parameter with name: petId, in: path and its value
            in: path => in: form                                               | flows.yaml:18 (/workflows/0/steps/1/parameters/0/in): expected one of path, query, querystring, header, cookie, but was string "form"; fix the file of workflows at that line
            $statusCode == 201 => $statusCode = 201                            | flows.yaml:13 (/workflows/0/steps/0/successCriteria/0/condition): expected a condition of the type simple, but was $statusCode = 201: "= 201" cannot be read; fix the file of workflows at that line
            - condition: => - type: regex\\n            condition:             | flows.yaml:13 (/workflows/0/steps/0/successCriteria/0): expected a criterion with context, but was no context; add context: $response.body
            successCriteria: => sucessCriteria:                                | flows.yaml:12 (/workflows/0/steps/0/sucessCriteria): expected one of the fields action, channelPath, correlationId, dependsOn, description, onFailure, onSuccess, operationId, operationPath, outputs, parameters, requestBody, stepId, successCriteria, timeout, workflowId, or x-…, but was the unknown field sucessCriteria; write successCriteria, or remove the field
            type: retry => type: repeat                                        | flows.yaml:20 (/workflows/0/steps/1/onFailure/0/type): expected one of end, goto, retry, but was string "repeat"; fix the file of workflows at that line
            type: retry => type: goto                                          | flows.yaml:20 (/workflows/0/steps/1/onFailure/0): expected goto with workflowId or stepId, but was neither; add the stepId of the next step
            type: retry => type: goto, stepId: ad                              | flows.yaml:20 (/workflows/0/steps/1/onFailure/0/stepId): expected a stepId of the workflow buy, but was ad; write add
            retryAfter: 0.5 => retryAfter: -1                                  | flows.yaml:20 (/workflows/0/steps/1/onFailure/0/retryAfter): expected seconds from 0 to 86400, but was integer -1; fix the file of workflows at that line
            retryLimit: 3 => retryLimit: 1.5                                   | flows.yaml:20 (/workflows/0/steps/1/onFailure/0/retryLimit): expected a number of retries from 0 to 1000, but was number 1.5; fix the file of workflows at that line
            {name: again, type: retry => {reference: $components.failureActions.x, type: retry | flows.yaml:20 (/workflows/0/steps/1/onFailure/0/reference): expected the name of one of components.failureActions, but was x; add it to components.failureActions
            $response.body#/id => id                                           | flows.yaml:14 (/workflows/0/steps/0/outputs/id): expected a runtime expression such as $response.body#/id, but was string "id"; fix the file of workflows at that line
            inputs: {type => dependsOn: [by]\\n    inputs: {type               | flows.yaml:7 (/workflows/0/dependsOn): expected a workflowId of this file, but was by; write buy
            inputs: {type => dependsOn: [$sourceDescriptions.o.x]\\n    inputs: {type | flows.yaml:7 (/workflows/0/dependsOn/0): expected the name of a source description, but was o; add it to sourceDescriptions
            {name: {type: string}} => {name: {type: strng}}                    | flows.yaml:7 (/workflows/0/inputs/properties/name/type): expected a JSON Schema 2020-12: type must be one of array, boolean, integer, null, number, object, string, but was string "strng"; correct the schema of the input
            inputs: {type: object => inputs: {type: object, minProperties: x   | flows.yaml:7 (/workflows/0/inputs/minProperties): expected a JSON Schema 2020-12: the limit must be an integer from 0, but was string "x"; correct the schema of the input
            type: retry, => type: retry, parameters: [],                       | flows.yaml:20 (/workflows/0/steps/1/onFailure/0/parameters): expected no parameters, as the action names no workflow, but was parameters; remove them, or add the workflowId whose inputs they are
            outputs: {id: $response.body#/id} => outputs: {id: {context: $response.body, selector: $.id, type: jpath}} | flows.yaml:14 (/workflows/0/steps/0/outputs/id): expected a selector of the type jsonpath, jsonpointer or xpath, but was {"context":"$response.body","selector":"$.id","type":"jpath"}: the type is jpath; fix the file of workflows at that line
            {type: object => {$ref: '#/components/inputs/x', type: object      | flows.yaml:7 (/workflows/0/inputs): expected a reference to a schema of the file, but was #/components/inputs/x; fix the file of workflows at that line
            payload: {name: $inputs.name} => payload: {}, replacements: [{target: name, value: 1}] | flows.yaml:11 (/workflows/0/steps/0/requestBody/replacements/0/target): expected a JSON pointer, but was name: a JSON pointer begins with /; fix the file of workflows at that line
            payload: {name: $inputs.name} => payload: {}, replacements: [{target: /name}] | flows.yaml:11 (/workflows/0/steps/0/requestBody/replacements/0): expected a replacement with value, but was no value; add value
            payload: {name: $inputs.name} => payload: {}, replacements: [{target: '/a[', value: 1, targetSelectorType: xpath}] | flows.yaml:11 (/workflows/0/steps/0/requestBody/replacements/0/target): expected an XPath, but was /a[: it is not XPath 1.0; fix the file of workflows at that line
            application/json, payload: {name: $inputs.name} => application/xml, payload: <a/>, replacements: [{target: a b, value: 1}] | flows.yaml:11 (/workflows/0/steps/0/requestBody/replacements/0/target): expected an XPath, but was a b: it is not XPath 1.0; fix the file of workflows at that line
            payload: {name: $inputs.name} => payload: {}, replacements: [{target: '$[', value: 1, targetSelectorType: jsonpath}] | flows.yaml:11 (/workflows/0/steps/0/requestBody/replacements/0/target): expected a JSONPath (RFC 9535), but was $[:
            payload: {name: $inputs.name}} => payload: [1]}\\n        parameters: [{name: a, in: body, value: 1}] | flows.yaml:11 (/workflows/0/steps/0/requestBody/payload): expected an object, as there are parameters with in: body, but was array [1]; fix the file of workflows at that line
            operationId: addPet => workflowId: buy | flows.yaml:11 (/workflows/0/steps/0/requestBody): expected a call of a workflow without requestBody, but was a requestBody; give the values in parameters
            in: path, value: => value: | flows.yaml:18 (/workflows/0/steps/1/parameters/0): expected a parameter with in, but was no in; add in: path, query, header or cookie
            , value: $steps.add.outputs.id =>  | flows.yaml:18 (/workflows/0/steps/1/parameters/0): expected a parameter with value, but was no value; add value
            - {name: petId, in: path, value: => - {name: petId, in: path, value: 1}\\n          - {name: petId, in: path, value: | flows.yaml:19 (/workflows/0/steps/1/parameters/1): expected each parameter once, but was petId again; fix the file of workflows at that line
            {name: again, type: retry => {name: again, type: end}\\n          - {name: again, type: retry | flows.yaml:21 (/workflows/0/steps/1/onFailure/1): expected each action once, but was again again; fix the file of workflows at that line
            """)
    void each_error_has_its_line_and_a_remedy(String edit, String violation) {
        var parts = edit.split(" =>", 2);
        String text = FLOW.replace(parts[0], parts[1].strip().replace("\\n", "\n"));
        assertThat(text).isNotEqualTo(FLOW);

        assertThat(violations(read(text))).anyMatch(each -> each.startsWith(violation));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # edit: text => other text                                | the warning
            requestBody: {contentType: application/json, payload: {name: $inputs.name}} => parameters: [{name: name, in: body, value: $inputs.name}] | flows.yaml:11 (/workflows/0/steps/0/parameters/0/in): expected one of path, query, querystring, header, cookie, but was body: name is sent as a member of the JSON body; write requestBody with payload: {name: …}
            type: retry => condition: $statusCode == 500, type: retry | flows.yaml:20 (/workflows/0/steps/1/onFailure/0/condition): expected an action with criteria, but was a condition; write criteria with the condition as an element
            - condition: $statusCode == 201 => - {type: jsonpath, context: $response.body, condition: $.id != null} | flows.yaml:13 (/workflows/0/steps/0/successCriteria/0/condition): expected a JSONPath (RFC 9535), but was $.id != null: a comparison; write condition: $response.body.id != null, without type and context
            - condition: $statusCode == 201 => - {type: jsonpath, context: $response.body, condition: '$[?@.id != null]'} |
            """)
    void what_examples_of_the_standard_write_is_read_with_a_warning(String edit, String warning) {
        var parts = edit.split(" =>", 2);
        String text = FLOW.replace(parts[0], parts[1].strip());
        assertThat(text).isNotEqualTo(FLOW);

        var read = (WorkflowReader.Result.Read) read(text);

        assertThat(read.workflows().warnings().stream().map(WorkflowReaderTest::line))
                .containsExactlyElementsOf(warning == null ? List.of() : List.of(warning));
    }

    /** {@code get}, which uses the outputs of the step, is read as usual. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # what the step add has instead of its operationId                              | the warning: what was found
            channelPath: $sourceDescriptions.events.url#/channels/a, action: receive         | channelPath): expected an operation of an OpenAPI description, but was a channel of an AsyncAPI description
            channelPath: '{$sourceDescriptions.events.url}#/channels/a', correlationId: $x   | channelPath): expected an operation of an OpenAPI description, but was a channel of an AsyncAPI description
            operationId: $sourceDescriptions.events.adopted, action: send                    | operationId): expected an operation of an OpenAPI description, but was a part of events, which has the type asyncapi
            operationPath: '{$sourceDescriptions.events.url}#/operations/adopted'            | operationPath): expected an operation of an OpenAPI description, but was a part of events, which has the type asyncapi
            """)
    void a_step_that_uses_async_api_is_a_warning_and_its_workflow_is_not_supported(String written, String found) {
        var read = (WorkflowReader.Result.Read) read(FLOW.replace(
                        "  - {name: pets, url: ./pets.yaml, type: openapi}",
                        "  - {name: pets, url: ./pets.yaml, type: openapi}\n  - {name: events, url: ./events.yaml, type: asyncapi}")
                .replace("operationId: addPet", written.replace(", ", "\n        "))
                .replace("$statusCode == 201", "$message.payload.done"));

        assertThat(read.workflows().warnings().stream().map(WorkflowReaderTest::line))
                .containsExactly("flows.yaml:11 (/workflows/0/steps/0/" + found
                        + "; move the step to a workflow of its own, so that the rest can run");
        assertThat(read.workflows()
                        .unsupported(read.workflows().workflows().get(0))
                        .map(Step::id))
                .contains("add");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # comparison of members of $response.body | the simple condition, or none
            $.a != null                               | $response.body.a != null
            $.a[0].b == 'x' && $.c > 1                | $response.body.a[0].b == 'x' && $response.body.c > 1
            $.a                                       |
            $.a[*].b == 1                             |
            $.a.length > 0                            |
            $[?@.a == 1]                              |
            1 == 1                                    |
            """)
    void a_comparison_is_not_a_json_path(String written, String condition) {
        assertThat(ConditionTokens.comparison("$response.body", written).orElse(null))
                .isEqualTo(condition);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # source descriptions                                                                          | the violation, or none
            {name: pets, url: https://example.com/other.yaml}                                              |
            {name: other, url: ./other.yaml, type: openapi}, {name: pets, url: a/pets.yaml, type: openapi} |
            {name: other, url: ./other.yaml, type: arazzo}, {name: pets, url: a/b.yaml, type: openapi}     |
            {name: pets, url: ./a.yaml}, {name: other, url: ./b.yaml}                                      | flows.yaml:4 (/sourceDescriptions): expected the tested document pets.yaml among the source descriptions, but was none with its URL or file name; correct the url of the source description, or test its document
            {name: pets, url: ./a.yaml}, {name: other, url: ./pets.yaml}                                   | flows.yaml:4 (/sourceDescriptions/0/url): expected an OpenAPI description, but was ./a.yaml: no such file; correct the url, which is relative to this file
            {name: pets, url: a/pets.yaml}, {name: other, url: ./pets.yaml}                                | flows.yaml:4 (/sourceDescriptions/0/url): expected an OpenAPI description, but was a/pets.yaml: no such file; correct the url, which is relative to this file
            {name: pets, url: https://example.com/a.yaml}, {name: other, url: ./pets.yaml}                 | flows.yaml:4 (/sourceDescriptions/0/url): expected a local file, but was https://example.com/a.yaml; save a copy and give its path, or give --allow-remote-refs
            {name: pets, url: ftp://example.com/a.yaml}, {name: other, url: ./pets.yaml}                   | flows.yaml:4 (/sourceDescriptions/0/url): expected the path or the URL of a file, but was ftp://example.com/a.yaml; fix the file of workflows at that line
            {name: pets, url: ./a.yaml, type: asyncapi}, {name: other, url: ./pets.yaml}                   |
            {name: pets, url: ./a.yaml, type: arazzo}, {name: other, url: ./pets.yaml}                     | flows.yaml:15 (/workflows/0/steps/1/operationPath): expected an operation of an OpenAPI description, but was a part of pets, which has the type arazzo; write workflowId: $sourceDescriptions.pets.ID for a workflow of it
            """)
    void the_tested_document_is_the_description_with_its_file_name(String sources, String violation) {
        String text = FLOW.replace(
                "sourceDescriptions:\n  - {name: pets, url: ./pets.yaml, type: openapi}",
                "sourceDescriptions: [" + sources + "]");

        var violations = violations(read(text));

        assertThat(violations.stream()
                        .map(each -> each.replace("flows.yaml:3 (/source", "flows.yaml:4 (/source"))
                        .toList())
                .startsWith(violation == null ? new String[0] : new String[] {violation})
                .hasSameSizeAs(violation == null ? List.of() : violations);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # steps: ids that they depend on, $ids whose outputs they use, >ids to which they go | their order, or the error
            a, b, c                          | a b c
            a, b: a, c: b                    | a b c
            a: b, b, c                       | b a c
            a: c, b, c                       | b c a
            a: c, b: a, c                    | c a b
            a: b c, b: c, c                  | c b a
            a: c, b: $a, c                   | c a b
            a: $b, b, c: a                   | b a c
            a: $b, b: >a, c: a               | a b c
            a: $workflows.other.steps.s, b       | a b
            a, b: $a                         | a b
            a: $b, b: >a                     | a b
            a: $b, b                         | flows.yaml:6: expected outputs of earlier steps, but was $steps.b of a later step; move the step b before a, or add dependsOn: [b] (Arazzo 1.1)
            a: a, b                          | flows.yaml:6: expected steps that do not depend on themselves, but was a → a; remove one of these dependencies
            a: b, b: c, c: b                 | flows.yaml:7: expected steps that do not depend on themselves, but was b → c → b; remove one of these dependencies
            a: b, b: a, c                    | flows.yaml:6: expected steps that do not depend on themselves, but was a → b → a; remove one of these dependencies
            a: b, b: $a                      | flows.yaml:6: expected steps that do not depend on themselves, but was a → b → a; remove one of these dependencies
            a: nothing, b                    | flows.yaml:6: expected a stepId of the workflow w, but was nothing; add the step
            """)
    void a_step_is_executed_after_those_that_it_depends_on(String steps, String expected) {
        var text = new StringBuilder(HEAD).append("workflows:\n  - {workflowId: w, steps: [\n");
        for (String step : steps.split(", ")) {
            String[] parts = step.split(": ");
            text.append(
                    "    {operationId: addPet, stepId: " + parts[0] + step(parts.length == 1 ? "" : parts[1]) + "},\n");
        }
        text.append("  ]}\n  - {workflowId: other, steps: [{stepId: s, operationId: addPet}]}\n");

        var result = read(text.toString());

        assertThat(
                        result instanceof WorkflowReader.Result.Read read
                                ? read.workflows().workflows().get(0).steps().stream()
                                        .map(Step::id)
                                        .collect(Collectors.joining(" "))
                                : String.join("\n", violations(result)).replaceAll(" \\(/.*?\\)", ""))
                .isEqualTo(expected);
    }

    /** The rest of a step that needs others in that way. */
    private static String step(String needs) {
        if (needs.startsWith(">")) {
            return ", onSuccess: [{name: g, type: goto, stepId: " + needs.substring(1) + "}]";
        }
        if (needs.startsWith("$") && !needs.startsWith("$workflows")) {
            return ", requestBody: {payload: 'a {$steps." + needs.substring(1) + ".outputs.id}'}";
        }
        String ids = needs.replace(' ', ',');
        return needs.isEmpty() ? "" : ", dependsOn: [" + ids + "]";
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # workflows: dependsOn ids, calls ids, goto ids, after other workflows' steps | those that are started, or the error
            a; b; c                                        | a b c
            a: dependsOn c; b; c                           | b c a
            a: calls b; b: dependsOn c; c                  | c a
            a: calls b; b: calls c; c: dependsOn d; d      | d a
            a: after b; b                                  | b a
            a: calls b; b: after a                         | a
            a: goto b; b: dependsOn a                      | a
            a: dependsOn b; b: dependsOn a                 | expected workflows that do not need themselves, but was a, which needs itself by dependsOn: a → b → a; remove one of the references between these workflows
            a: dependsOn b; b: calls a                     | expected workflows that do not need themselves, but was b, which needs itself by dependsOn: b → b; remove one of the references between these workflows
            """)
    void a_workflow_is_started_after_those_that_it_needs(String workflows, String expected) {
        var text = new StringBuilder(HEAD).append("workflows:\n");
        for (String workflow : workflows.split("; ")) {
            String[] parts = workflow.split(": ");
            text.append("  - {workflowId: " + parts[0] + workflow(parts.length == 1 ? "" : parts[1]) + "}\n");
        }

        var result = read(text.toString());

        assertThat(
                        result instanceof WorkflowReader.Result.Read read
                                ? read.workflows().started().stream()
                                        .map(Workflow::id)
                                        .collect(Collectors.joining(" "))
                                : violations(result).get(0).replaceAll("^.*?: ", ""))
                .isEqualTo(expected);
    }

    /** The rest of a workflow that needs another in that way. */
    private static String workflow(String needs) {
        String[] words = needs.split(" ");
        String step = "stepId: s, operationId: addPet";
        return switch (words[0]) {
            case "dependsOn" -> ", dependsOn: [" + words[1] + "], steps: [{" + step + "}]";
            case "calls" -> ", steps: [{stepId: s, workflowId: " + words[1] + "}]";
            case "goto" ->
                ", steps: [{" + step + ", onSuccess: [{name: g, type: goto, workflowId: " + words[1] + "}]}]";
            case "after" -> ", steps: [{" + step + ", dependsOn: [$workflows." + words[1] + ".steps.s]}]";
            default -> ", steps: [{" + step + "}]";
        };
    }

    private static final String OTHER = """
            arazzo: 1.0.1
            info: {title: Other, version: '1'}
            sourceDescriptions:
              - {name: bills, url: bills.yaml}
              - {name: first, url: flows.yaml, type: arazzo}
            workflows:
              - {workflowId: pay, dependsOn: [open], steps: [{stepId: s, operationId: addBill}]}
              - {workflowId: open, steps: [{stepId: s, operationId: addBill}]}
              - {workflowId: unused, dependsOn: [again], steps: [{stepId: s, operationId: addBill}]}
              - {workflowId: again, steps: [{stepId: s, workflowId: $sourceDescriptions.first.start}]}
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # steps of the workflow start                                                   | what is started, or the error
            operationId: addPet                                                             | start: POST /pets
            operationId: $sourceDescriptions.pets.addPet                                    | start: POST /pets
            operationId: $sourceDescriptions.bills.addBill                                  | start: POST /bills of bills
            operationPath: '{$sourceDescriptions.bills.url}#/paths/~1bills/post'            | start: POST /bills of bills
            operationId: $sourceDescriptions.bills.addPet                                   | flows.yaml:10 (/workflows/0/steps/0/operationId): expected an operationId of the document bills, but was addPet; use operationPath for an operation without operationId
            operationId: addBill                                                            | flows.yaml:10 (/workflows/0/steps/0/operationId): expected an operationId of the document, but was addBill; use operationPath for an operation without operationId
            workflowId: $sourceDescriptions.other.open                                      | start: other/open
            workflowId: $sourceDescriptions.other.pay                                       | other/open: POST /bills of bills, start: other/pay
            operationId: addPet, dependsOn: [$sourceDescriptions.other.open.steps.s]        | start: POST /pets
            operationId: addPet, onSuccess: [{name: g, type: goto, workflowId: $sourceDescriptions.other.open}] | start: POST /pets
            workflowId: $sourceDescriptions.other.opn                                       | flows.yaml:10 (/workflows/0/steps/0/workflowId): expected a workflowId of the description other, but was opn; write open
            workflowId: $sourceDescriptions.bills.open                                      | flows.yaml:10 (/workflows/0/steps/0/workflowId): expected a workflow of an Arazzo description, but was a part of bills, which has the type openapi; fix the file of workflows at that line
            workflowId: $sourceDescriptions.other.again                                     | flows.yaml:9 (/workflows/0): expected workflows that do not need themselves, but was start, which needs itself by calls: start → other/again → start; remove one of the references between these workflows
            workflowId: $sourceDescriptions.missing.a                                       | flows.yaml:8 (/sourceDescriptions/4/url): expected a file of workflows, but was none.yaml: no such file; correct the url, which is relative to this file
            workflowId: $sourceDescriptions.bad.a                                           | bad.yaml:1 (/arazzo): expected the version 1.0.x or 1.1.x of Arazzo, but was string "2.0.0"; write arazzo: 1.0.1
            """)
    void steps_can_lead_to_other_files(String step, String expected) {
        String text = """
                arazzo: 1.1.0
                info: {title: Start, version: '1'}
                sourceDescriptions:
                  - {name: pets, url: pets.yaml}
                  - {name: bills, url: bills.yaml}
                  - {name: other, url: other.yaml, type: arazzo}
                  - {name: bad, url: bad.yaml, type: arazzo}
                  - {name: missing, url: none.yaml, type: arazzo}
                workflows: [{workflowId: start, steps: [
                  {stepId: s, STEP}
                ]}]
                """.replace("STEP", step);
        write("other.yaml", OTHER);
        write("bad.yaml", "arazzo: 2.0.0\n");
        write("bills.yaml", """
                openapi: 3.1.0
                info: {title: Bills, version: '1'}
                paths: {/bills: {post: {operationId: addBill, responses: {'201': {description: ok}}}}}
                """);

        var result = read(text);

        assertThat(
                        result instanceof WorkflowReader.Result.Read read
                                ? read.workflows().started().stream()
                                        .map(each -> each.id() + ": " + target(each))
                                        .collect(Collectors.joining(", "))
                                : violations(result).get(0))
                .isEqualTo(expected);
    }

    /** Where the first step of a workflow leads. */
    private static String target(Workflow workflow) {
        var target = workflow.steps().get(0).target();
        return target.workflow()
                .orElseGet(() -> target.operation().orElseThrow()
                        + target.api().map(api -> " of " + api).orElse(""));
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Test
    void json_is_read_as_well() {
        String json = """
                {"arazzo": "1.1.0", "info": {"title": "a", "version": "1"},
                 "sourceDescriptions": [{"name": "pets", "url": "pets.yaml"}],
                 "workflows": [{"workflowId": "w", "steps": [{"stepId": "s", "operationId": "addPet",
                   "timeout": 500}]}]}""";

        var read = (WorkflowReader.Result.Read) read(json);

        assertThat(read.workflows().workflows().get(0).steps().get(0).timeout().orElseThrow())
                .hasMillis(500);
    }

    private WorkflowReader.Result read(String text) {
        try {
            var file = folder.resolve("flows.yaml");
            Files.writeString(file, text);
            Files.writeString(folder.resolve("pets.yaml"), PETS);
            return WorkflowReader.read(
                    file, "flows.yaml", contract(folder.resolve("pets.yaml")), ReadOptions.defaults());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Contract contract(Path file) {
        return ((ReadResult.Read) ContractReader.read(file.toString(), ReadOptions.defaults())).contract();
    }

    private static List<String> violations(WorkflowReader.Result result) {
        return result instanceof WorkflowReader.Result.Rejected rejected
                ? rejected.violations().stream()
                        .map(WorkflowReaderTest::line)
                        .map(line -> line.replaceAll("(?<= |^)/\\S*/(\\w+.yaml)", "$1"))
                        .toList()
                : List.of();
    }

    private static String line(Violation violation) {
        return violation.declared().orElseThrow() + ": expected " + violation.expected() + ", but was "
                + violation.actual() + "; " + violation.fix();
    }
}
