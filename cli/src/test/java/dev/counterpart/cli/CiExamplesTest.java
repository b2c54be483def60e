package dev.counterpart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The examples for CI in README and docs, run in a folder as a user has it, against a mock as the service. */
@Order(2)
class CiExamplesTest {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final String DATA = """
            credentials: {user: {bearerAuth: '${COUNTERPART_TOKEN:-none}'}}
            rules: {'auth.token.*': off, 'coverage.*': off}
            operations:
              getUserOauthAccessToken:
                - {status: 200, as: user, path: {oauthAccountId: 0f8fad5b-d9cb-469f-a165-70867728950e}}
                - {status: 401, as: none, path: {oauthAccountId: 0f8fad5b-d9cb-469f-a165-70867728950e}}
            """;

    @TempDir
    private Path folder = Path.of("");

    private Path checkout = Path.of("");
    private Path jar = Path.of("");
    private int port;

    /** A right service answers by the document; a wrong one by a document that says otherwise. */
    enum Service {
        RIGHT,
        WRONG,
        NONE
    }

    @BeforeEach
    void write() throws IOException {
        checkout = Files.createDirectories(folder.resolve("the user's ünit"));
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        jar = RunnableJar.in(folder);
        RunnableJar.script(
                folder.resolve("action/counterpart"), "exec " + RunnableJar.JAVA + " -jar '" + jar + "' \"$@\"");
        Files.copy(HOME.resolve("action.yml"), folder.resolve("action/action.yml"));
        var document = Files.readString(HOME.resolve("spec/openapi/dynamic-oauth-access-token.yaml"));
        Files.writeString(checkout.resolve("openapi.yaml"), document);
        Files.writeString(checkout.resolve("contract-tests.yaml"), DATA);
    }

    private void service(Service service) throws IOException {
        var document = Files.readString(checkout.resolve("openapi.yaml"));
        var other = folder.resolve("served.yaml");
        Files.writeString(
                other,
                service == Service.WRONG
                        ? document.replaceFirst("(accessToken:\\s+description: [^\n]+\n\\s+type: )string", "$1integer")
                        : document);
        RunnableJar.script(
                checkout.resolve("start-my-service.sh"),
                service == Service.NONE
                        ? "true"
                        : "echo $$ >'" + folder.resolve("pid") + "'\nexec " + RunnableJar.JAVA + " -jar '" + jar
                                + "' mock '" + other + "' -p " + port + " >'" + folder.resolve("service.log")
                                + "' 2>&1");
    }

    @AfterEach
    void end() throws IOException {
        if (Files.exists(folder.resolve("pid"))) {
            ProcessHandle.of(Long.parseLong(
                            Files.readString(folder.resolve("pid")).strip()))
                    .ifPresent(service -> {
                        service.destroy();
                        service.onExit().join();
                    });
        }
    }

    @ParameterizedTest(name = "{0}: a {1} service gives {2}")
    @CsvSource(delimiter = '|', textBlock = """
            README.md  | RIGHT | 0
            docs/ci.md | WRONG | 1
            """)
    void the_example_for_github_fails_a_wrong_service_only(String page, Service service, int code) throws Exception {
        service(service);
        var workflow = new Workflow(checkout, folder.resolve("action"), Map.of());

        workflow.run(example(page, "yaml", "jobs:"));

        assertThat(workflow.code()).as(workflow.output()).isEqualTo(code);
        assertThat(Files.readString(checkout.resolve("summary.md")))
                .startsWith("## " + (code == 0 ? "✅" : "❌") + " Contract tests: ");
        assertThat(checkout.resolve("counterpart-report/comment.md")).exists();
        var uploads = new ArrayList<>(
                List.of("actions/upload-artifact@v4 {\"name\":\"contract\",\"path\":\"counterpart-report\"}"));
        if (page.equals("docs/ci.md")) {
            uploads.add(
                    0,
                    "github/codeql-action/upload-sarif@v3 {\"sarif_file\":\"counterpart-report/report.sarif\",\"category\":\"counterpart\"}");
        }
        assertThat(workflow.uploads()).isEqualTo(uploads);
        assertThat(checkout.resolve("counterpart-report/report.sarif")).exists();
    }

    @Test
    void without_a_service_the_action_fails_and_uploads_nothing() throws Exception {
        service(Service.NONE);
        var workflow = new Workflow(checkout, folder.resolve("action"), Map.of());

        workflow.run(example("README.md", "yaml", "jobs:").replace("with: {", "with: {wait: 1s, "));

        assertThat(workflow.code()).as(workflow.output()).isEqualTo(2);
        assertThat(workflow.output()).contains("did not accept connections within 1s");
        assertThat(workflow.uploads()).isEmpty();
    }

    @Test
    void arguments_are_lines_and_run_no_command() throws Exception {
        service(Service.RIGHT);
        var workflow = new Workflow(checkout, folder.resolve("action"), Map.of());

        workflow.run(example("docs/ci.md", "yaml", "jobs:")
                .replace("--workers\n", "--header\n")
                .replace("            4\n", "            X-A: $(touch hacked); 'a  b'\n"));

        assertThat(workflow.code()).as(workflow.output()).isZero();
        assertThat(checkout.resolve("hacked")).doesNotExist();
    }

    @ParameterizedTest(name = "{0}: a {1} service gives {2}")
    @CsvSource({"GitLab, WRONG, 1", "Jenkins, RIGHT, 0"})
    void the_examples_for_other_servers_fail_a_wrong_service_only(String server, Service service, int code)
            throws Exception {
        service(service);
        var workflow = new Workflow(
                checkout,
                folder.resolve("action"),
                Map.of("COUNTERPART_JAR", jar.toUri().toString(), "COUNTERPART_TOKEN", "a-token"));

        workflow.run("jobs: {job: {steps: ["
                + (server.equals("GitLab") ? gitlab() : jenkins())
                        .stream()
                                .map(line -> "{run: '" + line.replace("'", "''") + "'}")
                                .collect(Collectors.joining(", "))
                + "]}}");

        assertThat(workflow.code()).as(workflow.output()).isEqualTo(code);
        assertThat(checkout.resolve("counterpart-report/junit.xml")).exists();
    }

    private List<String> gitlab() throws IOException {
        return Workflow.yaml(example("docs/ci.md", "yaml", "contract:"))
                .at("/contract/script")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private List<String> jenkins() throws IOException {
        return Pattern.compile("sh '(.*)'")
                .matcher(example("docs/ci.md", "groovy", "pipeline"))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** The first block of code in a page of that language that has such a line, on this test's port. */
    private String example(String page, String language, String line) throws IOException {
        var blocks = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(Files.readString(HOME.resolve(page)));
        return blocks.results()
                .map(found -> found.group(1))
                .filter(text -> text.lines().anyMatch(each -> each.startsWith(line)))
                .findFirst()
                .orElseThrow()
                .replace("127.0.0.1:8080", "127.0.0.1:" + port);
    }
}
