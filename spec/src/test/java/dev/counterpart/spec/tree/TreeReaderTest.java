package dev.counterpart.spec.tree;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TreeReaderTest {

    static Stream<Arguments> encodings() {
        return Stream.of("{\"a\":\"ä\"}", "a: ä\n")
                .flatMap(text -> Stream.of(UTF_8, UTF_16BE, UTF_16LE)
                        .flatMap(charset -> Stream.of("", "\uFEFF").map(mark -> Arguments.of(mark + text, charset))));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void json_and_yaml_may_be_utf_8_or_utf_16_with_or_without_byte_order_mark(String text, Charset charset)
            throws Unreadable {
        assertThat(read(text.getBytes(charset)).root()).hasToString("{\"a\":\"ä\"}");
    }

    @ParameterizedTest(name = "{0} stays {1}")
    @CsvSource(delimiter = '|', textBlock = """
            1                        | 1
            1.0                      | 1.0
            1.50                     | 1.50
            -0                       | 0
            12345678901234567890123  | 12345678901234567890123
            0.1000000000000000000001 | 0.1000000000000000000001
            """)
    void numbers_are_exact(String number, String expected) throws Unreadable {
        assertThat(read("[" + number + "]").root()).hasToString("[" + expected + "]");
    }

    @Test
    void every_json_value_has_the_line_of_its_key() throws Unreadable {
        var tree = read("""
                {
                  "a":
                    {"b": 1,
                     "c": [
                       true,
                       null
                     ]},
                  "d": "x"
                }""");

        assertThat(YamlTreeTest.lines(tree))
                .containsExactly(" 1 or 2", "/a 2", "/a/b 3", "/a/c 4", "/a/c/0 5", "/a/c/1 6", "/d 8");
    }

    @Test
    void the_last_of_two_equal_keys_counts_and_is_remarked_at_its_line() throws Unreadable {
        var tree = read("{\n\"a\": {\"x\": 1, \"x\": 2},\n\"b\": 1,\n\"a\": {\"y\": [1]},\n\"a\": {\"z\": [2]}\n}");

        assertThat(tree.root()).hasToString("{\"b\":1,\"a\":{\"z\":[2]}}");
        assertThat(YamlTreeTest.lines(tree)).containsExactly(" 1 or 2", "/b 3", "/a 5", "/a/z 5", "/a/z/0 5");
        assertThat(tree.remarks())
                .extracting(remark -> remark.line() + " " + remark.expected())
                .containsExactly("2 one \"x\" in an object", "4 one \"a\" in an object", "5 one \"a\" in an object");
    }

    @Test
    void json_with_a_trailing_comma_is_read_as_yaml_with_a_remark() throws Unreadable {
        var tree = read("{\"a\": [1, 2,],}");

        assertThat(tree.root()).hasToString("{\"a\":[1,2]}");
        assertThat(tree.remarks())
                .extracting(Tree.Remark::expected)
                .isEqualTo(List.of("well-formed JSON; it was read as YAML"));
    }

    @Test
    void what_looks_like_json_and_is_neither_gets_the_message_of_json() {
        assertThat(message("{\"a\": 1,\n\"b\" 2}".getBytes(UTF_8)))
                .isEqualTo("document.syntax x:2: Unexpected character ('2' (code 50)): was expecting a colon to"
                        + " separate property name and value");
    }

    @Test
    void json_nested_100000_deep_ends_at_the_limit() {
        assertThat(message("[".repeat(100_000).getBytes(UTF_8))).isEqualTo("document.limit x:1: more");
        assertThat(message("{\"a\":".repeat(100_000).getBytes(UTF_8))).isEqualTo("document.limit x:1: more");
        assertThat(message(("{\"a\":1,\"a\":" + "[".repeat(100_000)).getBytes(UTF_8)))
                .isEqualTo("document.limit x:1: more");
    }

    @Test
    void json_with_too_many_values_or_digits_ends_at_the_limit() {
        assertThat(message(("[" + "1,".repeat(200_000) + "1]").getBytes(UTF_8)))
                .isEqualTo("document.limit x:1: more than 100000");
        assertThat(message("[1e99999999]".getBytes(UTF_8))).isEqualTo("document.limit x:1: the number 1e99999999");
        assertThat(message(("[" + "1".repeat(5000) + "]").getBytes(UTF_8)))
                .startsWith("document.limit x: Number value length (5000)");
    }

    @Test
    void a_json_string_of_10_megabytes_is_read() throws Unreadable {
        assertThat(read("[\"" + "x".repeat(10_000_000) + "\"]").root().get(0).asString())
                .hasSize(10_000_000);
    }

    @Test
    void what_is_no_text_is_refused() {
        assertThat(message(new byte[0])).isEqualTo("document.empty x: a file of 0 bytes");
        assertThat(message("  \n".getBytes(UTF_8))).isEqualTo("document.empty x: nothing");
        assertThat(message("a: ä".getBytes(ISO_8859_1))).isEqualTo("document.unreadable x: bytes that are not UTF-8");
        assertThat(message(new byte[] {'a', ':', ' ', 7}))
                .isEqualTo("document.syntax x:1: the character U+0007, which YAML does not allow");
    }

    private static Tree read(String text) throws Unreadable {
        return read(text.getBytes(UTF_8));
    }

    private static Tree read(byte[] bytes) throws Unreadable {
        return TreeReader.read(bytes, 500, 100_000);
    }

    private static String message(byte[] bytes) {
        var violation =
                catchThrowableOfType(Unreadable.class, () -> read(bytes)).in("x");
        return violation.rule() + " " + violation.declared().orElseThrow() + ": " + violation.actual();
    }
}
