package dev.counterpart.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(Running.End.class)
class MainTest {

    private static final String BUNDLED = "../spec/openapi/dynamic-oauth-access-token.yaml";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    private String told() {
        return err.toString().replace(folder.toString() + "/", "").strip();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # document                        | the message says
            (missing)                         | document.missing, no such file
            (empty)                           | document.empty
            {a: [}                            | document.syntax, a.yaml:1
            just text                         | document.not-openapi
            swaggr: '2.0'                     | document.not-openapi
            openapi: 9.9.9                    | document.version
            openapi: 3.0.0                    | document.no-operations
            """)
    void a_document_that_cannot_be_served_is_one_clear_message_and_exit_code_2(String text, String parts)
            throws IOException {
        var file = folder.resolve("a.yaml");
        if (!text.equals("(missing)")) {
            Files.writeString(file, text.equals("(empty)") ? "" : text.replace("\\n", "\n"));
        }

        assertThat(run("mock", file.toString(), "-p", "0")).isEqualTo(2);
        assertThat(told())
                .contains(List.of(parts.split(", ")))
                .contains("to fix")
                .doesNotContain("Exception", "\tat ");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # arguments                | the message says
            mock --prot 1              | counterpart: Unknown option: '--prot'
            mock -p many               | counterpart: Invalid value for option '--port': 'many' is not an int
            mock -p 70000              | counterpart: --port must be 0 to 65535 but was 70000
            mock --delay soon          | counterpart: --delay must be a time such as 200ms or 100ms..2s, at most 168h, or OPERATION=VALUE, but was "soon"
            mock --delay a=            | counterpart: --delay must be a time such as 200ms or 100ms..2s, at most 168h, or OPERATION=VALUE, but was "a="
            mock --callback-delay soon | counterpart: --callback-delay must be a time such as 2s but was "soon"
            mock --callback-delay 169h | counterpart: --callback-delay must be a time such as 2s, at most 168h (7 days) but was "169h"
            token --expires=-8000h     | counterpart: --expires must be a time such as 30m or -1h, at most 168h (7 days) but was "-8000h"
            mock --auth never          | counterpart: --auth must be presence, jwt or off, or OPERATION=VALUE, but was "never"
            mock --validate-request 1  | counterpart: --validate-request must be true or false, or OPERATION=VALUE, but was "1"
            mock --base-path a?b       | counterpart: --base-path must be a path such as /api/v1 but was "a?b"
            mock -h nowhere.invalid    | counterpart: --host must be an address of this machine but was "nowhere.invalid"
            mock -h 192.0.2.1          | counterpart: --host must be an address of this machine but was "192.0.2.1"
            mock --host=               | counterpart: --host must be an address of this machine but was ""
            mock -v loud               | counterpart: Invalid value for option '--verboseLevel': must be trace, debug, info, warn, error, fatal or silent but was "loud"
            serve                      | counterpart: Unmatched argument at index 0: 'serve'
            token --expires never      | counterpart: --expires must be a time such as 30m or -1h but was "never"
            """)
    void a_wrong_argument_is_one_clear_message_and_exit_code_2(String arguments, String message) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(told()).startsWith(message).contains("to fix").doesNotContain("Exception");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # options in the ways that Prism takes
            --errors DOCUMENT --no-dynamic
            --no-errors --cors=false -d DOCUMENT
            DOCUMENT --cors false --errors true --ignoreExamples=true --no-ignoreExamples
            --no-cors -m DOCUMENT --host=127.0.0.1 -v silent
            DOCUMENT -h [::1]
            DOCUMENT -h localhost
            -m false DOCUMENT --no-json-schema-faker-fillProperties --seed=5
            """)
    void options_are_taken_before_and_after_the_document_with_values_or_without(String arguments) {
        var all = Stream.concat(
                Stream.of("mock", "-p", "0"),
                Stream.of(arguments.replace("DOCUMENT", BUNDLED).split(" ")));

        assertThat(run(all.toArray(String[]::new))).as(told()).isZero();
    }

    @Test
    void options_may_stand_in_a_file_and_those_of_the_command_line_count_more() throws IOException {
        var document = Files.writeString(folder.resolve("a.yaml"), """
                openapi: 3.0.3
                paths: {/a: {get: {operationId: getA, responses: {'200': {description: ok, content: {text/plain: {example: hi}}}}}}}
                """);
        var config = Files.writeString(
                folder.resolve("mock.yaml"),
                "document: " + document
                        + "\nbase-path: /x\ncors: false\ncoverage: false\nerrors: true\ndelay: {getA: 1ms}\nauth: [off]\n");

        var server = Running.of("mock", "--config", config.toString());
        assertThat(server.get("/x/a").text()).isEqualTo("hi");
        assertThat(server.get("/x/a").headers().has("Access-Control-Allow-Origin"))
                .isFalse();
        assertThat(Running.of("mock", "--config=" + config, "--base-path", "/y")
                        .get("/y/a")
                        .text())
                .isEqualTo("hi");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # the file       | the message says
            (missing)        | document.missing, to fix
            {port: [}        | document.syntax, to fix
            prot: 1          | counterpart: Unknown option: '--prot=1', to fix
            delay: [{a: 1}]  | counterpart: --delay must be a time
            port:            | counterpart: Invalid value for option '--port': 'null' is not an int, to fix
            port: many       | counterpart: Invalid value for option '--port': 'many' is not an int, to fix
            """)
    void a_file_of_options_that_cannot_be_taken_is_one_clear_message_and_exit_code_2(String text, String parts)
            throws IOException {
        var config = folder.resolve("mock.yaml");
        if (!text.equals("(missing)")) {
            Files.writeString(config, text);
        }

        assertThat(run("mock", "--config", config.toString())).isEqualTo(2);
        assertThat(told()).contains(List.of(parts.split(", "))).doesNotContain("Exception");
    }

    @Test
    void a_port_in_use_is_one_clear_message_and_exit_code_2() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            assertThat(run("mock", BUNDLED, "-p", port)).isEqualTo(2);
            assertThat(told())
                    .isEqualTo("counterpart: port " + port
                            + " of 127.0.0.1 is in use by another process\nto fix    end that process, or"
                            + " choose another port: -p " + (taken.getLocalPort() + 1)
                            + ", or -p 0 for any free port\nmore      counterpart explain port-in-use");
        }
    }

    @Test
    void good_fixtures_are_counted() {
        assertThat(run("fixtures", "verify", BUNDLED, "--fixtures", "../fixtures/bundled"))
                .isZero();
        assertThat(out).hasToString("""
                operation                status  valid  invalid  never used
                getUserOauthAccessToken  200     7
                                         401     5
                                         403     2
                                         404     2
                                         500     2
                5 examples of the document were checked; 0 places are invalid
                18 fixtures are valid, 0 are invalid
                """);
    }

    @Test
    void a_broken_fixture_is_told_and_exit_code_1() throws IOException {
        var file = folder.resolve("getUserOauthAccessToken/200.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{}");

        assertThat(run("fixtures", "verify", BUNDLED, "--fixtures", folder.toString()))
                .isEqualTo(1);
        assertThat(told()).startsWith("response.body.schema.required   getUserOauthAccessToken/200.json:1 for GET");
        assertThat(out).asString().endsWith("\n0 fixtures are valid, 1 is invalid\n");
    }

    @Test
    void a_token_has_three_parts() {
        assertThat(run("token", "--scope", "user.read", "--claim", "sub=me")).isZero();
        assertThat(out.toString().strip().split("\\.")).hasSize(3);
    }
}
