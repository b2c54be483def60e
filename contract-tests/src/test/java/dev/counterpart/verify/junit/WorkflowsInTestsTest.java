package dev.counterpart.verify.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.verify.LocalProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Workflows as tests of {@link ContractTests}. */
@Isolated("captures what this JVM prints")
class WorkflowsInTestsTest {

    private static final String FLOWS = """
            arazzo: 1.0.1
            info: {title: Pets, version: '1'}
            sourceDescriptions: [{name: pets, url: openapi.yaml}, {name: events, url: events.yaml, type: asyncapi}]
            workflows:
              - workflowId: adopt
                inputs: {type: object, required: [name], properties: {name: {type: string}}}
                steps:
                  - stepId: add
                    operationId: addPet
                    requestBody: {contentType: application/json, payload: {name: $inputs.name}}
                    successCriteria: [{condition: $statusCode == 201}]
                  - stepId: again
                    operationId: addPet
                    requestBody: {contentType: application/json, payload: {name: again}}
                    successCriteria: [{condition: $statusCode == 409}]
              - workflowId: listen
                steps: [{stepId: hear, channelPath: $sourceDescriptions.events.url#/channels/adopted}]
            """;

    private static String url = "";
    private static Path folder = Path.of("");

    /** A test class of a user. */
    static class Pets implements ContractTests {
        @Override
        public String data() {
            return "";
        }

        @Override
        public Optional<String> document() {
            return Optional.of(folder.resolve("openapi.yaml").toString());
        }

        @Override
        public Optional<String> url() {
            return Optional.of(url);
        }

        @Override
        public List<Path> workflows() {
            return List.of(folder.resolve("flows.yaml"));
        }

        @Override
        public Map<String, String> workflowInputs() {
            return Map.of("name", "Rex");
        }
    }

    @Test
    void each_step_is_a_test_and_warnings_are_printed(@TempDir Path temporary) throws IOException {
        folder = temporary;
        Files.writeString(folder.resolve("flows.yaml"), FLOWS);
        Files.writeString(folder.resolve("openapi.yaml"), """
                openapi: 3.1.0
                info: {title: Pets, version: '1'}
                paths: {/pets: {post: {operationId: addPet, requestBody: {content: {application/json: {schema: true}}}, responses: {'201': {description: ok}}}}}
                """);
        var sent = new CopyOnWriteArrayList<Request>();
        var results = new ConcurrentHashMap<String, TestExecutionResult.Status>();
        var printed = new ByteArrayOutputStream();
        var usual = System.err;
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (var provider = new LocalProvider(request -> {
            sent.add(request);
            return Response.of(request.method().equals("POST") ? 201 : 405).with("Allow", "POST");
        })) {
            url = provider.target().toString();
            var request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectClass(Pets.class))
                    .build();
            LauncherFactory.create().execute(request, new TestExecutionListener() {
                @Override
                public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                    results.put(test.getDisplayName(), result.getStatus());
                }
            });
        } finally {
            System.setErr(usual);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("document.workflow.unsupported", "flows.yaml:17 ");
        assertThat(results)
                .containsEntry("workflow adopt: step add", TestExecutionResult.Status.SUCCESSFUL)
                .containsEntry("workflow adopt: step again", TestExecutionResult.Status.FAILED)
                .containsEntry("workflow listen: step hear", TestExecutionResult.Status.ABORTED);
        assertThat(sent.stream().map(each -> new String(each.body(), StandardCharsets.UTF_8)))
                .contains("{\"name\":\"Rex\"}");
    }
}
