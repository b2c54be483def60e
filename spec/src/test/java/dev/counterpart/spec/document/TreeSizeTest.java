package dev.counterpart.spec.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeSizeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            JSON                        | values
            7                           | 1
            null                        | 1
            {}                          | 1
            []                          | 1
            [1, 2]                      | 3
            {"a": 1, "b": [true, {}]}   | 5
            """, useHeadersInDisplayName = true)
    void every_value_counts(String json, int values) {
        assertThat(TreeSize.of(((Json.Parsed.Value) Json.parse(json.getBytes(StandardCharsets.UTF_8))).node()))
                .isEqualTo(values);
    }
}
