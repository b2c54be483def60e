package dev.counterpart.spec.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MethodTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # method  | safe  | idempotent
            GET       | true  | true
            HEAD      | true  | true
            QUERY     | true  | true
            PROPFIND  | true  | true
            PUT       | false | true
            DELETE    | false | true
            COPY      | false | true
            POST      | false | false
            PATCH     | false | false
            BREW      | false | false
            get       | false | false
            """)
    void its_properties_are_those_of_the_registry(String name, boolean isSafe, boolean isIdempotent) {
        var method = Method.of(name);
        assertThat(method.name()).isEqualTo(name);
        assertThat(method.isSafe()).isEqualTo(isSafe);
        assertThat(method.isIdempotent()).isEqualTo(isIdempotent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A B", "A/B", "A(", "GÉT", "A\u0000", "A:"})
    void another_name_is_not_a_token(String name) {
        assertThat(Method.any(name)).isEmpty();
        assertThatThrownBy(() -> Method.of(name)).hasMessageContaining("method must be a token");
    }

    @Test
    void a_name_has_at_most_100_characters() {
        assertThat(Method.any("A".repeat(100))).isPresent();
        assertThat(Method.any("A".repeat(101))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"M-SEARCH", "a1", "!#$%&'*+-.^_`|~"})
    void any_token_is_a_method(String name) {
        assertThat(Method.any(name)).map(Method::toString).contains(name);
        assertThat(Method.named(name)).isEmpty();
    }

    @Test
    void constants_come_first_then_others_by_name() {
        assertThat(Stream.of("ZAP", "TRACE", "COPY", "GET", "QUERY", "PUT")
                        .map(Method::of)
                        .sorted())
                .map(Method::name)
                .containsExactly("GET", "PUT", "TRACE", "QUERY", "COPY", "ZAP");
    }

    @Test
    void methods_are_equal_by_name_and_case() {
        assertThat(Method.of("COPY")).isEqualTo(Method.of("COPY")).hasSameHashCodeAs(Method.of("COPY"));
        assertThat(Method.of("GET")).isSameAs(Method.GET).isNotEqualTo(Method.of("get"));
        assertThat(Method.of("COPY")).isNotEqualTo(Method.of("MOVE")).isNotEqualTo("COPY");
        assertThat(Method.of("COPY").hashCode()).isNotEqualTo(Method.of("MOVE").hashCode());
    }
}
