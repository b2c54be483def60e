package dev.counterpart.spec.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.counterpart.spec.document.SourceMap;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

class YamlTreeTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # as written    | as JSON
            NO              | "NO"
            on              | "on"
            yes             | "yes"
            y               | "y"
            12:30:45        | "12:30:45"
            00123           | "00123"
            -007            | "-007"
            00.5            | "00.5"
            2020-01-01      | "2020-01-01"
            1_000           | "1_000"
            0b11            | "0b11"
            .inf            | ".inf"
            .nan            | ".nan"
            .               | "."
            -               | [null]
            1.2.3           | "1.2.3"
            1e              | "1e"
            0x              | "0x"
            <<              | "<<"
            =               | "="
            ~               | null
            null            | null
            Null            | null
            nULL            | "nULL"
            true            | true
            TRUE            | true
            tRUE            | "tRUE"
            False           | false
            0               | 0
            -12             | -12
            +5              | 5
            0o17            | 15
            0x1F            | 31
            1.0             | 1.0
            1.              | 1
            .5              | 0.5
            -0.25           | -0.25
            12e3            | 1.2E+4
            2147483648      | 2147483648
            92233720368547758070       | 92233720368547758070
            0.1000000000000000000001   | 0.1000000000000000000001
            "200"           | "200"
            '~'             | "~"
            !!str 12        | "12"
            !!int "12"      | 12
            !date 2020      | "2020"
            """)
    void a_plain_scalar_is_read_as_yaml_1_2(String written, String json) throws Unreadable {
        assertThat(read(written).root()).hasToString(json);
    }

    @Test
    void an_empty_value_is_null_and_a_quoted_one_is_text() throws Unreadable {
        assertThat(read("a:\\nb: ''\\nc: |\\n  NO\\n".replace("\\n", "\n")).root())
                .hasToString("{\"a\":null,\"b\":\"\",\"c\":\"NO\\n\"}");
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # YAML, with → for a tab     | as JSON
            a:→1                         | {"a":1}
            a:→→ 1→ # a comment          | {"a":1}
            a: →"x→y"                    | {"a":"x\\ty"}
            a:→x→y                       | {"a":"x\\ty"}
            -→1/-→→b/- →c                | [1,"b","c"]
            ?→a/:→b                      | {"a":"b"}
            a:→/ b:→2/ c: 3              | {"a":{"b":2,"c":3}}
            a:→&x→!!str 1/b:→*x          | {"a":"1","b":"1"}
            {a:→1,→b:→[→2→]→}            | {"a":1,"b":[2]}
            a:→>-/ x→y/b: 1              | {"a":"x\\ty","b":1}
            """)
    void tabs_separate_tokens(String yaml, String json) throws Unreadable {
        assertThat(read(yaml.replace('→', '\t').replace('/', '\n')).root()).hasToString(json);
    }

    @Test
    void a_slash_may_be_escaped_as_in_json() throws Unreadable {
        assertThat(read("a: \"https:\\/\\/x\"\nb: x\\/y\nc: 'x\\/y'\n").root())
                .hasToString("{\"a\":\"https://x\",\"b\":\"x\\\\/y\",\"c\":\"x\\\\/y\"}");
    }

    @Test
    void keys_stay_as_written() throws Unreadable {
        assertThat(read("200: a\n'404': b\ntrue: c\n1.0: d\n~: e\n").root())
                .hasToString("{\"200\":\"a\",\"404\":\"b\",\"true\":\"c\",\"1.0\":\"d\",\"~\":\"e\"}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # case                       | YAML                                               | as JSON
            an alias                     | {a: &x [1, 2], b: *x}                              | {"a":[1,2],"b":[1,2]}
            an alias of a scalar         | {a: &x NO, b: *x}                                  | {"a":"NO","b":"NO"}
            an alias as a key            | {a: &x k, *x : 1}                                  | {"a":"k","k":1}
            an anchor given twice        | {a: &x 1, b: *x, c: &x 2, d: *x}                   | {"a":1,"b":1,"c":2,"d":2}
            a merge                      | {a: &x {p: 1, q: 2}, b: {<<: *x, r: 3}}            | {"a":{"p":1,"q":2},"b":{"r":3,"p":1,"q":2}}
            own keys win over merged     | {a: &x {p: 1, q: 2}, b: {<<: *x, p: 3}}            | {"a":{"p":1,"q":2},"b":{"p":3,"q":2}}
            the first merged wins        | {a: &x {p: 1}, c: &y {p: 2, q: 2}, b: {<<: [*x, *y]}} | {"a":{"p":1},"c":{"p":2,"q":2},"b":{"p":1,"q":2}}
            a merge written in place     | {b: {<<: {p: 1}, q: 2}}                            | {"b":{"q":2,"p":1}}
            a merge of a merge           | {a: &x {p: 1}, b: &y {<<: *x}, c: {<<: *y}}        | {"a":{"p":1},"b":{"p":1},"c":{"p":1}}
            a quoted << is a key         | {"<<": {p: 1}}                                     | {"<<":{"p":1}}
            a << of no object is a key   | {<<: 1}                                            | {"<<":1}
            """)
    void aliases_and_merge_keys_are_resolved(String name, String yaml, String json) throws Unreadable {
        assertThat(read(yaml).root()).as(name).hasToString(json);
    }

    @Test
    void every_value_has_the_line_of_its_key() throws Unreadable {
        assertThat(lines(read("""
                # a comment
                a:
                  b: 1
                  c:
                    - x
                    -
                      d: 2
                e: &shared
                  f: 3
                g: *shared
                h:
                  <<: *shared
                  i: 4
                """)))
                .containsExactly(
                        " 1 or 2",
                        "/a 2",
                        "/a/b 3",
                        "/a/c 4",
                        "/a/c/0 5",
                        "/a/c/1 7",
                        "/a/c/1/d 7",
                        "/e 8",
                        "/e/f 9",
                        "/g 8",
                        "/g/f 9",
                        "/h 11",
                        "/h/i 13",
                        "/h/f 9");
    }

    @Test
    void the_last_of_two_equal_keys_counts_and_is_remarked_at_its_line() throws Unreadable {
        var tree = read("a:\n  x: 1\n  y: 2\nb: 1\na:\n  z: 3\nc:\n  - d: 1\n    d: 2\n");

        assertThat(tree.root()).hasToString("{\"b\":1,\"a\":{\"z\":3},\"c\":[{\"d\":2}]}");
        assertThat(lines(tree)).containsExactly(" 1 or 2", "/b 4", "/a 5", "/a/z 6", "/c 7", "/c/0 8", "/c/0/d 9");
        assertThat(tree.remarks()).extracting(Tree.Remark::line).containsExactly(5, 9);
        assertThat(tree.remarks().get(0).expected()).isEqualTo("one \"a\" in an object");
    }

    @Test
    void a_second_document_is_remarked() throws Unreadable {
        var tree = read("a: 1\n---\nb: 2\n");

        assertThat(tree.root()).hasToString("{\"a\":1}");
        assertThat(tree.remarks()).extracting(Tree.Remark::actual).containsExactly("a second one, which is ignored");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # case                    | YAML              | message
            an alias without anchor   | {a: *x}           | document.syntax at 1: none
            an alias of its container | {a: &x [*x]}      | document.syntax at 1: *x, which contains itself
            a list as a key           | {[a]: 1}          | document.syntax at 1: an array or an object
            a bracket left open       | {a: [1            | document.syntax at 2: expected ',' or ']', but got <stream end> while parsing a flow sequence
            a key in a scalar         | a: b: c           | document.syntax at 1: mapping values are not allowed here
            a huge exponent           | a: 1e999999999    | document.limit at 1: the number 1e999999999
            only a comment            | # nothing         | document.empty at 0: nothing
            """)
    void what_cannot_be_read_is_said_with_its_line(String name, String yaml, String message) {
        assertThat(message(yaml + "\n", 500, 1000)).as(name).isEqualTo(message);
    }

    @Test
    void a_tab_does_not_indent() {
        assertThat(message("a:\n\tb: 1\n", 500, 1000)).startsWith("document.syntax at 2: found character '\\t(TAB)'");
    }

    @Test
    void aliases_that_multiply_end_at_the_limit() {
        var yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            yaml.append("a%d: &a%d [*a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d]%n"
                    .formatted(i, i, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1));
        }
        assertThat(message(yaml.toString(), 500, 100_000)).isEqualTo("document.limit at 5: more than 100000");
    }

    @Test
    void aliases_that_nest_end_at_the_limit() {
        var yaml = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 100; i++) {
            yaml.append("a%d: &a%d [[[[[*a%d]]]]]%n".formatted(i, i, i - 1));
        }
        assertThat(message(yaml.toString(), 50, 100_000)).isEqualTo("document.limit at 11: more");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # opening
            [
            {a:
            """)
    void deep_nesting_ends_at_the_limit(String opening) {
        assertThat(message(opening.repeat(100_000), 500, 1_000_000)).isEqualTo("document.limit at 1: more");
    }

    @Test
    void deep_nesting_by_indentation_ends_at_the_limit() {
        assertThat(message("- ".repeat(100_000), 500, 1_000_000)).isEqualTo("document.limit at 1: more");
    }

    @Test
    void a_scalar_of_10_megabytes_is_read() throws Unreadable {
        assertThat(read("a: " + "x".repeat(10_000_000)).root().path("a").asString())
                .hasSize(10_000_000);
    }

    private static Tree read(String yaml) throws Unreadable {
        return YamlTree.read(yaml, 500, 100_000);
    }

    private static String message(String yaml, int maxDepth, int maxNodes) {
        var broken = new Unreadable[1];
        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> YamlTree.read(yaml, maxDepth, maxNodes))
                .satisfies(thrown -> broken[0] = thrown);
        var violation = broken[0].in("x");
        return violation.rule() + " at " + violation.declared().orElseThrow().line() + ": " + violation.actual();
    }

    /** Pointer and line of every node; the line of the root is that of its first key or of a comment before it. */
    static List<String> lines(Tree tree) {
        var lines = new ArrayList<String>();
        collect(tree.root(), JsonPointer.empty(), tree.root(), tree.lines(), lines);
        return lines;
    }

    private static void collect(JsonNode node, JsonPointer at, JsonNode root, SourceMap map, List<String> lines) {
        int line = map.line(root, at);
        lines.add(at + " " + (at.matches() && line <= 2 ? "1 or 2" : line));
        node.properties()
                .forEach(member -> collect(member.getValue(), at.appendProperty(member.getKey()), root, map, lines));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(node.get(i), at.appendIndex(i), root, map, lines);
        }
    }
}
