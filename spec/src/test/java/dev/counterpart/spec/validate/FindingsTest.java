package dev.counterpart.spec.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.document.Place;
import dev.counterpart.spec.rule.Finding;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.node.JsonNodeFactory;

class FindingsTest {

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # format | value               | requirement
            int32    | 2147483648          | an integer from -2147483648 to 2147483647 (int32)
            int32    | 1.5                 | an integer from -2147483648 to 2147483647 (int32)
            int64    | 9223372036854775808 | an integer from -9223372036854775808 to 9223372036854775807 (int64)
            uint8    | -1                  | an integer from 0 to 255 (uint8)
            float    | 1e39                | a number from -3.4028235E38 to 3.4028235E38 (float)
            double   | 1e400               | a number from -1.7976931348623157E308 to 1.7976931348623157E308 (double)
            uuid     | `"x"`               | a string in the format uuid
            """)
    void a_format_requires(String format, String value, String expected) {
        var finding = new Finding(
                "format",
                JsonPointer.empty(),
                Place.root(URI.create("openapi.yaml")),
                JsonNodeFactory.instance.stringNode(format),
                Json.read(value),
                Optional.empty(),
                "");

        assertThat(Findings.expected(finding)).isEqualTo(expected);
    }
}
