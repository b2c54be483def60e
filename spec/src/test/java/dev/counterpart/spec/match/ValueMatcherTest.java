package dev.counterpart.spec.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.match.ValueMatcher.Typing;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueMatcherTest {

    @ParameterizedTest(name = "{0} on {1} → {2}, as text {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # matcher                  | value             | in JSON | in text
            "a"                        | "a"               | yes     | yes
            "a"                        | "A"               | no      | no
            "a"                        |                   | no      | no
            1                          | 1                 | yes     | yes
            1                          | 1.0               | yes     | yes
            1                          | "1"               | no      | yes
            true                       | "true"            | no      | yes
            null                       | null              | yes     | yes
            null                       |                   | no      | no
            [1,2]                      | [1,2]             | yes     | yes
            [1,2]                      | [2,1]             | no      | no
            {"a":1,"b":2}              | {"b":2,"a":1}     | yes     | yes
            {"equals":{"a":1}}         | {"a":1}           | yes     | yes
            {"matches":"[a-z]+"}       | "abc"             | yes     | yes
            {"matches":"[a-z]+"}       | "abc1"            | no      | no
            {"matches":"1[0-9]"}       | 17                | yes     | yes
            {"matches":".*"}           | {"a":1}           | no      | no
            {"matches":".*"}           |                   | no      | no
            {"in":["a",1]}             | 1                 | yes     | yes
            {"in":["a",1]}             | "1"               | no      | yes
            {"in":["a",1]}             | "b"               | no      | no
            {"absent":true}            |                   | yes     | yes
            {"absent":true}            | null              | no      | no
            {"absent":false}           | null              | yes     | yes
            {"absent":false}           |                   | no      | no
            """)
    void a_value_is_compared(String matcher, String value, String inJson, String inText) {
        var read = ((MatcherReader.Result.Read) MatcherReader.read(Json.read(matcher))).matcher();
        var actual = Optional.ofNullable(value).map(Json::read);

        assertThat(read.holds(actual, Typing.JSON) ? "yes" : "no").isEqualTo(inJson);
        assertThat(read.holds(actual, Typing.TEXT) ? "yes" : "no").isEqualTo(inText);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # written                  | error
            {"match":"a"}              | a value, {matches: regex}, {in: [values]}, {absent: true} or {equals: value} but was object {"match":"a"}; the nearest key is matches
            {"matches":"a","in":[]}    | a value, {matches: regex}, {in: [values]}, {absent: true} or {equals: value} but was object {"matches":"a","in":[]}
            {"matches":1}              | a value, {matches: regex}, {in: [values]}, {absent: true} or {equals: value} but was object {"matches":1}
            {"matches":"["}            | /matches a regular expression but was string "[": Unclosed character class
            """)
    void what_is_not_a_matcher_is_reported(String written, String error) {
        var invalid = (MatcherReader.Result.Invalid) MatcherReader.read(Json.read(written));

        assertThat((invalid.at() + " " + invalid.expected() + " but was " + invalid.actual()).strip())
                .isEqualTo(error);
    }

    @Test
    void a_pattern_that_takes_too_long_does_not_match() {
        var slow = ((MatcherReader.Result.Read) MatcherReader.read(Json.read("{\"matches\":\"(a|a)*b\"}"))).matcher();

        assertThat(slow.holds(Optional.of(Json.read('"' + "a".repeat(40) + '"')), Typing.JSON))
                .isFalse();
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({"a, /a", "a/b, /a~1b", "/a/0, /a/0", "'', ''"})
    void a_part_of_a_body_is_named_by_property_or_pointer(String name, String pointer) {
        assertThat(MatcherReader.pointer(name).orElseThrow().toString()).isEqualTo(pointer);
    }
}
