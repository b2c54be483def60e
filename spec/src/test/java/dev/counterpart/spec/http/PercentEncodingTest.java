package dev.counterpart.spec.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentEncodingTest {

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # encoded      | text
            abc            | abc
            a%20b          | a b
            %C3%BC         | ü
            %c3%bc         | ü
            ü%21           | ü!
            %41            | A
            x%4            | x%4
            %4G%41         | %4GA
            %G4            | %G4
            %%41           | %A
            100%           | 100%
            a+b            | a+b
            %F0%9F%90%B6   | 🐶
            """)
    void an_encoded_text_stands_for(String encoded, String text) {
        assertThat(PercentEncoding.decoded(encoded)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # text         | encoded
            azAZ09-._~     | azAZ09-._~
            a b/c?d        | a%20b%2Fc%3Fd
            ü              | %C3%BC
            100%           | 100%25
            🐶             | %F0%9F%90%B6
            """)
    void a_text_is_encoded_as(String text, String encoded) {
        assertThat(PercentEncoding.encoded(text)).isEqualTo(encoded);
        assertThat(PercentEncoding.decoded(encoded)).isEqualTo(text);
    }

    @Test
    void what_is_allowed_stays() {
        assertThat(PercentEncoding.encoded("a/b,c\u007f", "/,")).isEqualTo("a/b,c%7F");
    }

    @Test
    void a_plus_is_a_space_in_forms_only() {
        assertThat(PercentEncoding.formDecoded("a+b%2Bc%20d")).isEqualTo("a b+c d");
    }
}
