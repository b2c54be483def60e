package dev.counterpart.spec.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonWebTokenTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            header         | claims        | signature | read header    | read claims
            {"alg":"HS256"}| {"sub":"a"}   | c2ln      | {"alg":"HS256"}| {"sub":"a"}
            {"alg":"none"} | {"sub":"a"}   | ''        | {"alg":"none"} | {"sub":"a"}
            text           | {"sub":"a"}   | c2ln      | -              | {"sub":"a"}
            {"alg":"HS256"}| ["sub"]       | c2ln      | {"alg":"HS256"}| -
            {"alg":"HS256"}| {"sub":"a"}   | c2ln.c2ln | -              | -
            {"alg":"HS256"}| {"sub":"a"}   | c2l+      | -              | -
            """, useHeadersInDisplayName = true)
    void parts_are_read_whoever_signed_them(
            String header, String claims, String signature, String readHeader, String readClaims) {
        String token = encoded(header) + "." + encoded(claims) + "." + signature;

        assertThat(JsonWebToken.header(token).map(Object::toString).orElse(null))
                .isEqualTo(readHeader);
        assertThat(JsonWebToken.claims(token).map(Object::toString).orElse(null))
                .isEqualTo(readClaims);
    }

    @ParameterizedTest
    @CsvSource({"''", "abc", "a.b", "e30.e30", "!.e30.x"})
    void other_text_is_not_a_token(String text) {
        assertThat(JsonWebToken.header(text)).isEmpty();
        assertThat(JsonWebToken.claims(text)).isEmpty();
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
