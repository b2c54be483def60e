package dev.counterpart.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@Execution(ExecutionMode.CONCURRENT)
class AcceptanceTest {

    private static final String WRONG = "{\"accessToken\": 1, \"scopes\": []}";
    private static final String WORSE = "{\"accessToken\": 1}";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void what_the_baseline_knows_does_not_fail_a_run_and_what_is_new_does() throws IOException {
        String file = folder.resolve("baseline.json").toString();
        try (var old = Answering.always(WRONG)) {
            assertThat(old.test().code()).isEqualTo(1);

            var updated = old.test("--baseline", file, "--update-baseline");
            assertThat(updated.code()).isZero();
            assertThat(updated.out()).contains("baseline.json holds ").endsWith(" known violations.\n");

            var known = old.test("--baseline", file, "--fail-on", "warning");
            assertThat(known.code()).isZero();
            assertThat(known.out())
                    .contains(
                            "response.body.schema.type (known)", "violations are known by the baseline.", " 0 failed,");
        }
        try (var worse = Answering.always(WORSE)) {
            var output = worse.test("--baseline", file);

            assertThat(output.code()).isEqualTo(1);
            assertThat(output.out())
                    .contains("\nresponse.body.schema.required   GET")
                    .doesNotContain("\nresponse.body.schema.type   GET");
        }
    }

    @Test
    void a_baseline_is_the_same_file_whenever_the_same_is_wrong() throws IOException {
        var one = folder.resolve("one.json");
        var other = folder.resolve("other.json");
        try (var provider = Answering.always(WRONG)) {
            provider.test("--baseline", one.toString(), "--update-baseline");
            provider.test("--baseline", other.toString(), "--update-baseline", "--workers", "8");
        }

        assertThat(other).hasSameTextualContentAs(one);
        assertThat(Files.readString(one))
                .startsWith("[\n  {\"rule\":")
                .contains("{\"rule\":\"response.body.schema.type\",\"operation\":\"GET"
                        + " /oauthAccounts/{oauthAccountId}/accessToken\",\"at\":\"response body /accessToken\"}");
    }

    @Test
    void a_right_provider_passes_without_a_data_file_and_what_was_not_seen_is_a_warning() {
        try (var provider = Answering.rightly()) {
            var output = Answering.run("test", Answering.DOCUMENT, "--url", provider.url());

            assertThat(output.code()).as(output.out()).isZero();
            assertThat(output.out())
                    .contains(
                            "\ncoverage.never-accepted (warning)   GET",
                            " valid requests were refused: 401\n",
                            "\ncoverage.status.unseen (warning)   3 documented statuses were not seen\n",
                            "  all       -v lists them, and so do the files of --report\n",
                            "; 0 errors, ");
        }
    }

    /** Three statuses were not seen: one entry with three places, and three violations. */
    @Test
    void violations_with_one_reason_are_one_entry_in_every_file() throws IOException {
        try (var provider = Answering.rightly()) {
            Answering.run("test", Answering.DOCUMENT, "--url", provider.url(), "--report", folder.toString());
        }

        String place = "GET /oauthAccounts/{oauthAccountId}/accessToken response status /";
        var report = Json.read(Files.readString(folder.resolve("report.json")));
        var group = report.path("groups")
                .valueStream()
                .filter(each -> each.path("rule").asString().equals("coverage.status.unseen"))
                .toList();
        assertThat(group).hasSize(1);
        assertThat(group.get(0).path("places").valueStream().map(JsonNode::asString))
                .containsExactly(place + "403", place + "404", place + "500");
        assertThat(report.path("violations")
                        .valueStream()
                        .map(each -> each.path("rule").asString()))
                .filteredOn("coverage.status.unseen"::equals)
                .hasSize(3);
        assertThat(Files.readString(folder.resolve("report.md")))
                .contains("<br>and 2 more |", "  places    " + place + "403\n            " + place + "404\n");
        assertThat(Files.readString(folder.resolve("report.html")))
                .contains("3: " + place + "403, " + place + "404, " + place + "500");
    }

    @Test
    void each_status_that_was_not_seen_is_known_by_itself() throws IOException {
        var file = folder.resolve("baseline.json");
        try (var provider = Answering.rightly()) {
            Answering.run(
                    "test",
                    Answering.DOCUMENT,
                    "--url",
                    provider.url(),
                    "--baseline",
                    file.toString(),
                    "--update-baseline");
        }

        assertThat(Files.readString(file)).contains("\"response status /403\"", "\"response status /404\"");
    }

    @Test
    void violations_that_are_gone_are_told() throws IOException {
        var file = folder.resolve("baseline.json");
        Files.writeString(
                file, "[{\"rule\": \"leak.stack-trace\", \"operation\": \"GET /x\", \"at\": \"response body\"}]");
        try (var provider = Answering.rightly()) {
            var output = provider.test("--baseline", file.toString());

            assertThat(output.code()).isZero();
            assertThat(output.out())
                    .contains(
                            "The baseline holds 1 violation that is no longer found: remove them with --update-baseline.");
        }
    }

    @Test
    void a_baseline_is_not_made_of_a_part() throws IOException {
        var file = folder.resolve("baseline.json");
        Files.writeString(file, "[]\n");
        try (var provider = Answering.always(WRONG)) {
            var output = provider.test("--baseline", file.toString(), "--update-baseline", "--only", "403");

            assertThat(output.code()).isEqualTo(2);
            assertThat(output.err()).isEqualToNormalizingNewlines("""
                            counterpart: the baseline is unchanged, because only a part was tested
                            to fix    run without --only, --skip, --shard and --max-time
                            """);
            assertThat(file).hasContent("[]");
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        # asked                                    | code | told
        --min-coverage 100                         | 0    |
        --min-coverage operations=100              | 0    |
        --min-coverage media-types=100             | 0    |
        --min-coverage 100 --only 403              | 1    | at least 100 % of statuses seen
        --min-coverage 20 --only 403               | 0    |
        --min-coverage media-types=26 --only 403   | 1    | at least 26 % of media types seen
        """)
    void a_run_that_sees_too_little_fails(String arguments, int code, String told) {
        try (var provider = Answering.rightly()) {
            var output = provider.test(arguments.split(" ", -1));

            assertThat(output.code()).isEqualTo(code);
            assertThat(output.out().contains("coverage.too-low")).isEqualTo(code == 1);
            assertThat(output.out()).contains(told == null ? "" : "expected  " + told);
        }
    }
}
