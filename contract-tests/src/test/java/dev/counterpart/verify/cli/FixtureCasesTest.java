package dev.counterpart.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code --fixtures} of the command {@code test}. */
@Execution(ExecutionMode.CONCURRENT)
class FixtureCasesTest {

    private static final String FIXTURES = "../fixtures/bundled";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void the_bundled_fixtures_provoke_every_status_of_the_mock() throws IOException {
        try (var provider = Answering.rightly()) {
            var output = test(provider, "--min-coverage", "100");

            assertThat(output.code()).as(output.out()).isZero();
            assertThat(output.out())
                    .contains("✓ fixture 404-deleted", "✓ fixture 500-provider-down", "5 of 5 documented statuses seen")
                    .contains("200-restricted.yaml:2: no credentials are known whose token has scope \"user.read\".")
                    .doesNotContain("No operation has entries");
        }
    }

    @Test
    void a_status_that_the_data_file_provokes_is_left_to_it() {
        try (var provider = Answering.rightly()) {
            var output = provider.test("--fixtures", FIXTURES);

            assertThat(output.code()).as(output.out()).isZero();
            assertThat(output.out()).doesNotContain("fixture ", "No request was made");
        }
    }

    @Test
    void an_answer_with_another_status_than_the_fixture_is_found() throws IOException {
        try (var provider = Answering.always("{\"accessToken\": \"a-token\", \"scopes\": []}")) {
            var output = test(provider, "--only", "fixture 404");

            assertThat(output.code()).isEqualTo(1);
            assertThat(output.out())
                    .contains("expect.status   GET /oauthAccounts/{oauthAccountId}/accessToken → 200 application/json")
                    .contains("  expected  status 404\n  but was   200\n")
                    .contains("404-deleted.yaml:2");
        }
    }

    @Test
    void the_mutants_of_the_bundled_contract_fail_its_fixtures() throws IOException {
        var output = Answering.run(
                "test", Answering.DOCUMENT, "--data", dataWithoutEntries(), "--fixtures", FIXTURES, "--prove");

        assertThat(output.code()).as(output.out()).isZero();
        assertThat(output.out()).containsPattern("proof: (\\d+) of \\1 incorrect providers fail the gate");
    }

    @Test
    void a_broken_fixture_ends_the_command_with_its_place() throws IOException {
        var file = folder.resolve("getUserOauthAccessToken/200.json");
        Files.createDirectories(folder.resolve("getUserOauthAccessToken"));
        Files.writeString(file, "{\"accessToken\": 1, \"scopes\": []}");

        var output = Answering.run(
                "test", Answering.DOCUMENT, "--url", "http://127.0.0.1:1", "--fixtures", folder.toString());

        assertThat(output.code()).isEqualTo(2);
        assertThat(output.err()).startsWith("response.body.schema.type   " + file + ":1");
    }

    @Test
    void a_missing_folder_is_reported() {
        var output = Answering.run(
                "test", Answering.DOCUMENT, "--url", "http://127.0.0.1:1", "--fixtures", "missing-folder");

        assertThat(output.code()).isEqualTo(2);
        assertThat(output.err()).contains("no folder at missing-folder");
    }

    private Answering.Output test(Answering provider, String... more) throws IOException {
        var all = new ArrayList<>(List.of("test", Answering.DOCUMENT, "--url", provider.url()));
        all.addAll(List.of("--data", dataWithoutEntries(), "--fixtures", FIXTURES));
        all.addAll(List.of(more));
        return Answering.run(all.toArray(String[]::new));
    }

    /** Credentials and rules only: the mock looks whether a token is there, not whether it is good. */
    private String dataWithoutEntries() throws IOException {
        return Files.writeString(
                        folder.resolve("data.yaml"),
                        "credentials: {user: demo-token-of-a-user}\nrules: {auth.token.*: off}\n")
                .toString();
    }
}
