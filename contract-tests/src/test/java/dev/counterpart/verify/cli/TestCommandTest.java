package dev.counterpart.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestCommandTest {

    private static final String DOCUMENT = "../spec/openapi/dynamic-oauth-access-token.yaml";

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # data, / for a new line                                                            | message
        operatons: {}                                                                       | data.yaml:1 (/operatons): unknown key "operatons"/  to fix    write operations; the keys here are url, document, headers, credentials, operations, rules
        operations:/  getUserOauthAccessToken:/  - statsu: 200                              | data.yaml:3 (/operations/getUserOauthAccessToken/0/statsu): unknown key "statsu"/  to fix    write status; the keys here are status, title, as, path, query, header, cookie, body, bodyFile, expect, same-as, limit, denied, unreachable, save, rules
        operations:/  getUserOauthAccesToken: []                                            | data.yaml:2 (/operations/getUserOauthAccesToken): no operation is called getUserOauthAccesToken/  to fix    write getUserOauthAccessToken; there are: getUserOauthAccessToken
        operations:/  getUserOauthAccessToken:/  - {status: 200, path: {accountId: x}}      | no path parameter of GET /oauthAccounts/{oauthAccountId}/accessToken is called accountId/  to fix    write oauthAccountId; there are: oauthAccountId
        operations:/  getUserOauthAccessToken:/  - {status: 418}                            | no status of GET /oauthAccounts/{oauthAccountId}/accessToken is called 418/
        operations:/  getUserOauthAccessToken:/  - {status: 200, denied: [bob]}             | no credential is called bob/
        operations:/  getUserOauthAccessToken:/  - {status: 200, denied: {bob: 1}}          | these must be names of credentials/  to fix    use the form [stranger, other]
        operations:/  getUserOauthAccessToken:/  - {status: 404, same-as: the other}        | no entry of GET /oauthAccounts/{oauthAccountId}/accessToken is called the other/
        operations:/  getUserOauthAccessToken:/  - {status: 200, limit: soon}               | limit must be a time such as 500ms or 2s but was "soon"/  to fix    correct the time, or remove the limit
        operations:/  getUserOauthAccessToken:/  - {status: 200, limit: 169h}               | limit must be a time such as 500ms or 2s, at most 168h (7 days) but was "169h"/  to fix    correct the time, or remove the limit
        credentials: {user: {login: {operation: a, token: t, expires: 169h}}}              | data.yaml:1 (/credentials/user/login/expires): expires must be a time such as 5m, at most 168h (7 days) but was "169h"/  to fix    correct the time, or remove it
        operations:/  getUserOauthAccessToken:/  - {status: 200, as: bob}                   | no credential is called bob/  to fix    there are: none
        credentials: {user: {bearer: x}}                                                    | data.yaml:1 (/credentials/user/bearer): no security scheme is called bearer/  to fix    write bearerAuth; there are: bearerAuth
        credentials: {user: "${COUNTERPART_NO_SUCH_VARIABLE}"}                              | data.yaml:1 (/credentials/user): the environment variable is not set: COUNTERPART_NO_SUCH_VARIABLE/  to fix    run export COUNTERPART_NO_SUCH_VARIABLE=…
        rules: {auth.*: never}                                                              | data.yaml:1 (/rules/auth.*): a rule is set to error, warning or off, but this is "never"/  to fix    write error, warning or off
        """)
    void a_mistake_in_the_data_file_is_said_with_its_line(String data, String message) throws IOException {
        var file = folder.resolve("data.yaml");
        Files.writeString(file, data.replace("/", "\n").replace("\n:", "/:"));

        var output = run("--url", "http://127.0.0.1:1", "--data", file.toString());

        assertThat(output.code()).isEqualTo(2);
        assertThat(output.err())
                .contains(message.replace("/  to fix", "\n  to fix").replaceAll("/$", "\n"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        --url http://127.0.0.1:1                        | the provider at http://127.0.0.1:1 cannot be tested: the connection was refused
        --url http://127.0.0.1:1 --as pw-98765          | Value for option option '--as' (NAME=TOKEN) should be in KEY=VALUE format but was ***
        --url nonsense                                  | "nonsense" is not the URL of a provider
        --url http://ann:pw-98765@127.0.0.1:1/a         | "http://***@127.0.0.1:1/a" is not the URL of a provider
        --url http://127.0.0.1:1/?api_key=pw-98765&a=b  | "http://127.0.0.1:1/?api_key=***&a=b" is not the URL of a provider
        --url http://ann:p@w-98765@127.0.0.1:1/a        | "http://***@127.0.0.1:1/a" is not the URL of a provider
        --data missing.yaml                             | the data file was not found: missing.yaml
        --url http://127.0.0.1:1 --timeout soon         | --timeout must be a time such as 30s or 500ms but was "soon"
        --url http://127.0.0.1:1 --timeout 0s           | --timeout must be a time such as 30s or 500ms, more than 0 but was "0s"
        --url http://127.0.0.1:1 --wait 169h            | --wait must be a time such as 30s or 500ms, at most 168h (7 days) but was "169h"
        --prove --wait 5x                               | --wait must be a time such as 30s or 500ms but was "5x"
        --url http://127.0.0.1:1 --wait soon            | --wait must be a time such as 30s or 500ms but was "soon"
        --url http://127.0.0.1:1 --wait 300ms           | http://127.0.0.1:1 did not accept connections within 300ms
        --url http://127.0.0.1:1 --repeat 0             | --repeat 0 is out of range
        --url http://127.0.0.1:1 --format pdf           | pdf is not a report format
        --url http://127.0.0.1:1 --as user=             | the token of --as user is empty
        --unknown                                       | Unknown option: '--unknown'
        """)
    void what_cannot_be_done_is_one_message_and_exit_code_2(String arguments, String message) {
        var output = run(arguments.split(" ", -1));

        assertThat(output.code()).isEqualTo(2);
        assertThat(output.err())
                .startsWith("counterpart: " + message)
                .contains("\nto fix    ")
                .doesNotContain("\tat ");
    }

    @Test
    void without_a_provider_the_command_says_what_it_needs() {
        assertThat(run().err()).isEqualToNormalizingNewlines("""
                counterpart: no provider was given
                to fix    give its URL with --url http://host:port
                more      counterpart explain no-provider
                """);
    }

    private record Output(int code, String err) {}

    private static Output run(String... arguments) {
        var all = new ArrayList<>(List.of("test", DOCUMENT));
        all.addAll(List.of(arguments));
        var err = new StringWriter();
        int code = Main.line()
                .setErr(new PrintWriter(err))
                .setOut(new PrintWriter(new StringWriter()))
                .execute(all.toArray(String[]::new));
        return new Output(code, err.toString());
    }
}
