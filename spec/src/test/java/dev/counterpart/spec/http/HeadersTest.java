package dev.counterpart.spec.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9110 §5: names are case-insensitive, and the order of lines with one name counts. */
class HeadersTest {

    private static Headers headers(String text) {
        return new Headers(text.lines()
                .map(line -> line.split(": ?", 2))
                .map(parts -> Map.entry(parts[0], parts[1]))
                .toList());
    }

    private static Headers cell(String text) {
        return headers(text.replace("; ", "\n"));
    }

    private static String cell(Headers headers) {
        return headers.fields().stream()
                .map(field -> field.getKey() + ": " + field.getValue())
                .collect(Collectors.joining("; "));
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # name | header lines                  | first | all      | joined | elements
            A      | A: 1                          | 1     | [1]      | 1      | [1]
            a      | A: 1                          | 1     | [1]      | 1      | [1]
            A      | a: 1; B: 2; A: 3              | 1     | [1, 3]   | 1, 3   | [1, 3]
            B      | a: 1; B: 2; A: 3              | 2     | [2]      | 2      | [2]
            A      | A: 1, "2,3",; A: 4            | 1, "2,3", | [1, "2,3",, 4] | 1, "2,3",, 4 | [1, "2,3", 4]
            A      | A:                            | ``    | []       | ``     | []
            C      | a: 1; B: 2                    | none  | []       | none   | []
            """)
    void the_values_of(String name, String lines, String first, String all, String joined, String elements) {
        var headers = cell(lines);

        assertThat(headers.first(name).orElse("none")).isEqualTo(first);
        assertThat(headers.all(name)).hasToString(all);
        assertThat(headers.joined(name).orElse("none")).isEqualTo(joined);
        assertThat(headers.elements(name)).hasToString(elements);
        assertThat(headers.has(name)).isEqualTo(!first.equals("none"));
    }

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # header lines     | name | with it set to x   | without it | with one more line
            A: 1; B: 2         | b    | A: 1; b: x         | A: 1       | A: 1; B: 2; b: x
            A: 1; B: 2; a: 3   | A    | A: x; B: 2         | B: 2       | A: 1; B: 2; a: 3; A: x
            B: 2; A: 1; A: 1   | a    | B: 2; a: x         | B: 2       | B: 2; A: 1; A: 1; a: x
            B: 2               | A    | B: 2; A: x         | B: 2       | B: 2; A: x
            A: 1               | A    | A: x               | ``         | A: 1; A: x
            """)
    void a_change_of(String lines, String name, String with, String without, String and) {
        var headers = cell(lines);

        assertThat(cell(headers.with(name, "x"))).isEqualTo(with);
        assertThat(cell(headers.without(name))).isEqualTo(without);
        assertThat(cell(headers.and(name, "x"))).isEqualTo(and);
        assertThat(cell(headers)).isEqualTo(lines);
    }

    @ParameterizedTest(name = "{0} by {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # header lines     | others      | the result
            A: 1; B: 2         | b: 3        | A: 1; b: 3
            A: 1; B: 2; A: 3   | A: 4; A: 5  | B: 2; A: 4; A: 5
            A: 1               | B: 2        | A: 1; B: 2
            """)
    void others_replace_lines_of_their_names(String lines, String others, String result) {
        assertThat(cell(cell(lines).replaced(cell(others)))).isEqualTo(result);
        assertThat(cell(lines).replaced(Headers.none())).isEqualTo(cell(lines));
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            A: 1; B: 2 | A: 1; B: 2 | true
            A: 1; B: 2 | B: 2; A: 1 | false
            A: 1       | a: 1       | false
            A: 1       | A: 2       | false
            """)
    void the_same_lines_are_equal(String one, String other, boolean isEqual) {
        assertThat(cell(one).equals(cell(other))).isEqualTo(isEqual);
        assertThat(cell(one).hashCode() == cell(other).hashCode()).isEqualTo(isEqual);
    }

    @Test
    void lines_are_a_list_that_cannot_be_changed() {
        var lines = new String[] {"A", "1", "B", "2"};
        var headers = Headers.of(lines);
        lines[1] = "changed";

        assertThat(headers.fields()).isEqualTo(List.of(Map.entry("A", "1"), Map.entry("B", "2")));
        assertThat(headers).hasToString("[A=1, B=2]");
        assertThatThrownBy(() -> headers.fields().remove(0)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> headers.fields().get(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Headers.of("A")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void lines_are_given_in_order_and_counted_as_they_are_sent() {
        var headers = Headers.of("A", "1", "b", "", "A", "three");
        var sent = new StringBuilder();

        headers.forEach(
                (name, value) -> sent.append(name).append(": ").append(value).append("\r\n"));

        assertThat(sent).hasToString("A: 1\r\nb: \r\nA: three\r\n");
        assertThat(headers.length()).isEqualTo(sent.length());
        assertThat(Headers.none().length()).isZero();
    }
}
