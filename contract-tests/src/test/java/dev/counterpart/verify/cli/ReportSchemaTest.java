package dev.counterpart.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code docs/schemas/report.schema.json} promises of a report. */
class ReportSchemaTest {

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "",
                "--only 403",
                "--shard 2/3",
                "--max-time 1ms",
                "--baseline baseline.json",
                "--skip 500 --read-only --min-coverage operations=100"
            })
    void a_report_is_as_its_schema_says(String arguments) throws IOException {
        var baseline = folder.resolve("baseline.json").toString();
        try (var provider = Answering.always("{\"accessToken\": 1, \"scopes\": []}")) {
            provider.test("--baseline", baseline, "--update-baseline");
            provider.test(("--report " + folder + " " + arguments.replace("baseline.json", baseline))
                    .strip()
                    .split(" ", -1));
        }

        assertThat(problems(Files.readString(folder.resolve("report.json")))).isEmpty();
    }

    @Test
    void the_schema_is_not_content_with_anything() throws IOException {
        assertThat(problems("{\"title\": 7}")).isNotEmpty();
    }

    private static Iterable<com.networknt.schema.Error> problems(String report) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("../docs/schemas/report.schema.json")))
                .validate(report, InputFormat.JSON);
    }
}
