package dev.counterpart.spec.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EcmaPatternTest {

    /** In texts and patterns, {@code <A0>} stands for the character of that hexadecimal number. */
    @ParameterizedTest(name = "{0} finds {1}: {2}")
    @CsvSource(delimiter = ';', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '`', textBlock = """
            # pattern               ; text             ; found
            b                       ; abc              ; true
            ^b                      ; abc              ; false
            ^abc$                   ; abc              ; true
            ^abc$                   ; abc<0A>          ; false
            ^a.c$                   ; a<0A>c           ; false
            ^a.c$                   ; a<2028>c         ; false
            ^a.c$                   ; a<85>c           ; true
            ^.$                     ; <1F600>          ; true
            ^\\s$                   ; <FEFF>           ; true
            ^\\s$                   ; <A0>             ; true
            ^\\s$                   ; <2029>           ; true
            ^\\s$                   ; <85>             ; false
            ^\\S$                   ; <FEFF>           ; false
            ^[\\S]$                 ; <A0>             ; false
            ^[^\\S]$                ; <A0>             ; true
            ^[^\\Sx]$               ; x                ; false
            ^[^\\s]$                ; <FEFF>           ; false
            ^[a\\S]$                ; b                ; true
            ^\\d$                   ; <0663>           ; false
            ^\\w$                   ; <E9>             ; false
            ^<E9>\\b                ; <E9>a            ; true
            ^\\cJ$                  ; <0A>             ; true
            ^\\cj$                  ; <0A>             ; true
            ^a\\/b\\-c$             ; a/b-c            ; true
            ^[^]$                   ; <0A>             ; true
            []                      ; a                ; false
            ^[[]$                   ; [                ; true
            ^[a&&b]$                ; &                ; true
            ^[a-c-e]$               ; -                ; true
            ^[\\w-]$                ; -                ; true
            ^[^-]$                  ; -                ; false
            ^(?<first_name>a)\\k<first_name>$ ; aa     ; true
            ^(a)(b)\\2\\1$          ; abba             ; true
            ^\\p{L}$                ; <E9>             ; true
            ^\\p{Letter}$           ; 1                ; false
            ^\\p{Lu}$               ; a                ; false
            ^\\P{Lu}$               ; a                ; true
            ^\\p{Script=Greek}$     ; <3B1>            ; true
            ^\\p{Script=Greek}$     ; a                ; false
            ^\\p{Alphabetic}$       ; <3B1>            ; true
            ^[\\p{L}\\p{Nd}_]+$     ; <3B1>1_          ; true
            ^\\u{1F600}$            ; <1F600>          ; true
            ^\\uD83D\\uDE00$        ; <1F600>          ; true
            ^\\x41\\u0042$          ; AB               ; true
            ^[\\u0041-\\u{5A}]$     ; B                ; true
            ^a{2,3}$                ; aaaa             ; false
            ^a{2,}?$                ; aaaa             ; true
            ^{a}$                   ; {a}              ; true
            ^x{,3}$                 ; x{,3}            ; true
            ^(?!foo)                ; foobar           ; false
            (?<=a)b                 ; ab               ; true
            ^#a b$                  ; #a b             ; true
            \\Ba                    ; ba               ; true
            ^(?:a|(b))\\1c$         ; ac               ; true
            ^(?:a|(b))\\1c$         ; bbc              ; true
            ^(?:a|(b))\\1c$         ; bc               ; false
            ^(a)?\\1b$              ; b                ; true
            ^(a)?\\1b$              ; aab              ; true
            ^(a)?\\1b$              ; ab               ; false
            ^(?<x>a)?\\k<x>b$       ; b                ; true
            ^(?<x>a)?\\k<x>b$       ; ab               ; false
            ^(?<=^)(?<x>a)>\\k<x>$  ; a>a              ; true
            ^\\1(a)$                ; a                ; true
            ^(a\\1)$                ; a                ; true
            ^\\k<x>(?<x>a)$         ; a                ; true
            ^(?:(a)|b)(c)\\2\\1$    ; bcc              ; true
            ^(a(b)?)+\\1$           ; abaa             ; true
            ^\\p{ID_Start}+$        ; é<4E00>          ; true
            ^\\P{ID_Start}$         ; 1                ; true
            """)
    void a_pattern_has_the_meaning_of_ecma_262(String pattern, String text, boolean found) {
        var compiled = EcmaPattern.compile(plain(pattern.replace("\\\\", "\\"))).orElseThrow();

        assertThat(compiled.search(plain(text))).contains(found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                ")",
                "a++",
                "a*+",
                "*a",
                "a{2,1}",
                "[b-a]",
                "^\\S(|(.|\\n)*\\S)\\Z",
                "\\a",
                "\\Qa\\E",
                "(?i)a",
                "(?>a)",
                "[a",
                "\\p{Nonsense}",
                "\\p{IsGreek}",
                "\\u{110000}",
                "\\k<none>",
                "\\",
                "(?<n>a",
                "\\2(a)",
                "[\\d-\\q]"
            })
    void what_is_no_pattern_of_ecma_262_does_not_compile(String pattern) {
        assertThat(EcmaPattern.compile(pattern)).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            # pattern          ; reason
            (a                 ; is not a regular expression of ECMA-262
            (?<=(?:ab)+)c      ; has an unbounded look-behind or a Unicode property that is not supported
            \\p{Emoji}         ; has an unbounded look-behind or a Unicode property that is not supported
            """)
    void why_a_pattern_cannot_be_applied_is_told(String pattern, String reason) {
        assertThat(EcmaPattern.compile(pattern)).isEmpty();
        assertThat(EcmaPattern.reason(pattern)).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            ^(.*?,){11}P         ; 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38
            ^(\\w+\\s?)*$        ; aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
            ^(a|b)*$             ; ab
            """)
    void a_search_ends_in_time_whatever_the_pattern(String pattern, String part) {
        var compiled = EcmaPattern.compile(pattern.replace("\\\\", "\\")).orElseThrow();

        long start = System.nanoTime();
        var answer = compiled.search(part.repeat(2_000) + "!");
        long milliseconds = (System.nanoTime() - start) / 1_000_000;

        assertThat(answer).isNotEqualTo(Optional.of(true));
        assertThat(milliseconds).isLessThan(5_000);
    }

    @Test
    void an_undecided_search_finds_nothing() {
        var text = "1,".repeat(100);
        var pattern = EcmaPattern.compile("^(.*?,){11}P").orElseThrow();

        assertThat(pattern.search(text)).isEmpty();
        assertThat(pattern.finds(text)).isFalse();
    }

    private static String plain(String text) {
        return java.util.regex.Pattern.compile("<([0-9A-F]{2,5})>")
                .matcher(text)
                .replaceAll(match -> java.util.regex.Matcher.quoteReplacement(
                        Character.toString(Integer.parseInt(match.group(1), 16))));
    }
}
