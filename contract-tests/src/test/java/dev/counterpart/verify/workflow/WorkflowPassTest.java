package dev.counterpart.verify.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.workflow.WorkflowReader;
import dev.counterpart.verify.ContractSuite;
import dev.counterpart.verify.LocalProvider;
import dev.counterpart.verify.SuiteOptions;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.report.Report;
import dev.counterpart.verify.report.ReportedCase;
import dev.counterpart.verify.send.Target;
import dev.counterpart.verify.send.Transports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workflows against a provider on a socket: what is reported, and what was sent. */
class WorkflowPassTest {

    private static final String HEAD = """
            arazzo: 1.1.0
            info: {title: Flows, version: '1'}
            sourceDescriptions: [{name: kennel, url: kennel.yaml}, {name: bills, url: bills.yaml}, {name: e, url: e.yaml, type: asyncapi}]
            """;

    private static final String ADD_AND_GET = """
            workflows:
              - workflowId: adopt
                inputs: {type: object, properties: {name: {type: string, default: Rex}}}
                steps:
                  - stepId: add
                    operationId: addPet
                    requestBody: {contentType: application/json, payload: {name: $inputs.name}}
                    successCriteria: [{condition: $statusCode == 201}]
                    outputs: {id: $response.body#/id}
                  - stepId: get
                    operationId: getPet
                    parameters: [{name: petId, in: path, value: $steps.add.outputs.id}]
                    successCriteria:
                      - condition: $statusCode == 200 && $response.body.name == $inputs.name
            """;

    @TempDir
    private Path folder = Path.of("");

    /** The providers of other documents. */
    private Map<String, Target> bills = Map.of();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            # habit of the provider  | the results
            none                     | step add passed; step get passed
            answers 200 to POST      | step add failed: response.status.undocumented, workflow.step.failed at flows.yaml:11: expected $statusCode == 201, but was $statusCode is 200
            adds without id          | step add failed: response.body.schema.required; step get failed: workflow.value.missing at flows.yaml:15: expected values for the step get, but was the path parameter petId: $steps.add.outputs.id has no value
            forgets                  | step add passed; step get failed: workflow.step.failed at flows.yaml:17: expected $statusCode == 200 && $response.body.name == $inputs.name, but was $statusCode is 404, $response.body.name is missing, $inputs.name is "Rex"
            answers an invalid pet   | step add passed; step get failed: response.body.schema.type, response.body.schema.required, workflow.step.failed at flows.yaml:17: expected $statusCode == 200 && $response.body.name == $inputs.name, but was $statusCode is 200, $response.body.name is missing, $inputs.name is "Rex"
            """)
    void a_provider_with_a_habit_is_caught(String habit, String results) {
        assertThat(run(new Kennel(habit), ADD_AND_GET, Map.of()).results()).isEqualTo(results);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # actions of the step                                                                          | the results
            ``                                                                                             | step job failed: workflow.step.failed at flows.yaml:7: expected $response.body.state == 'done', but was $response.body.state is missing
            onFailure: [{name: r, type: retry}]                                                            | step job passed; step job (2) failed: workflow.step.failed at flows.yaml:7: expected $response.body.state == 'done', but was $response.body.state is missing
            onFailure: [{name: r, type: retry, retryLimit: 3}]                                             | step job passed; step job (2) passed; step job (3) passed; step job (4) passed; step last passed
            onFailure: [{name: r, type: retry, retryAfter: 600, retryLimit: 2, criteria: [{condition: $statusCode == 503}]}, {name: s, type: retry, retryAfter: 0.01}] | step job passed; step job (2) passed; step job (3) passed; step job (4) passed; step last passed
            onFailure: [{name: r, type: retry, retryLimit: 0}]                                             | step job failed: workflow.step.failed at flows.yaml:7: expected $response.body.state == 'done', but was $response.body.state is missing
            onFailure: [{name: g, type: goto, stepId: last}]                                               | step job passed; step last passed
            onFailure: [{name: g, type: goto, workflowId: other}]                                          | step job passed; step other > add passed
            onFailure: [{name: e, type: end}]                                                              | step job failed: workflow.step.failed at flows.yaml:7: expected $response.body.state == 'done', but was $response.body.state is missing
            onFailure: [{name: r, type: retry, retryLimit: 3, workflowId: other}]                          | step job passed; step r > add passed; step job (2) passed; step r > add (2) passed; step job (3) passed; step r > add (3) passed; step job (4) passed; step last passed
            onFailure: [{name: r, type: retry, retryLimit: 3, stepId: last}]                               | step job passed; step last passed; step job (2) passed; step last (2) passed; step job (3) passed; step last (3) passed; step job (4) passed; step last (4) passed
            onFailure: [{name: r, type: retry, retryLimit: 3}], onSuccess: [{name: e, type: end}]          | step job passed; step job (2) passed; step job (3) passed; step job (4) passed
            onFailure: [{name: r, type: retry, retryLimit: 3}], onSuccess: [{name: e, type: end, criteria: [{condition: $statusCode == 204}]}] | step job passed; step job (2) passed; step job (3) passed; step job (4) passed; step last passed
            """)
    void actions_decide_what_follows_a_step(String actions, String results) {
        String flows = """
                workflows:
                  - workflowId: wait
                    steps:
                      - {stepId: job, operationId: getJob, successCriteria: [{condition: "$response.body.state == 'done'"}]ACTIONS}
                      - {stepId: last, operationId: addPet}
                """.replace("ACTIONS", actions.isEmpty() ? "" : ", " + actions);

        String other = actions.contains("workflowId")
                ? "  - {workflowId: other, steps: [{stepId: add, operationId: addPet}]}\n"
                : "";

        assertThat(run(new Kennel(""), flows + other, Map.of()).results()).isEqualTo(results);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # a step                                                                                   | what was sent
            operationId: addPet                                                                        | POST /pets
            operationId: addPet, requestBody: {payload: {a: 1}}                                        | POST /pets {"a":1}
            operationId: addPet, requestBody: {payload: '{"a": "{$inputs.name}"}'}                     | POST /pets {"a": "Tom"}
            operationId: addPet, requestBody: {payload: $inputs.pet}                                   | POST /pets {"id":7,"tags":["a"]}
            operationId: addPet, requestBody: {payload: {a: $inputs.none, b: [$inputs.name]}}          | POST /pets {"b":["Tom"]}
            operationId: addPet, requestBody: {payload: $inputs.pet, replacements: [{target: /id, value: 8}, {target: /tags/0, value: $inputs.name}]} | POST /pets {"id":8,"tags":["Tom"]}
            operationId: addPet, requestBody: {payload: $inputs.pet, replacements: [{target: '$.tags[*]', targetSelectorType: jsonpath, value: b}]}   | POST /pets {"id":7,"tags":["b"]}
            operationId: addPet, requestBody: {contentType: application/x-www-form-urlencoded, payload: {a: $inputs.name, b: x y}}                      | POST /pets a=Tom&b=x%20y
            operationId: addPet, requestBody: {contentType: application/xml, payload: '<pet id="1"><name>{$inputs.name}</name></pet>', replacements: [{target: /pet/@id, value: $inputs.pet.id}]} | POST /pets <pet id="7"><name>Tom</name></pet>
            operationId: addPet, requestBody: {contentType: application/xml, payload: {id: 1, name: a}, replacements: [{target: /id, targetSelectorType: jsonpointer, value: 2}, {target: //name, value: b}]} | POST /pets <xml><id>2</id><name>b</name></xml>
            operationId: addPet, requestBody: {contentType: text/plain, payload: 'Hello {$inputs.name}'} | POST /pets Hello Tom
            operationId: getPet, parameters: [{name: petId, in: path, value: 7}]                       | GET /pets/7
            operationId: getPet, parameters: [{name: petId, in: path, value: $inputs.pet.id}, {name: fields, in: query, value: [a, b]}]               | GET /pets/7?fields=a,b
            operationId: getPet, parameters: [{name: petId, in: path, value: 7}, {name: fields, in: query, value: $inputs.none}]                      | GET /pets/7
            operationId: getPet, parameters: [{name: petId, in: path, value: 7}, {name: other, in: query, value: 'a {$inputs.name}'}]                 | GET /pets/7?other=a%20Tom
            operationId: getPet, parameters: [{name: petId, in: path, value: 7}, {name: q, in: querystring, value: 'a=1&b={$inputs.name}'}]           | GET /pets/7?a=1&b=Tom
            operationId: getPet, parameters: [{name: petId, in: path, value: {context: $inputs.pet, selector: $.id, type: jsonpath}}]                 | GET /pets/7
            """)
    void a_step_sends_exactly_what_it_says(String step, String sent) {
        String flows =
                "workflows: [{workflowId: w, inputs: {properties: {name: {type: string}, pet: {type: object}, none: {}}},"
                        + " steps: [{stepId: s, onFailure: [{name: e, type: end}], " + step + "}]}]\n";
        var kennel = new Kennel("");

        run(kennel, flows, Map.of("name", "Tom", "pet", "{\"id\": 7, \"tags\": [\"a\"]}"));

        assertThat(kennel.asked()).containsExactly(sent);
    }

    @Test
    void a_step_runs_another_workflow_with_its_inputs_and_gets_its_outputs() {
        String flows = """
                workflows:
                  - workflowId: outer
                    steps:
                      - stepId: make
                        workflowId: inner
                        parameters: [{name: name, value: Tom}]
                        outputs: {id: $outputs.petId}
                      - stepId: get
                        operationId: getPet
                        parameters: [{name: petId, in: path, value: $steps.make.outputs.id}]
                        successCriteria: [{condition: $response.body.name == 'tom'}]
                  - workflowId: inner
                    inputs: {type: object, required: [name], properties: {name: {type: string}}}
                    steps:
                      - stepId: add
                        operationId: addPet
                        requestBody: {payload: {name: $inputs.name}}
                        outputs: {id: $response.body.id}
                    outputs: {petId: $steps.add.outputs.id}
                """;

        assertThat(run(new Kennel(""), flows, Map.of()).results()).isEqualTo("step make > add passed; step get passed");
        assertThat(run(new Kennel("forgets"), flows, Map.of()).results())
                .startsWith("step make > add passed; step get failed: workflow.step.failed");
        assertThat(run(
                                new Kennel("answers 200 to POST"),
                                flows.replace(
                                        "outputs: {id: $outputs",
                                        "successCriteria: [{condition: $statusCode == 201}]\n        outputs: {id: $outputs"),
                                Map.of())
                        .results())
                .isEqualTo(
                        "step make > add failed: response.status.undocumented; step make failed: workflow.step.failed at flows.yaml:10:"
                                + " expected $statusCode == 201, but was $statusCode is 200");
    }

    @Test
    void a_workflow_runs_after_those_that_it_depends_on_and_sees_their_outputs() {
        String flows = """
                workflows:
                  - workflowId: second
                    dependsOn: [first]
                    steps:
                      - stepId: get
                        operationId: getPet
                        parameters: [{name: petId, in: path, value: $workflows.first.outputs.id}]
                  - workflowId: first
                    steps:
                      - {stepId: add, operationId: addPet, outputs: {id: $response.body.id}, successCriteria: [{condition: $statusCode == 201}]}
                    outputs: {id: $steps.add.outputs.id}
                """;

        assertThat(run(new Kennel(""), flows, Map.of()).results()).isEqualTo("step add passed; step get passed");
        assertThat(run(new Kennel("answers 200 to POST"), flows, Map.of()).results())
                .endsWith("; step get skipped: the workflow first, which it depends on, did not succeed");
    }

    /** A workflow of two steps, one of which uses AsyncAPI or leads to it, beside one that uses OpenAPI only. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # fields of the workflow | its second step                                                    | the result of its first step
            ``                       | channelPath: $sourceDescriptions.e.url#/channels/adopted           | skipped: the step second uses an AsyncAPI description, which is not supported
            ``                       | operationId: $sourceDescriptions.e.adopted                         | skipped: the step second uses an AsyncAPI description, which is not supported
            ``                       | workflowId: listen                                                 | skipped: the step hear uses an AsyncAPI description, which is not supported
            ``                       | operationId: addPet, onFailure: [{name: g, type: goto, workflowId: listen}] | skipped: the step hear uses an AsyncAPI description, which is not supported
            ``                       | operationId: addPet, dependsOn: [$workflows.listen.steps.hear]     | skipped: the step hear uses an AsyncAPI description, which is not supported
            dependsOn: [listen]      | operationId: addPet                                                | skipped: the workflow listen, which it depends on, did not succeed
            inputs: {required: [a]}  | channelPath: x                                                     | skipped: the step second uses an AsyncAPI description, which is not supported
            """)
    void workflows_that_use_async_api_are_skipped_and_others_run(String fields, String second, String result) {
        String flows = """
                workflows:
                  - workflowId: first
                    FIELDS
                    steps:
                      - {stepId: first, operationId: addPet}
                      - {stepId: second, SECOND}
                  - {workflowId: listen, steps: [{stepId: hear, channelPath: x, outputs: {id: $message.payload#/id}}]}
                  - {workflowId: other, steps: [{stepId: add, operationId: addPet}]}
                """.replace("FIELDS", fields).replace("SECOND", second);

        assertThat(run(new Kennel(""), flows, Map.of()).results())
                .contains("step first " + result)
                .contains("step add passed")
                .doesNotContain("step first passed");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # step a                                                                       | step b                                                                 | the results
            dependsOn: [b]                                                                 | description: first                                                     | step b passed; step a passed
            dependsOn: [b]                                                                 | successCriteria: [{condition: $statusCode == 200}]                     | step b failed: workflow.step.failed at flows.yaml:8: expected $statusCode == 200, but was $statusCode is 201
            description: first                                                             | dependsOn: [a]                                                         | step a passed; step b passed
            description: first                                                             | dependsOn: [c]                                                         | step a passed; step c passed; step b passed
            description: first, onSuccess: [{name: g, type: goto, stepId: b}]              | dependsOn: [c]                                                         | step a passed; step b failed: workflow.value.missing at flows.yaml:8: expected values for the step b, but was the step c was not executed before
            """)
    void steps_are_executed_in_the_order_of_their_dependencies(String a, String b, String results) {
        boolean hasThird = b.contains("[c]");
        String flows = """
                workflows:
                  - workflowId: w
                    steps:
                      - {stepId: a, operationId: addPet, A}
                      - {stepId: b, operationId: addPet, B}
                """.replace("A}", a + "}").replace("B}", b + "}")
                + (hasThird ? "      - {stepId: c, operationId: addPet}\n" : "");

        assertThat(run(new Kennel(""), flows, Map.of()).results()).isEqualTo(results);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # step                                                                              | the results
            operationId: getJob, timeout: 100                                                   | step s failed: workflow.step.failed at flows.yaml:7: expected a complete answer within 100 ms, the timeout of the step, but was none after N ms
            operationId: getJob, timeout: 100, onFailure: [{name: r, type: retry}]              | step s passed; step s (2) failed: workflow.step.failed at flows.yaml:7: expected a complete answer within 100 ms, the timeout of the step, but was none after N ms
            operationId: getJob, timeout: 2000, onFailure: [{name: r, type: retry, retryLimit: 2}] | step s passed; step s (2) passed; step s (3) passed
            operationId: addPet, timeout: 60000                                                 | step s passed
            """)
    void a_timeout_aborts_the_request_of_a_step(String step, String results) {
        String flows = """
                workflows:
                  - workflowId: w
                    steps:
                      - {stepId: s, STEP}
                """.replace("STEP", step);
        var run = run(new Kennel("slow at first"), flows, Map.of());

        assertThat(run.results().replaceAll("after \\d+ ms", "after N ms")).isEqualTo(results);
        assertThat(run.report().cases())
                .allSatisfy(each -> assertThat(each.took()).isLessThan(Kennel.SLOW));
    }

    @ParameterizedTest(name = "{0}, job: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # the step that calls job                     | the steps of job                                                                            | the results
            timeout: 600                                  | {stepId: p, operationId: getJob}                                                            | step s > p passed; LATE
            timeout: 600                                  | {stepId: p, operationId: getJob}, {stepId: q, operationId: addPet}                          | step s > p passed; LATE
            timeout: 600                                  | {stepId: p, operationId: getJob, onFailure: [{name: r, type: retry, retryLimit: 5}]}        | step s > p passed; LATE
            timeout: 600                                  | {stepId: p, operationId: getJob, onFailure: [{name: r, type: goto, stepId: p}]}             | step s > p passed; LATE
            timeout: 600                                  | {stepId: p, operationId: getJob, timeout: 60000}                                            | step s > p passed; LATE
            timeout: 3000                                 | {stepId: p, operationId: deletePet, parameters: [{name: petId, in: path, value: 7}], onFailure: [{name: r, type: retry, retryAfter: 60}]} | step s > p passed; LATE
            timeout: 600                                  | {stepId: p, workflowId: inner}                                                              | step s > p > i passed; LATE
            timeout: 600                                  | {stepId: p, workflowId: inner, timeout: 60000, onFailure: [{name: r, type: retry}]}         | step s > p > i passed; LATE
            timeout: 3000                                 | {stepId: p, operationId: addPet, onSuccess: [{name: g, type: goto, workflowId: inner}]}     | step s > p passed; step s > inner > i passed; LATE
            timeout: 600, onFailure: [{name: r, type: end}]   | {stepId: p, operationId: getJob}                                                        | step s > p passed; LATE
            timeout: 600, onFailure: [{name: r, type: retry}] | {stepId: p, operationId: getJob}                                                        | step s > p passed; step s passed; step s > p (2) passed; LATE
            # correct, or a failure of another kind
            timeout: 60000                                | {stepId: p, operationId: addPet}                                                            | step s > p passed
            timeout: 60000                                | {stepId: p, operationId: getJob, timeout: 100}                                              | step s > p failed: workflow.step.failed at flows.yaml:8: expected a complete answer within 100 ms, the timeout of the step, but was none after N ms
            timeout: 60000                                | {stepId: p, workflowId: inner, timeout: 100}                                                | step s > p > i passed; step s > p failed: workflow.step.failed at flows.yaml:8: expected the end of the workflow inner within 100 ms, the timeout of the step, but was none after N ms
            """)
    void a_timeout_ends_the_workflow_that_a_step_calls(String limit, String steps, String results) {
        String flows = """
                workflows:
                  - workflowId: w
                    steps:
                      - {stepId: s, workflowId: job, LIMIT}
                  - {workflowId: job, steps: [STEPS]}
                """.replace("LIMIT", limit).replace("STEPS", steps)
                + (steps.contains("inner")
                        ? "  - {workflowId: inner, steps: [{stepId: i, operationId: getJob}]}\n"
                        : "");
        String late = "LAST failed: workflow.step.failed at flows.yaml:7: expected the end of the workflow job within "
                + limit.replaceAll("\\D+(\\d+).*", "$1") + " ms, the timeout of the step, but was none after N ms";

        var run = run(new Kennel("slow at first"), flows, Map.of());

        String last = limit.contains("retry") ? "step s (2)" : "step s";
        assertThat(run.results().replaceAll("after \\d+ ms", "after N ms"))
                .isEqualTo(results.replace("LATE", late.replace("LAST", last)));
        assertThat(run.report().cases())
                .allSatisfy(each -> assertThat(each.took()).isLessThan(Kennel.SLOW));
    }

    @Test
    void a_workflow_that_does_not_end_is_ended() {
        String flows = """
                workflows:
                  - workflowId: w
                    steps: [{stepId: a, operationId: addPet, onSuccess: [{name: again, type: goto, stepId: a}]}]
                """;
        var kennel = new Kennel("");

        assertThat(run(kennel, flows, Map.of()).results())
                .endsWith(
                        "step a (1001) failed: workflow.endless at flows.yaml:6: expected an end after at most 1000 steps, but was one more step");
        assertThat(kennel.requests()).hasSize(1000);
    }

    @Test
    void secrets_are_in_no_report_but_reach_the_provider() {
        String flows = """
                workflows:
                  - workflowId: w
                    inputs: {type: object, properties: {password: {type: string}}}
                    steps:
                      - stepId: login
                        operationId: login
                        parameters: [{name: X-Pass, in: header, value: $inputs.password}]
                        outputs: {token: $response.body.token}
                      - stepId: add
                        operationId: addPet
                        parameters: [{name: Authorization, in: header, value: 'Bearer {$steps.login.outputs.token}'}]
                        successCriteria: [{condition: $statusCode == 200 && $inputs.password == null}]
                """;
        var kennel = new Kennel("");

        var run = run(kennel, flows, Map.of("password", "hunter2secret"));

        assertThat(kennel.requests().get(0).headers().first("X-Pass")).contains("hunter2secret");
        assertThat(kennel.requests().get(1).headers().first("Authorization")).contains("Bearer a-long-secret-token");
        assertThat(run.report().toString()).doesNotContain("hunter2secret").doesNotContain("a-long-secret-token");
        assertThat(run.results()).contains("$inputs.password is \"$PASSWORD\"");
    }

    @Test
    void read_only_sends_no_unsafe_step() {
        var kennel = new Kennel("");
        var selection = new dev.counterpart.verify.Selection(List.of(), List.of(), true, java.util.Optional.empty());

        var report = run(kennel, ADD_AND_GET, Map.of(), options -> options.withSelection(selection));

        assertThat(results(report)).isEqualTo("step add skipped: --read-only does not send POST /pets");
        assertThat(kennel.requests()).isEmpty();
    }

    private static final String BILLS = """
            openapi: 3.1.0
            info: {title: Bills, version: '1'}
            paths:
              /pets:
                post:
                  operationId: addPet
                  responses: {'201': {description: ok, content: {application/json: {schema: {type: object, required: [bill]}}}}}
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # answer of the second provider | the results
            201 {"bill": 1}                 | step pet passed; step bill passed
            201 {}                          | step pet passed; step bill failed: response.body.schema.required
            202 {"bill": 1}                 | step pet passed; step bill failed: response.status.undocumented
            500 {"bill": 1}                 | step pet passed; step bill failed: response.status.undocumented, workflow.step.failed at flows.yaml:8: expected status 2XX, as the step has no criteria, but was $statusCode is 500
            """)
    void steps_of_another_document_go_to_its_provider(String answer, String results) throws IOException {
        String flows = """
                workflows:
                  - workflowId: w
                    steps:
                      - {stepId: pet, operationId: $sourceDescriptions.kennel.addPet, outputs: {id: $response.body.id}}
                      - {stepId: bill, operationId: $sourceDescriptions.bills.addPet, requestBody: {contentType: application/json, payload: {pet: $steps.pet.outputs.id}}}
                """;
        Files.writeString(folder.resolve("bills.yaml"), BILLS);
        var kennel = new Kennel("");
        var asked = new CopyOnWriteArrayList<Request>();
        try (var other = new LocalProvider(request -> {
            asked.add(request);
            return Response.of(Integer.parseInt(answer.substring(0, 3)), "application/json", answer.substring(4));
        })) {
            bills = Map.of("bills", other.target());
            var data = GateData.none().withHeaders(Headers.none().with("X-Tenant", "secret-of-the-kennel"));

            var report = run(kennel, flows, Map.of(), options -> options.withData(data));

            assertThat(results(report)).isEqualTo(results);
            assertThat(kennel.requests().get(0).headers().first("X-Tenant")).isPresent();
            assertThat(asked.get(0).headers().first("X-Tenant")).isEmpty();
            assertThat(new String(asked.get(0).body(), StandardCharsets.UTF_8)).isEqualTo("{\"pet\":1}");
            var bill = report.cases().get(1);
            assertThat(bill.operation()).isEqualTo("POST /pets (bills)");
            assertThat(bill.again()).contains(other.target() + "/pets");
            assertThat(bill.exchange().orElseThrow().request().target()).isEqualTo(other.target() + "/pets");
            assertThat(report.coverage().rows().stream()
                            .map(row -> row.operation() + " " + row.status() + " " + row.cases()))
                    .containsExactly("POST /pets 201 1", "POST /pets 400 0");
        }
    }

    @Test
    void another_provider_that_is_down_does_not_end_the_run() throws IOException {
        String flows = """
                workflows:
                  - {workflowId: bill, steps: [{stepId: bill, operationId: $sourceDescriptions.bills.addPet}]}
                  - {workflowId: pet, steps: [{stepId: pet, operationId: addPet}]}
                """;
        Files.writeString(folder.resolve("bills.yaml"), BILLS);
        var other = new LocalProvider(request -> Response.of(201));
        other.close();
        bills = Map.of("bills", other.target());

        assertThat(run(new Kennel(""), flows, Map.of()).results())
                .matches("step bill errored: the connection was refused: .*; step pet passed");
    }

    private record Run(Report report, String results) {}

    private Run run(Kennel kennel, String flows, Map<String, String> inputs) {
        var report = run(kennel, flows, inputs, options -> options);
        return new Run(report, results(report));
    }

    private Report run(
            Kennel kennel,
            String flows,
            Map<String, String> inputs,
            java.util.function.UnaryOperator<SuiteOptions> changed) {
        try (var provider = new LocalProvider(kennel::to);
                var transports = Transports.to(provider.target())) {
            var contract = contract();
            Files.writeString(folder.resolve("flows.yaml"), HEAD + flows);
            var read =
                    WorkflowReader.read(folder.resolve("flows.yaml"), "flows.yaml", contract, ReadOptions.defaults());
            assertThat(read).isInstanceOf(WorkflowReader.Result.Read.class);
            var workflows = new WorkflowOptions(
                    List.of(((WorkflowReader.Result.Read) read).workflows()),
                    new GivenInputs(inputs, Map.of()),
                    bills,
                    true);
            assertThat(workflows.violations()).isEmpty();
            var options = SuiteOptions.of(provider.target(), GateData.none()).withWorkflows(workflows);
            var outcome = new ContractSuite(contract, changed.apply(options)).run(transports, result -> {});
            return ((ContractSuite.Outcome.Ran) outcome).report();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Contract contract() throws IOException {
        var file = folder.resolve("kennel.yaml");
        Files.writeString(file, Kennel.CONTRACT);
        return ((ReadResult.Read) ContractReader.read(file.toString(), ReadOptions.defaults())).contract();
    }

    private static String results(Report report) {
        return report.cases().stream().map(WorkflowPassTest::described).collect(Collectors.joining("; "));
    }

    private static String described(ReportedCase each) {
        String reason =
                each.verdict().reason().isEmpty() ? "" : ": " + each.verdict().reason();
        String violations = each.verdict().violations().stream()
                .map(violation -> violation.rule().id().startsWith("workflow.")
                        ? violation.rule().id()
                                + violation
                                        .declared()
                                        .map(place -> " at " + place.file() + ":" + place.line())
                                        .orElse("")
                                + ": expected " + violation.expected() + ", but was " + violation.actual()
                        : violation.rule().id())
                .collect(Collectors.joining(", "));
        return each.title() + " " + each.verdict().word() + reason + (violations.isEmpty() ? "" : ": " + violations);
    }
}
