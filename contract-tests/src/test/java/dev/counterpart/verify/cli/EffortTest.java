package dev.counterpart.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.verify.format.ReportReader;
import dev.counterpart.verify.report.ReportedCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Execution(ExecutionMode.CONCURRENT)
class EffortTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void many_workers_come_to_the_same_verdicts_in_the_same_order() throws IOException {
        try (var provider = Answering.rightly()) {
            provider.test("--report", folder.toString(), "--format", "json");
            var alone = verdicts();
            provider.test("--report", folder.toString(), "--format", "json", "--workers", "8");

            assertThat(verdicts()).isEqualTo(alone).hasSizeGreaterThan(50);
        }
    }

    @Test
    void a_seed_varies_values_and_the_same_seed_does_not() throws IOException {
        assertThat(requests("one")).isEqualTo(requests("one")).isNotEqualTo(requests("two"));
    }

    private List<String> requests(String seed) throws IOException {
        var document = folder.resolve("openapi.yaml");
        Files.writeString(document, """
                openapi: 3.0.3
                paths:
                  /people:
                    get:
                      parameters: [{name: email, in: query, required: true, schema: {type: string, format: email}}]
                      responses: {'200': {description: found}, 4XX: {description: refused}}
                """);
        try (var provider = Answering.rightly()) {
            var output = Answering.run(
                    "test",
                    document.toString(),
                    "--url",
                    provider.url(),
                    "--seed",
                    seed,
                    "--report",
                    folder.toString(),
                    "--format",
                    "json");
            assertThat(output.out()).contains("Generated values were varied by --seed " + seed + ".");
            return cases().stream()
                    .map(each -> each.again().replace(provider.url(), ""))
                    .toList();
        }
    }

    @Test
    void no_more_requests_are_sent_than_the_rate_allows() {
        try (var provider = Answering.rightly()) {
            long start = System.nanoTime();
            provider.test("--only", "credentials", "--repeat", "1", "--rate", "50/s");
            var output = provider.test("--only", "404", "--repeat", "1", "--rate", "600/m");

            assertThat(output.code()).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(400));
        }
    }

    @Test
    void what_there_is_no_time_for_is_skipped_and_not_called_unseen() {
        try (var provider = Answering.rightly()) {
            var output = provider.test("--max-time", "1ms", "--workers", "2");

            assertThat(output.out())
                    .contains(
                            "the time limit of --max-time was reached",
                            "The time limit of --max-time was reached, so some cases were skipped")
                    .doesNotContain("coverage.status.unseen");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        # arguments         | message
        --workers 0         | --workers 0 is out of range/to fix    give a number from 1 to 100
        --workers 101       | --workers 101 is out of range/to fix    give a number from 1 to 100
        --rate 0/s          | --rate 0/s is not a rate/to fix    use the form 20/s or 90/m
        --rate fast         | --rate fast is not a rate/to fix    use the form 20/s or 90/m
        --max-time soon     | --max-time must be a time such as 30s or 5m but was "soon"/to fix    correct the time, or leave out --max-time
        --max-time 0m       | --max-time must be a time such as 30s or 5m, more than 0 but was "0m"/to fix    correct the time, or leave out --max-time
        --max-time 169h     | --max-time must be a time such as 30s or 5m, at most 168h (7 days) but was "169h"/to fix    correct the time, or leave out --max-time
        --shard 3/2         | --shard 3/2 is not a shard/to fix    use the form 2/4, from 1/4 to 4/4
        --shard 0/2         | --shard 0/2 is not a shard/to fix    use the form 2/4, from 1/4 to 4/4
        --min-coverage all  | --min-coverage all is not a coverage/to fix    use the form 90, statuses=90, operations=100 or media-types=50
        --min-coverage 101  | --min-coverage 101 is not a coverage/to fix    use the form 90, statuses=90, operations=100 or media-types=50
        --update-baseline   | --update-baseline needs a file/to fix    name it with --baseline FILE
        --baseline none.json | the baseline none.json does not exist/to fix    check the path, or create the file with --update-baseline
        --baseline pom.xml  | pom.xml is not a baseline: a JSON array of objects with rule, operation and at/to fix    fix it, or regenerate it with --update-baseline
        """)
    void what_cannot_be_meant_is_said(String arguments, String message) {
        try (var provider = Answering.rightly()) {
            var output = provider.test(arguments.split(" ", -1));

            assertThat(output.code()).isEqualTo(2);
            assertThat(output.err())
                    .isEqualToNormalizingNewlines("counterpart: " + message.replace("/to fix", "\nto fix") + "\n");
        }
    }

    private List<String> verdicts() throws IOException {
        return cases().stream()
                .map(each -> each.id() + ": " + each.verdict().word())
                .toList();
    }

    private List<ReportedCase> cases() throws IOException {
        return ReportReader.read(Files.readAllBytes(folder.resolve("report.json")))
                .orElseThrow()
                .cases();
    }
}
