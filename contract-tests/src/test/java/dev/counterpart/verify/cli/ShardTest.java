package dev.counterpart.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.verify.format.JsonFormat;
import dev.counterpart.verify.format.ReportReader;
import dev.counterpart.verify.report.Report;
import dev.counterpart.verify.report.ReportedCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.CONCURRENT)
class ShardTest {

    private static final String WRONG = "{\"accessToken\": 1, \"scopes\": []}";

    private static final List<String> FILES =
            List.of("report.json", "junit.xml", "report.html", "report.md", "report.sarif", "exchanges.har");

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest(name = "{0} parts")
    @ValueSource(ints = {1, 2, 5})
    void the_parts_of_a_run_joined_say_what_the_whole_run_says(int parts) throws IOException {
        try (var provider = Answering.always(WRONG)) {
            provider.test("--report", folder.resolve("whole").toString(), "--format", "json");
            var joined = joined(provider, parts);

            assertThat(joined.code()).isEqualTo(1);
            assertThat(verdicts("joined")).isEqualTo(verdicts("whole"));
            assertThat(report("joined").causes())
                    .extracting(cause -> cause.violation().rule().id() + " "
                            + cause.violation().at() + " " + cause.count())
                    .containsExactlyInAnyOrderElementsOf(report("whole").causes().stream()
                            .map(cause -> cause.violation().rule().id() + " "
                                    + cause.violation().at() + " " + cause.count())
                            .toList());
            assertThat(report("joined").coverage()).isEqualTo(report("whole").coverage());
        }
    }

    @Test
    void a_joined_run_has_one_smaller_request_for_each_cause() throws IOException {
        try (var provider = Answering.always(WRONG)) {
            joined(provider, 3);

            var shrunk = report("joined").cases().stream()
                    .filter(each -> each.source().equals("shrunk"))
                    .toList();
            assertThat(shrunk).isNotEmpty();
            assertThat(shrunk).extracting(ReportedCase::id).doesNotHaveDuplicates();
            assertThat(shrunk)
                    .extracting(each -> {
                        var violation = each.verdict().violations().get(0);
                        return violation.rule() + " " + violation.at();
                    })
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void a_part_alone_does_not_complain_of_statuses_that_other_parts_see() {
        try (var provider = Answering.rightly()) {
            var output = provider.test("--shard", "2/9");

            assertThat(output.out()).startsWith("Dashboard API (").contains(", shard 2/9\n");
            assertThat(output.code()).isZero();
        }
    }

    @Test
    void a_joined_run_of_a_right_provider_passes_in_all_formats() throws IOException {
        try (var provider = Answering.rightly()) {
            var output = joined(provider, 2);

            assertThat(output.out()).endsWith(" s\n").contains(" 0 failed", "5 of 5 documented statuses seen");
            assertThat(output.code()).isZero();
            for (String file : FILES) {
                assertThat(folder.resolve("joined").resolve(file)).isNotEmptyFile();
            }
        }
    }

    @Test
    void a_report_that_is_read_and_written_again_is_the_same() throws IOException {
        try (var provider = Answering.always(WRONG)) {
            provider.test("--report", folder.resolve("whole").toString(), "--format", "json");
            String text = Files.readString(folder.resolve("whole/report.json"));

            assertThat(new JsonFormat().text(report("whole"))).isEqualTo(text);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        # reports              | message
        1/3 3/3                | of 3 shards, these are missing: 2
        1/2 2/3                | the reports are of 2 and of 3 shards
        whole                  | one report is of a whole run, not of a shard
        """)
    void parts_that_do_not_belong_together_are_not_joined(String shards, String message) {
        try (var provider = Answering.rightly()) {
            var files = new ArrayList<>(List.of("test", "merge"));
            for (String shard : shards.split(" ", -1)) {
                String file = folder.resolve(shard.replace("/", "-")).toString();
                var arguments = new ArrayList<>(List.of("--report", file, "--format", "json", "--only", "403"));
                if (!shard.equals("whole")) {
                    arguments.addAll(List.of("--shard", shard));
                }
                provider.test(arguments.toArray(String[]::new));
                files.add(file);
            }
            var output = Answering.run(files.toArray(String[]::new));

            assertThat(output.code()).isEqualTo(2);
            assertThat(output.err())
                    .isEqualToNormalizingNewlines(
                            "counterpart: " + message + "\nto fix    name the report.json of every shard of one run\n");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        # file's content | message
                         | the report {file} does not exist/to fix    name the report.json that --report DIR wrote
        {}               | {file} is not a report of the gate/to fix    name the report.json that --report DIR wrote
        [1,              | {file} is not a report of the gate/to fix    name the report.json that --report DIR wrote
        {"cases": [{"verdict": "odd"}], "started": "2026-01-01T00:00:00Z"} | {file} is not a report of the gate/to fix    name the report.json that --report DIR wrote
        """)
    void what_is_no_report_is_said(String content, String message) throws IOException {
        var file = folder.resolve("report.json");
        if (content != null) {
            Files.writeString(file, content);
        }
        var output = Answering.run("test", "merge", file.toString());

        assertThat(output.code()).isEqualTo(2);
        assertThat(output.err())
                .isEqualToNormalizingNewlines("counterpart: "
                        + message.replace("/to fix", "\nto fix").replace("{file}", file.toString()) + "\n");
    }

    private Answering.Output joined(Answering provider, int parts) {
        var arguments = new ArrayList<>(
                List.of("test", "merge", "--report", folder.resolve("joined").toString()));
        for (int part = 1; part <= parts; part++) {
            String file = folder.resolve("part-" + part).toString();
            provider.test("--shard", part + "/" + parts, "--report", file, "--format", "json");
            arguments.add(file);
        }
        return Answering.run(arguments.toArray(String[]::new));
    }

    private Report report(String run) throws IOException {
        return ReportReader.read(Files.readAllBytes(folder.resolve(run).resolve("report.json")))
                .orElseThrow();
    }

    /** Of all cases but those that were shrunk: each part shrinks what it finds. */
    private Map<String, String> verdicts(String run) throws IOException {
        var verdicts = new TreeMap<String, String>();
        for (ReportedCase each : report(run).cases()) {
            if (!each.source().equals("shrunk")) {
                verdicts.put(each.id(), each.verdict().word());
            }
        }
        return verdicts;
    }
}
