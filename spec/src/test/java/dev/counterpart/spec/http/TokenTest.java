package dev.counterpart.spec.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The alphabets of fields. */
class TokenTest {

    @ParameterizedTest(name = "\"{0}\" → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # text             | a token
            GET                | true
            X-Api_Key.1        | true
            !#$%&'*+-.^_`~     | true
            ""                 | false
            "a b"              | false
            a:b                | false
            a/b                | false
            (a)                | false
            Größe              | false
            """)
    void names_are_tokens(String text, boolean isToken) {
        assertThat(Token.is(text)).isEqualTo(isToken);
    }

    @Test
    void values_have_no_control_characters() {
        assertThat(Token.hasControl("a\tb ü")).isFalse();
        assertThat(Token.hasControl("a\nb")).isTrue();
        assertThat(Token.hasControl("a\u0000")).isTrue();
        assertThat(Token.hasControl("a\u007f")).isTrue();
    }
}
