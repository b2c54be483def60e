package dev.counterpart.spec.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.counterpart.spec.secret.Masking.Piece;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {

    private static final Masking MASKING = new Masking(List.of(
            new Secret("secret-of-alice", "$ALICE_TOKEN"),
            new Secret("secret-of-alice-and-much-more", "$LONG_TOKEN"),
            new Secret("short", "$SHORT_TOKEN")));

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # text                                       | masked
            nothing to hide                              | nothing to hide
            secret-of-alice                              | $ALICE_TOKEN
            a secret-of-alice, twice: secret-of-alice!   | a $ALICE_TOKEN, twice: $ALICE_TOKEN!
            secret-of-alicesecret-of-alice               | $ALICE_TOKEN$ALICE_TOKEN
            xsecret-of-alice-and-much-morex              | x$LONG_TOKENx
            secret-of-alice-and-mu                       | $ALICE_TOKEN-and-mu
            a short word                                 | a short word
            """)
    void a_text_is_masked(String text, String masked) {
        assertThat(MASKING.text(text)).isEqualTo(masked);
    }

    @Test
    void the_beginning_of_a_secret_that_was_cut_off_is_masked() {
        var masking = new Masking(List.of(new Secret("0123456789abcdefghij", "$TOKEN")));

        assertThat(masking.text("was 0123456789abcdefg…")).isEqualTo("was $TOKEN…");
        assertThat(masking.text("was 0123456789abcde…")).isEqualTo("was 0123456789abcde…");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # header      | value                  | masked
            Authorization | Bearer short           | Bearer $SHORT_TOKEN
            Authorization | Bearer secret-of-alice | Bearer $ALICE_TOKEN
            Authorization | short                  | $SHORT_TOKEN
            Cookie        | a=short;b=short        | a=$SHORT_TOKEN;b=$SHORT_TOKEN
            Set-Cookie    | a=b; Path=/            | a=…; Path=…
            X-Note        | a short note           | a short note
            """)
    void a_header_is_masked(String name, String value, String masked) {
        assertThat(MASKING.header(name, value)).isEqualTo(masked);
    }

    @Test
    void pieces_say_what_a_shell_expands() {
        assertThat(MASKING.pieces("a=secret-of-alice&b"))
                .containsExactly(new Piece("a=", false), new Piece("$ALICE_TOKEN", true), new Piece("&b", false));
    }

    @Test
    void many_secrets_in_a_long_text_cost_linear_time_and_no_stack() {
        var secrets = IntStream.range(0, 20_000)
                .mapToObj(i -> new Secret("secret-" + i + "-of-somebody", "$T"))
                .toList();
        String text = "secret-7-of-somebody ".repeat(50_000);

        assertTimeout(
                Duration.ofSeconds(20),
                () -> assertThat(new Masking(secrets).text(text)).isEqualTo("$T ".repeat(50_000)));
    }
}
