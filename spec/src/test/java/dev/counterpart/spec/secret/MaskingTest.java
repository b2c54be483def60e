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
import org.junit.jupiter.params.provider.ValueSource;

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
            a word "short"                               | a word "$SHORT_TOKEN"
            user:secret-of-alice in Base64: dXNlcjpzZWNyZXQtb2YtYWxpY2U= | user:$ALICE_TOKEN in Base64: dXNlcjp$ALICE_TOKENU=
            in Base32: ONSWG4TFOQWW6ZRNMFWGSY3F, ovzwk4r2onswg4tfoqww6zrnmfwgsy3f | in Base32: $ALICE_TOKEN, ovzwk4r2$ALICE_TOKEN
            MFRDU43FMNZGK5BNN5TC2YLMNFRWKII=             | MFRDU$ALICE_TOKENKII=
            """)
    void a_text_is_masked(String text, String masked) {
        assertThat(MASKING.text(text)).isEqualTo(masked);
    }

    /** A sender may escape any character, in any way, and twice. The secret is {@code s3cr+t/Val=ue~9}. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # text                                                                                     | masked
            %73%33%63%72%2b%74%2f%56%61%6c%3d%75%65%7e%39                                              | $KEY
            a=s3cr%2Bt%2fVal%3Due~9&b=%20                                                              | a=$KEY&b=%20
            s3cr%252Bt%252FVal%253Due~9                                                                | $KEY
            s3cr%25252Bt/Val=ue~9                                                                      | $KEY
            "s3cr\\u002Bt\\u002fVal\\u003Due\\u007E9"                                                  | "$KEY"
            \\u0073\\u0033\\u0063\\u0072\\u002b\\u0074\\u002f\\u0056\\u0061\\u006c\\u003d\\u0075\\u0065\\u007e\\u0039 | $KEY
            {\\"a\\":\\"s3cr+t\\\\\\/Val=ue~9\\"}                                                      | {\\"a\\":\\"$KEY\\"}
            s3cr\\\\u002bt\\x2fVal=ue~9                                                                | $KEY
            s3cr&#43;t&#x2f;Val&#0061;ue&#126;9                                                        | $KEY
            &#115;&#51;&#99;&#114;&#43;&#116;&#47;&#86;&#97;&#108;&#61;&#117;&#101;&#126;&#57;         | $KEY
            <a>s3cr&plus;t&sol;Val&equals;ue~9</a>                                                     | <a>$KEY</a>
            s3cr&amp;#43;t&amp;amp;#x2F;Val=ue~9                                                       | $KEY
            &#115&#51cr%2bt\\/Val=ue~9;                                                                | $KEY;
            733363722b742f56616c3d75657e39, 733363722B742F56616C3D75657E39                             | $KEY, $KEY
            S3CR+T/VAL=UE~9, s3cr+t/val=ue~9                                                            | $KEY, $KEY
            \\163\\063\\143\\162\\053\\164\\057\\126\\141\\154\\075\\165\\145\\176\\071                                                              | $KEY
            \\u{73}\\u{33}cr\\u{2B}t\\u{002f}Val\\u{3d}ue~9                                              | $KEY
            s3cr=2Bt=2FVal=3Due=7E9                                                                    | $KEY
            73:33:63:72:2b:74:2f:56:61:6c:3d:75:65:7e:39, 73-33-63-72-2B-74-2F-56-61-6C-3D-75-65-7E-39 | $KEY, $KEY
            [115, 51, 99, 114, 43, 116, 47, 86, 97, 108, 61, 117, 101, 126, 57]                        | [$KEY]
            {"data":[115,51,99,114,43,116,47,86,97,108,61,117,101,126,57]}                             | {"data":[$KEY]}
            [115 51 99 114 43 116 47 86 97 108 61 117 101 126 57]                                      | [$KEY]
            a=b&c=3d \\0 \\101 \\u{} \\u{zz} \\u{1F600} =3                                              | a=b&c=3d \\0 \\101 \\u{} \\u{zz} \\u{1F600} =3
            9~eu=laV/t+rc3s                                                                            | $KEY
            s3cr+t /Val=\tue~9 and s3 cr+t/Val=u e~9.                                                  | $KEY and $KEY.
            9                                                                                          | 9
            # --- other escapes stay, and so do those that are none
            100% of 50 %zz %2 & &nothing; &#; &#x; &#999999999; \\ \\n \\u12 %00 &#0;                  | 100% of 50 %zz %2 & &nothing; &#; &#x; &#999999999; \\ \\n \\u12 %00 &#0;
            %41%42&lt;x                                                                                | %41%42&lt;x
            %                                                                                          | %
            """)
    void a_secret_with_escapes_is_masked(String text, String masked) {
        var masking = new Masking(List.of(new Secret("s3cr+t/Val=ue~9", "$KEY")));

        assertThat(masking.text(text)).isEqualTo(masked);
    }

    /** An escape of one kind may end where the secret begins, whose first characters could continue it. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "token=4f/d+90ab&b",
                "token=4f%2fd%2b90ab&b",
                "token=4f\\u002fd+90ab&b",
                "token=4f&#x2f;d+90ab&b",
                "token=3D=34f/d=2B90ab&b",
                "token=3D4f/d+90=\r\nab&b",
                "token=3D4f/d=\n+90=61b&b"
            })
    void a_secret_that_looks_like_the_rest_of_an_escape_is_masked(String text) {
        var masking = new Masking(List.of(new Secret("4f/d+90ab", "$KEY")));

        assertThat(masking.text(text)).matches("token=(3D)?\\$KEY&b");
    }

    @Test
    void a_long_text_of_escapes_costs_linear_time() {
        var masking = new Masking(List.of(new Secret("s3cr+t/Val=ue~9", "$KEY")));
        String text = "%25".repeat(200_000)
                + "\\".repeat(200_000)
                + "&"
                + "amp;".repeat(200_000)
                + "&#".repeat(200_000)
                + "&a".repeat(400_000)
                + "\\u{1".repeat(400_000)
                + "=3".repeat(200_000);

        assertTimeout(
                Duration.ofSeconds(10), () -> assertThat(masking.text(text)).isEqualTo(text));
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
            Cookie        | a=b; c=short; d=e f    | a=b; c=$SHORT_TOKEN; d=e f
            Set-Cookie    | a=b; Path=/            | a=***; Path=/
            X-Note        | a short note           | a short note
            """)
    void a_header_is_masked(String name, String value, String masked) {
        assertThat(MASKING.header(name, value)).isEqualTo(masked);
    }

    @Test
    void a_form_says_how_a_shell_makes_it() {
        assertThat(MASKING.text("c2VjcmV0LW9mLWFsaWNl")).isEqualTo("$(printf %s \"$ALICE_TOKEN\" | base64 -w0)");
        assertThat(new Masking(List.of(new Secret("a/b+c=d e", "$KEY")))
                        .target("/a?k=a%2Fb%2Bc%3Dd%20e&l=a%2fb%2bc%3dd+e"))
                .isEqualTo("/a?k=$(printf %s \"$KEY\" | jq -sRr @uri)&l=$KEY");
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
