package dev.counterpart.verify.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonBytesTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', emptyValue = "", textBlock = """
        # text                              | faults
        # --- names
        {"a":1,"a":2}                       | response.body.duplicate-name: the name "a" twice
        {"a":1,"b":2}                       |
        {"a" : 1, "a"\t: 2}                 | response.body.duplicate-name: the name "a" twice
        {"a":1,"a":2,"b":1,"b":2}           | response.body.duplicate-name: the name "a" twice
        {"a":{"a":1},"b":{"a":1}}           |
        {"a":{"b":1,"b":2}}                 | response.body.duplicate-name: the name "b" twice
        {"a":{},"a":1}                      | response.body.duplicate-name: the name "a" twice
        {"a":[],"a":1}                      | response.body.duplicate-name: the name "a" twice
        [{"a":1},{"a":1}]                   |
        {"a":[{"a":1,"b":1},{"b":1,"b":2}]} | response.body.duplicate-name: the name "b" twice
        ["a","a"]                           |
        {"a":"a"}                           |
        {"a":1,"A":2}                       |
        {"":1,"":2}                         | response.body.duplicate-name: the name "" twice
        # --- names written with escapes
        {"a":1,"\\u0061":2}                 | response.body.duplicate-name: the name "a" twice
        {"a":1,"\\u0062":2}                 |
        {"n":1,"\\n":2}                     |
        {"t":1,"\\t":2}                     |
        {"r":1,"\\r":2}                     |
        {"b":1,"\\b":2}                     |
        {"f":1,"\\f":2}                     |
        {"/":1,"\\/":2}                     | response.body.duplicate-name: the name "/" twice
        {"\\u000a":1,"\\n":2}               | response.body.duplicate-name: the name "`\\n`" twice
        {"\\u0009":1,"\\t":2}               | response.body.duplicate-name: the name "`\\t`" twice
        {"\\u000d":1,"\\r":2}               | response.body.duplicate-name: the name "`\\r`" twice
        {"\\u0008":1,"\\b":2}               | response.body.duplicate-name: the name "`\\b`" twice
        {"\\u000c":1,"\\f":2}               | response.body.duplicate-name: the name "`\\f`" twice
        {"\\\\":1,"\\"":2}                  |
        {"a\\"":1,"a":2}                    |
        {"a\\":\\"":1,"a":2}                |
        {"\\uuuuu":1,"uuuuu":2}             | response.body.duplicate-name: the name "uuuuu" twice
        # --- halves of surrogate pairs
        "\\ud83d"                           | response.body.lone-surrogate: \\ud83d alone
        "\\ude00"                           | response.body.lone-surrogate: \\ude00 alone
        "\\ud83d\\ude00"                    |
        "\\ud83d\\ude00\\ud83d\\ude01"      |
        "\\ude00\\ud83d"                    | response.body.lone-surrogate: \\ude00 alone
        "\\ud83dx"                          | response.body.lone-surrogate: \\ud83d alone
        "\\ud83d\\ude00\\ude01"             | response.body.lone-surrogate: \\ude01 alone
        "x\\ud83d"                          | response.body.lone-surrogate: \\ud83d alone
        {"a":1,"a":"\\ud83d"}               | response.body.duplicate-name: the name "a" twice, response.body.lone-surrogate: \\ud83d alone
        # --- texts that end too soon, which their reader refuses
        {"a":1,"a                           |
        {"a":1,"a"                          |
        {"a":1,"\\u0061                     |
        {"a":1,"\\u006                      |
        "\\                                 |
        "\\u                                |
        "\\ud83d                            | response.body.lone-surrogate: \\ud83d alone
        ]}{"a":1,"a":2}                     | response.body.duplicate-name: the name "a" twice
        "a":1,"a":2                         |
        """)
    void a_text_has_faults(String text, String faults) {
        assertThat(faults(text == null ? "" : text)).isEqualTo(faults == null ? "" : faults);
    }

    private static String faults(String text) {
        return described(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String described(byte[] body) {
        return JsonBytes.faults(body).entrySet().stream()
                .map(fault -> fault.getKey().id() + ": " + printable(fault.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String printable(String text) {
        return text.replace("\n", "`\\n`")
                .replace("\t", "`\\t`")
                .replace("\r", "`\\r`")
                .replace("\b", "`\\b`")
                .replace("\f", "`\\f`");
    }

    @ParameterizedTest
    @CsvSource({
        "EF BB BF, response.body.bom: the bytes EF BB BF",
        "EF BB BF 7B 7D, response.body.bom: the bytes EF BB BF",
        "EF BB BE 7B 7D, ''",
        "EF BA BF 7B 7D, ''",
        "EE BB BF 7B 7D, ''",
        "EF BB, response.body.not-utf8: the byte at offset 0 is EF",
        "22 E9 22, response.body.not-utf8: the byte at offset 1 is E9",
        "22 C3, response.body.not-utf8: the byte at offset 1 is C3",
        "22 C3 A9 22, ''",
        "22 C3 A9 FF 22, response.body.not-utf8: the byte at offset 3 is FF",
        "22 C0 80 22, response.body.not-utf8: the byte at offset 1 is C0",
        "22 ED A0 80 22, response.body.not-utf8: the byte at offset 1 is ED",
        "22 F0 9F 98 80 22, ''",
        "00 7B 00 7D, 'response.body.not-utf8: a byte 00 among the first, as in UTF-16 and UTF-32'",
        "7B 00 7D 00, 'response.body.not-utf8: a byte 00 among the first, as in UTF-16 and UTF-32'",
        "00 00 00 31, 'response.body.not-utf8: a byte 00 among the first, as in UTF-16 and UTF-32'"
    })
    void bytes_have_faults(String hexadecimal, String faults) {
        assertThat(described(HexFormat.ofDelimiter(" ").parseHex(hexadecimal))).isEqualTo(faults);
    }

    @Test
    void a_text_is_looked_at_down_to_a_depth_of_1000() {
        assertThat(faults("[".repeat(998) + "{\"a\":1,\"a\":2}")).startsWith("response.body.duplicate-name");
        assertThat(faults("[".repeat(1_000) + "{\"a\":1,\"a\":2}")).isEmpty();
        assertThat(faults("[".repeat(1_000) + "]".repeat(1_000))).isEmpty();
    }
}
