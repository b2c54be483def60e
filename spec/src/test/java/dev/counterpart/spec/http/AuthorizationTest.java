package dev.counterpart.spec.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The value of Authorization. */
class AuthorizationTest {

    @ParameterizedTest(name = "\"{0}\"")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # value          | scheme | credentials | of which the secret is
            Bearer abc       | Bearer | abc         | abc
            bEARER abc       | bEARER | abc         | abc
            "Bearer  abc "   | Bearer | abc         | " abc "
            Basic a b        | Basic  | a b         | a b
            Bearer           | Bearer | ""          | Bearer
            abc              | abc    | ""          | abc
            """)
    void a_scheme_precedes_the_credentials(String value, String scheme, String credentials, String secret) {
        var sent = Request.of(Method.GET, "/").with("Authorization", value);

        assertThat(Authorization.of(sent)).contains(new Authorization(scheme, credentials));
        assertThat(Authorization.secret(value)).isEqualTo(secret);
    }

    @Test
    void without_a_value_there_is_none() {
        var request = Request.of(Method.GET, "/");

        assertThat(Authorization.of(request)).isEmpty();
        assertThat(Authorization.of(request.with("Authorization", " "))).isEmpty();
    }

    @Test
    void names_of_schemes_are_compared_ignoring_case() {
        assertThat(Authorization.parse("bearer x").isOf("Bearer")).isTrue();
        assertThat(Authorization.parse("Bearerx y").isOf("Bearer")).isFalse();
    }
}
