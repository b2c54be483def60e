package dev.counterpart.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountedTest {

    @ParameterizedTest
    @CsvSource({"0, 0 fixtures, 0 are invalid", "1, 1 fixture, 1 is invalid", "2, 2 fixtures, 2 are invalid"})
    void only_one_is_singular(long count, String noun, String phrase) {
        assertThat(Counted.of(count, "fixture")).isEqualTo(noun);
        assertThat(Counted.of(count, "is invalid", "are invalid")).isEqualTo(phrase);
    }
}
