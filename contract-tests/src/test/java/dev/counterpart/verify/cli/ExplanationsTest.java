package dev.counterpart.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Response;
import dev.counterpart.verify.LocalProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every violated rule is explained once, whatever the number of its violations. */
class ExplanationsTest {

    private static final String DOCUMENT = """
            openapi: 3.1.0
            info: {title: Pets, version: '1'}
            paths:
              /pets: {get: {operationId: pets, responses: {'200': {description: ok, content: {application/json: {schema: {type: array}}}}}}}
              /dogs: {get: {operationId: dogs, responses: {'200': {description: ok, content: {application/json: {schema: {type: object}}}}}}}
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void the_first_violation_of_a_rule_names_the_command_that_explains_it() throws IOException {
        try (var provider = new LocalProvider(request -> Response.of(200, "application/json", "7"))) {
            var document = Files.writeString(folder.resolve("pets.yaml"), DOCUMENT);
            String url = provider.target().toString();

            var output = Answering.run(
                    "test",
                    document.toString(),
                    "--url",
                    url,
                    "--only",
                    "pets",
                    "--only",
                    "dogs",
                    "--report",
                    folder.toString(),
                    "--format",
                    "sarif");

            String rule = "response.body.schema.type";
            assertThat(output.out()).contains("\n  more      counterpart explain " + rule + "\n");
            assertThat(count("(?m)^" + Pattern.quote(rule) + " ", output.out())).isEqualTo(2);
            assertThat(count("explain " + Pattern.quote(rule) + "\n", output.out()))
                    .isEqualTo(1);
            var rules =
                    Json.read(Files.readString(folder.resolve("report.sarif"))).at("/runs/0/tool/driver/rules");
            assertThat(rules.size()).isPositive();
            for (var each : rules) {
                assertThat(each.at("/help/markdown").asString())
                        .contains(
                                "**Violated by:** ",
                                "**To fix:** ",
                                "`counterpart explain " + each.path("id").asString() + "`");
                assertThat(each.has("helpUri")).isFalse();
            }
        }
    }

    private static long count(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().count();
    }
}
