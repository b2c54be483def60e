package dev.counterpart.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrengthCommandTest {

    private static final String BUNDLED = "../spec/openapi/dynamic-oauth-access-token.yaml";

    @ParameterizedTest(name = "strength {0}")
    @CsvSource(delimiter = '|', textBlock = """
        # options                        | exit code | output
        BUNDLED                          | 0         | refuses 31 of 46 incorrect answers: strength 67 %
        BUNDLED --limit 1                | 0         | … and 14 more holes; --limit 0 lists all
        BUNDLED --fail-under 67          | 0         | strength 67 %
        BUNDLED --fail-under 68          | 1         | strength 67 %
        BUNDLED --fail-under 101         | 2         | to fix    use a number from 0 to 100
        BUNDLED --limit -1               | 2         | to fix    use 0 for all, or a positive number
        missing.yaml                     | 2         | missing.yaml
        """)
    void tells_the_strength_and_its_exit_code(String options, int code, String output) {
        var text = new StringWriter();
        var line = Main.line().setOut(new PrintWriter(text)).setErr(new PrintWriter(text, true));

        int exit = line.execute(("strength " + options.replace("BUNDLED", BUNDLED)).split(" ", -1));

        assertThat(exit).isEqualTo(code);
        assertThat(text.toString()).contains(output);
    }

    @TempDir
    private Path folder;

    @Test
    void the_overlay_that_it_writes_closes_the_holes() throws IOException {
        var file = folder.resolve("stricter.yaml");
        run("strength " + BUNDLED + " --write-overlay " + file);
        var text = Files.readString(file);

        assertThat(text)
                .startsWith("overlay: 1.0.0\ninfo: {title: \"Stricter Dashboard API\", version: 1.0.0}\nactions:\n")
                .contains(
                        "  - target: \"$['components']['schemas']['Unauthorized']\"\n    update: {\"required\":[\"error\"]}\n");
        long open = text.lines().filter(line -> line.startsWith("#   ")).count();
        assertThat(run("strength " + BUNDLED + " --overlay " + file).lines().filter(line -> line.startsWith("  add")))
                .hasSize((int) open);
        assertThat(run("strength " + BUNDLED + " --fail-under 90 --overlay " + file))
                .doesNotContain("67 %");
    }

    /** Names such as 200 are no indexes, and names such as @a are quoted in YAML. */
    @Test
    void the_overlay_finds_names_of_any_kind() throws IOException {
        var document = Files.writeString(folder.resolve("names.yaml"), """
                openapi: 3.1.0
                info: {title: t, version: '1'}
                paths:
                  /it's:
                    get:
                      responses:
                        200:
                          description: d
                          content: {application/json: {schema: {allOf: [{type: object, properties: {'@a': {type: string}, '7': {type: string}}}]}}}
                """);
        var file = folder.resolve("stricter.yaml");
        run("strength " + document + " --write-overlay " + file);

        assertThat(Files.readString(file))
                .contains(
                        "\"$['paths']['/it\\\\'s']['get']['responses']['200']['content']['application/json']['schema']['allOf'][0]");
        assertThat(run("strength " + document + " --overlay " + file)).doesNotContain("required", "minLength");
    }

    @Test
    void an_overlay_for_swagger_2_is_refused() throws IOException {
        var document = Files.writeString(
                folder.resolve("two.yaml"),
                "swagger: '2.0'\ninfo: {title: t, version: '1'}\npaths: {/a: {get: {responses: {200: {description: d}}}}}");

        assertThat(run("strength " + document + " --write-overlay " + folder.resolve("o.yaml")))
                .contains("--write-overlay is not available for Swagger 2.0");
        assertThat(folder.resolve("o.yaml")).doesNotExist();
    }

    private static String run(String arguments) {
        var text = new StringWriter();
        var line = Main.line().setOut(new PrintWriter(text)).setErr(new PrintWriter(text, true));
        line.execute(arguments.split(" ", -1));
        return text.toString();
    }
}
