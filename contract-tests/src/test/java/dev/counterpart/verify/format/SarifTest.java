package dev.counterpart.verify.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.rule.DocumentRules;
import dev.counterpart.spec.rule.Severity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

class SarifTest {

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        "api.yaml, api.yaml",
        "./api.yaml, ./api.yaml",
        "spec/my api.yaml, spec/my%20api.yaml",
        "spec/ä.yaml, spec/%C3%A4.yaml",
        "a%20b.yaml, a%2520b.yaml",
        "a:b.yaml, ./a:b.yaml",
        "HERE/spec/api.yaml, spec/api.yaml",
        "/elsewhere/my api.yaml, file:///elsewhere/my%20api.yaml",
        "https://example.com/api.yaml?v=1, https://example.com/api.yaml?v=1",
    })
    void files_are_uri_references(String file, String uri) {
        String here = Path.of("").toAbsolutePath().toString();

        assertThat(result(file.replace("HERE", here), 3)
                        .at("/locations/0/physicalLocation/artifactLocation/uri")
                        .asString())
                .isEqualTo(uri);
    }

    @ParameterizedTest(name = "line {0} → {1}")
    @CsvSource({"0, 1", "1, 1", "7, 7"})
    void lines_begin_with_one(int line, int start) {
        assertThat(result("api.yaml", line)
                        .at("/locations/0/physicalLocation/region/startLine")
                        .asInt())
                .isEqualTo(start);
    }

    private static JsonNode result(String file, int line) {
        var text = new Sarif()
                .add(new Sarif.Entry(
                        DocumentRules.SYNTAX,
                        Severity.ERROR,
                        "message",
                        new Location(file, line, JsonPointer.empty()),
                        "",
                        List.of("a"),
                        false))
                .text();
        return ((Json.Parsed.Value) Json.parse(text.getBytes(StandardCharsets.UTF_8)))
                .node()
                .at("/runs/0/results/0");
    }
}
