package dev.counterpart.spec.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTemplateTest {

    private static final Map<String, String> VALUES = Map.of("a", "1%2F2", "b", "x,y");

    @ParameterizedTest(name = "{0} with a=1%2F2 and b=x,y → {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # template             | path
            /                      | /
            /pets/{a}              | /pets/1%2F2
            /pets/{a}/             | /pets/1%2F2/
            /{b}.{a}               | /x,y.1%2F2
            /v{a}{b}w              | /v1%2F2x,yw
            /{unknown}/x           | //x
            /a b/ü:@               | /a%20b/%C3%BC:@
            /a%20b                 | /a%20b
            /%7Ba%7D               | /%7Ba%7D
            /{a} by {b}            | /1%2F2%20by%20x,y
            /{a}%20by%20{b}        | /1%2F2%20by%20x,y
            /%7Ba%7D{b}            | /%7Ba%7Dx,y
            """)
    void a_template_is_filled(String template, String path) {
        assertThat(PathTemplate.of(template).expanded(VALUES)).isEqualTo(path);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # template         | whether a path has several readings
            /                  | false
            /pets              | false
            /pets/{a}          | false
            /{a}/{b}/{c}       | false
            /{a}/x.{b}         | false
            /{a}.{b}           | true
            /pets/{a}{b}/x     | true
            /{a}/{b}/v{c}-{d}  | true
            """)
    void a_segment_has_several_variables(String template, boolean hasSeveral) {
        assertThat(PathTemplate.hasSeveralReadings(template)).isEqualTo(hasSeveral);
    }

    @Test
    void variables_are_named_from_the_left() {
        var template = PathTemplate.of("/{b}/x{c}-{a}/y");

        assertThat(template.variables()).containsExactly("b", "c", "a");
        assertThat(template).hasToString("/{b}/x{c}-{a}/y");
    }

    @ParameterizedTest(name = "{1} by {0} → {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # segment      | text      | values
            {a}            | ""        | {a=}
            {a}            | 1%2F2     | {a=1%2F2}
            {a}.json       | .json     | {a=}
            {a}.json       | json      | none
            v{a}           | v         | {a=}
            v{a}           | w         | none
            ab{a}ba        | aba       | none
            ab{a}ba        | abba      | {a=}
            {a}--{b}       | ---       | {a=-, b=}
            {a}-{b}        | -2-3      | {a=-2, b=3}
            {a}-{b}        | -2        | {a=, b=2}
            {a}{b}         | xyz       | {a=x, b=yz}
            {a}{b}         | x         | {a=x, b=}
            {a}-{b}-x      | 1-2-x     | {a=1, b=2}
            {a}-{b}-x      | 1-x       | none
            {a}-{b}        | 1%2D2     | {a=1, b=2}
            {a};{b}        | 1;2       | {a=1, b=2}
            x{a}           | x1,2;3    | {a=1,2;3}
            x{a}           | x1%2F2    | {a=1%2F2}
            mat{a}         | mat;a=4   | {a=;a=4}
            {a}{b}{c}      | 12        | {a=1, b=2, c=}
            """)
    void a_segment_gives_values(String segment, String text, String values) {
        assertThat(PathTemplate.Segment.of(segment)
                        .values(text)
                        .map(found -> new java.util.TreeMap<>(found).toString())
                        .orElse("none"))
                .isEqualTo(values);
    }
}
