package dev.counterpart.spec.jsonpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.counterpart.spec.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** JSONPath by the compliance test suite of RFC 9535, and what messages say. */
class JsonPathTest {

    static Stream<Named<JsonNode>> suite() throws IOException {
        var suite = Json.read(Files.readString(Path.of("src/test/resources/jsonpath/cts.json")));
        return suite.path("tests").values().stream()
                .map(test -> Named.of(test.path("name").asString() + " " + test.path("selector"), test));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void suite(JsonNode test) throws Exception {
        String path = test.path("selector").asString();
        if (test.path("invalid_selector").asBoolean(false)) {
            assertThat(isStandard(path)).isFalse();
            return;
        }
        var selected = Json.of(JsonPath.nodes(path, test.path("document")));

        // objects have no order: some results have several forms
        var allowed = test.has("results") ? List.copyOf(test.path("results").values()) : List.of(test.path("result"));
        assertThat(allowed).contains(selected);
        assertThat(isStandard(path)).isTrue();
    }

    private static boolean isStandard(String path) {
        try {
            return JsonPath.parse(path).isStandard();
        } catch (JsonPath.Malformed malformed) {
            return false;
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # a path                      | the reason
            ``                            | expected $ at the end
            paths                         | expected $ before paths
            $.                            | expected a name, * or a bracket at the end
            $.a.1                         | expected a name, * or a bracket before 1
            $.a b                         | expected a segment, such as .name or ['name'], before  b
            $.a[                          | expected a name in quotation marks, an index, a slice, * or a filter at the end
            $.a[b]                        | expected a name in quotation marks, an index, a slice, * or a filter before b]
            $.a['b                        | expected more at the end
            $.a[01]                       | expected an integer without leading zeros, from -(2^53-1) to 2^53-1, before 01]
            $.a[?@.b = 1]                 | expected ] before = 1]
            $.a[?@.b ==]                  | expected a path, a constant, or a function (length, count, match, search, value) before ]
            $.a[?b == 1]                  | expected a path, a constant, or a function (length, count, match, search, value) before b == 1]
            $.a[?@.* == 1]                | a path that can select several nodes cannot be compared
            $.a[?1]                       | a value alone is not a condition: compare it with another one
            $.a[?length(@.b)]             | a value alone is not a condition: compare it with another one
            $.a[?match(@.b, 'x') == true] | true or false of a function cannot be compared
            $.a[?count(1) == 1]           | argument 1 of count must be a path
            $.a[?length(@.*) == 1]        | argument 1 of length must be a value, or a path to one node
            $.a[?match(@.b) == 1]         | match has 2 arguments, not 1
            """)
    void what_is_no_path_has_a_reason(String path, String reason) {
        assertThatExceptionOfType(JsonPath.Malformed.class)
                .isThrownBy(() -> JsonPath.parse(path))
                .satisfies(malformed -> assertThat(malformed.reason()).isEqualTo(reason));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # a path which is not of the standard, and is read  | selected
            $.x-a                                               | [1]
            $.b[?@.x-c].n                                       | [2]
            $..x-a                                              | [1]
            """)
    void names_with_hyphens_are_read(String path, String selected) throws Exception {
        var document = Json.read("{\"x-a\": 1, \"b\": [{\"x-c\": 0, \"n\": 2}, {\"n\": 3}]}");

        assertThat(JsonPath.parse(path).isStandard()).isFalse();
        assertThat(JsonPath.nodes(path, document)).hasToString(selected);
    }

    @ParameterizedTest
    @CsvSource({
        "'$[?', '(@.a', ')', ']'",
        "'$', '[?@', ']', ''",
        "'$[?', 'length(', ')', '@ == 1]'",
        "'$[?', '!(', ')', '@]'"
    })
    void deep_nesting_is_refused(String before, String open, String close, String after) {
        String path = before + open.repeat(100_000) + close.repeat(100_000) + after;

        assertThatExceptionOfType(JsonPath.Malformed.class).isThrownBy(() -> JsonPath.parse(path));
    }

    @Test
    void the_number_of_selected_nodes_is_bounded() {
        String many = "$" + "['a','a','a','a','a','a','a','a']".repeat(10);
        var document = Json.read("{\"a\":".repeat(11) + "{}" + "}".repeat(11));

        assertThatExceptionOfType(JsonPath.Malformed.class)
                .isThrownBy(() -> JsonPath.nodes(many, document))
                .satisfies(malformed -> assertThat(malformed.reason()).isEqualTo("it selects more than 500000 nodes"));
    }
}
