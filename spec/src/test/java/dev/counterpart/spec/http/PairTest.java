package dev.counterpart.spec.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code name=value} pairs of queries, forms and cookies. */
class PairTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # pair     | name   | value | decoded | cookie
            a=1        | a      | 1     | a=1     | 1
            a%20b=c+d  | a%20b  | c+d   | a b=c d | c+d
            a=b=c      | a      | b=c   | a=b=c   | b=c
            a=         | a      | ''    | a=      | ''
            =b         | ''     | b     | =b      | b
            a          | a      | ''    | a=      | a
            """)
    void a_pair_has_a_name_and_a_value(String text, String name, String value, String decoded, String cookie) {
        var pair = new Pair(text);

        assertThat(pair.name()).isEqualTo(name);
        assertThat(pair.value()).isEqualTo(value);
        assertThat(pair.hasValue()).isEqualTo(text.contains("="));
        assertThat(pair.decodedName() + "=" + pair.decodedValue()).isEqualTo(decoded);
        assertThat(pair.cookieValue()).isEqualTo(cookie);
        assertThat(pair.with("new").text()).isEqualTo(name + "=new");
    }

    @ParameterizedTest(name = "\"{0}\" as a query {1}, as cookies {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # text       | query       | cookies
            ""           | ""          | ""
            "a=1"        | "a=1"       | "a=1"
            "a=1&b=2&&"  | "a=1, b=2"  | "a=1&b=2&&"
            "a=1; b=2;;" | "a=1; b=2;;"| "a=1, b=2"
            " & ; "      | " ; "       | "&"
            """)
    void pairs_are_separated(String text, String query, String cookies) {
        assertThat(texts(Pair.ofQuery(text))).isEqualTo(query);
        assertThat(texts(Pair.ofCookie(text))).isEqualTo(cookies);
        assertThat(texts(Pair.ofCookies(Headers.of("cookie", text)))).isEqualTo(cookies);
    }

    @ParameterizedTest(name = "\"{0}\"")
    @CsvSource(
            quoteCharacter = '"',
            value = {"\"\"", "a", "&", "a&&b=1&", " & "})
    void all_parts_of_a_text_joined_are_the_text(String text) {
        assertThat(Pair.all(text, '&').stream().map(Pair::text).collect(Collectors.joining("&")))
                .isEqualTo(text);
    }

    @Test
    void the_cookies_of_all_lines_are_read() {
        assertThat(texts(Pair.ofCookies(Headers.of("Cookie", "a=1; b=2", "Cookie", "c=3"))))
                .isEqualTo("a=1, b=2, c=3");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            sid=1; Path=/; HttpOnly | sid=1
            sid=1                   | sid=1
            ;                       | ''
            ''                      | ''
            """)
    void a_cookie_is_set_with_attributes(String field, String pair) {
        assertThat(Pair.ofSetCookie(field).text()).isEqualTo(pair);
    }

    @Test
    void a_pair_is_encoded() {
        assertThat(Pair.encoded("a b", "1&2=ü")).isEqualTo("a%20b=1%262%3D%C3%BC");
    }

    private static String texts(List<Pair> pairs) {
        return pairs.stream().map(Pair::text).collect(Collectors.joining(", "));
    }
}
