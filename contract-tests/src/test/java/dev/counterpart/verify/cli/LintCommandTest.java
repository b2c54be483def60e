package dev.counterpart.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.counterpart.spec.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LintCommandTest {

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void write() throws IOException {
        String valid = """
                openapi: 3.1.1
                info: {title: t, version: '1'}
                paths: {/a: {get: {responses: {'200': {description: d}}}}}
                """;
        Files.writeString(folder.resolve("good.yaml"), valid);
        Files.writeString(
                folder.resolve("warned.yaml"), valid + "components: {schemas: {A: {type: string, example: 7}}}\n");
        Files.writeString(folder.resolve("wrong.yaml"), valid.replace("{description: d}", "{$ref: '#/x'}"));
        Files.writeString(folder.resolve("broken.yaml"), "openapi: [");
    }

    @ParameterizedTest(name = "lint {0}")
    @CsvSource(delimiter = '|', textBlock = """
        # arguments                     | exit code | output
        good.yaml                       | 0         | good.yaml: 0 errors, 0 warnings
        good.yaml --fail-on warning     | 0         | strength
        warned.yaml                     | 0         | warned.yaml: 0 errors, 2 warnings
        warned.yaml --fail-on warning   | 1         | warned.yaml:4   warning document.component.unused   /components/schemas/A
        wrong.yaml                      | 1         | wrong.yaml:3   error document.reference.dangling   /paths/~1a/get/responses/200
        broken.yaml                     | 2         | broken.yaml:1   error document.syntax
        missing.yaml                    | 2         | missing.yaml   error document.missing
        http://ann:pw-98765@127.0.0.1:1/a.yaml | 2  | http://***@127.0.0.1:1/a.yaml: 1 error, 0 warnings
        http://ann:pw-98765@127.0.0.1:1/a.yaml | 2  | http://***@127.0.0.1:1/a.yaml   error document.unreadable
        good.yaml --format xml          | 2         | Invalid value for option '--format'
        ../spec/openapi/dynamic-oauth-access-token.yaml | 0 | strength 67 %: it rejects 31 of 46 incorrect answers; counterpart strength lists 15 holes
        """)
    void prints_the_findings_and_exits_with(String arguments, int code, String output) {
        var run = run(arguments);

        assertThat(run.text()).contains(output);
        assertThat(run.code()).isEqualTo(code);
    }

    @Test
    void a_finding_reads() {
        assertThat(run("warned.yaml").text().replace(folder + "/", "")).isEqualTo("""
                        warned.yaml:4   warning document.component.unused   /components/schemas/A
                          expected  a reference to A
                          but was   no reference
                          to fix    reference the component, or remove it

                        warned.yaml:4   warning document.example.invalid   /components/schemas/A/example
                          expected  string
                          but was   integer 7
                          declared  warned.yaml:4 (/components/schemas/A/type)
                          to fix    correct the example, or the schema

                        warned.yaml: 0 errors, 2 warnings
                        strength 50 %: it rejects 1 of 2 incorrect answers; counterpart strength lists 1 hole
                        """);
    }

    @Test
    void findings_that_differ_in_their_place_only_are_one_entry() throws IOException {
        Files.writeString(folder.resolve("nullable.yaml"), """
                openapi: 3.1.1
                info: {title: t, version: '1'}
                paths: {/a: {get: {responses: {'200': {description: d, content: {a/json: {schema: {properties: {
                  a: {type: string, nullable: true},
                  b: {type: string, nullable: true},
                  c: {type: integer, nullable: true},
                  d: {type: string, nullable: true},
                  e: {type: string, nullable: true},
                  f: {type: string, nullable: true},
                  g: {type: string, nullable: true}}}}}}}}}}
                """);

        String at = "(/paths/~1a/get/responses/200/content/a~1json/schema/properties/";
        assertThat(run("nullable.yaml").text().replace(folder + "/", "").lines().limit(17))
                .containsExactly(
                        "nullable.yaml:4   warning document.schema.version   " + at.substring(1) + "a/nullable",
                        "  expected  type: [string, 'null']",
                        "  but was   nullable: true, which is ignored in OpenAPI 3.1",
                        "  to fix    write the keyword that the version of the document has, or change that version",
                        "  places    6: nullable.yaml:4 " + at + "a/nullable)",
                        "            nullable.yaml:5 " + at + "b/nullable)",
                        "            nullable.yaml:7 " + at + "d/nullable)",
                        "            nullable.yaml:8 " + at + "e/nullable)",
                        "            nullable.yaml:9 " + at + "f/nullable)",
                        "            and 1 more; --format json lists all",
                        "",
                        "nullable.yaml:6   warning document.schema.version   " + at.substring(1) + "c/nullable",
                        "  expected  type: [integer, 'null']",
                        "  but was   nullable: true, which is ignored in OpenAPI 3.1",
                        "  to fix    write the keyword that the version of the document has, or change that version",
                        "",
                        "nullable.yaml: 0 errors, 7 warnings");
    }

    @ParameterizedTest
    @CsvSource({"good.yaml", "warned.yaml", "wrong.yaml", "broken.yaml"})
    void json_is_as_its_schema_says(String document) throws IOException {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("../docs/schemas/lint.schema.json")));

        assertThat(schema.validate(run(document + " --format json").text(), InputFormat.JSON))
                .isEmpty();
        assertThat(schema.validate("{\"document\": 7}", InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void sarif_has_what_code_scanning_requires() {
        var log = ((Json.Parsed.Value)
                        Json.parse(run("warned.yaml --format sarif").text().getBytes(StandardCharsets.UTF_8)))
                .node();

        var driver = log.at("/runs/0/tool/driver");
        assertThat(driver.path("version").asString()).isEqualTo("0.1.0");
        assertThat(driver.path("informationUri").asString()).startsWith("https://");
        var rule = driver.at("/rules/0");
        assertThat(rule.path("id").asString()).isEqualTo("document.component.unused");
        assertThat(rule.path("name").asString()).isEqualTo("DocumentComponentUnused");
        assertThat(rule.at("/fullDescription/text").asString())
                .isEqualTo("A component should be used by a reference. Violated by: A schema Pet under components that"
                        + " no $ref leads to.");
        var result = log.at("/runs/0/results/0");
        assertThat(result.path("level").asString()).isEqualTo("warning");
        assertThat(result.at("/message/text").asString())
                .isEqualTo("expected a reference to A, but was no reference. To fix: reference the component, or remove"
                        + " it.");
        assertThat(result.at("/locations/0/physicalLocation/region/startLine").asInt())
                .isEqualTo(4);
    }

    @Test
    void a_fingerprint_stays_when_lines_move() throws IOException {
        var before = fingerprints();
        var file = folder.resolve("warned.yaml");
        Files.writeString(file, "# a comment\n" + Files.readString(file));

        assertThat(fingerprints()).isEqualTo(before).hasSize(2).doesNotHaveDuplicates();
    }

    private java.util.List<String> fingerprints() {
        var log = ((Json.Parsed.Value)
                        Json.parse(run("warned.yaml --format sarif").text().getBytes(StandardCharsets.UTF_8)))
                .node();
        return log.at("/runs/0/results")
                .valueStream()
                .map(result -> result.at("/partialFingerprints/counterpart~1v1").asString())
                .toList();
    }

    private record Run(int code, String text) {}

    private Run run(String arguments) {
        var text = new StringWriter();
        var line = Main.line().setOut(new PrintWriter(text)).setErr(new PrintWriter(text, true));
        String named =
                arguments.startsWith("..") || arguments.startsWith("http") ? arguments : folder + "/" + arguments;
        return new Run(line.execute(("lint " + named).split(" ", -1)), text.toString());
    }
}
