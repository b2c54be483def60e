package dev.counterpart.mock.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.format.JsonValue;
import dev.counterpart.spec.tree.TreeReader;
import dev.counterpart.spec.tree.Unreadable;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTextTest {

    @Test
    void the_text_is_what_a_person_would_write() {
        var value = Json.read("""
                {"when": {"path": {"id": 7}, "query": {"tag": {"in": ["a", "b"]}}},
                 "response": {"headers": {"ETag": "\\"7\\""}, "body": {"name": "Rex", "tags": [], "born": "2020-01-01", "owner": null,
                 "visits": [{"on": 1, "by": {"name": "Ann"}}, [1, [2, {"a": 1}]]], "price": 1.50, "url": "https://a.test/b?c"}}}
                """);

        assertThat(YamlText.of(value)).isEqualTo("""
                when:
                  path: { id: 7 }
                  query:
                    tag: { in: [a, b] }
                response:
                  headers: { ETag: "\\"7\\"" }
                  body:
                    name: Rex
                    tags: []
                    born: "2020-01-01"
                    owner: null
                    visits:
                      - "on": 1
                        by: { name: Ann }
                      -
                        - 1
                        -
                          - 2
                          - { a: 1 }
                    price: 1.50
                    url: "https://a.test/b?c"
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\" a\"",
                "\"a \"",
                "\"a: b\"",
                "\"a:\"",
                "\"a :b\"",
                "\"a #b\"",
                "\"# a\"",
                "\"- a\"",
                "\"-\"",
                "\"? a\"",
                "\"null\"",
                "\"Null\"",
                "\"~\"",
                "\"true\"",
                "\"No\"",
                "\"y\"",
                "\"1\"",
                "\"1e3\"",
                "\"0x1F\"",
                "\"0o7\"",
                "\".inf\"",
                "\".5\"",
                "\"+1\"",
                "\"007\"",
                "\"2020-01-01\"",
                "\"12:30:45\"",
                "\"a, b\"",
                "\"[a]\"",
                "\"{a}\"",
                "\"&a\"",
                "\"*a\"",
                "\"!a\"",
                "\"|\"",
                "\">\"",
                "\"%a\"",
                "\"@a\"",
                "\"`a\"",
                "\"'a'\"",
                "\"\\\"a\\\"\"",
                "\"a\\\\b\"",
                "\"<<\"",
                "\"=\"",
                "\"---\"",
                "\"...\"",
                "\"a\\nb\\n\"",
                "\"a\\r\\nb\"",
                "\"\\t\"",
                "\"\\u0000\\u0001\\u001b\\u007f\\u0085\"",
                "\"\\u2028\\u2029\\ufeff\\ufffe\"",
                "\"ß 猫 😀\"",
                "\"_a.b/c@d+e\"",
                "\"/pets/{id}\"",
                "\"http://a\"",
                "0",
                "-0",
                "1.0",
                "1.00",
                "1E+10",
                "-1.5e-7",
                "123456789012345678901234567890",
                "0.1234567890123456789012345678901234567890",
                "true",
                "null",
                "{}",
                "[]",
                "[[]]",
                "[[], {}, [{}]]",
                "{\"\": 1}",
                "{\"a b\": 1, \"a: b\": 2, \"1\": 3, \"null\": 4, \"<<\": 5, \"-\": 6}",
                "[[1, 2], [\"a\", [\"b\"]], {\"c\": [{\"d\": {\"e\": []}}]}]",
                "{\"a\": {\"b\": {\"c\": {\"d\": [\"a long text\", \"that is longer\", \"than one line of this file can be\", \"in characters\"]}}}}"
            })
    void every_value_reads_back_as_the_same_value(String json) throws Unreadable {
        var value = Json.read("{\"a\": %s, \"list\": [%s, {\"b\": %s}], \"after\": 1}".formatted(json, json, json));

        String yaml = YamlText.of(value);

        var read = TreeReader.read(("#\n" + yaml).getBytes(StandardCharsets.UTF_8), 100, 10_000);
        assertThat(JsonValue.of(read.root())).as(yaml).isEqualTo(JsonValue.of(value));
        assertThat(read.remarks()).as(yaml).isEmpty();
    }
}
