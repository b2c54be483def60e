package dev.counterpart.verify.variation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberReadingsTest {

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # text | number
            7      | [7]
            07     | [7]
            042    | [42]
            +7     | [7]
            -07    | [-7]
            7.0    | [7]
            7.     | [7]
            .5     | [0.5]
            1e3    | [1000]
            1E+2   | [100]
            00     | [0]
            -0     | [0]
            0x1F   | []
            7abc   | []
            '7 '   | [7]
            ' +07' | [7]
            '7 7'  | []
            '7 a'  | []
            1,000  | []
            ７     | []
            1e999  | []
            ''     | []
            """)
    void a_text_is_read_as(String text, String numbers) {
        assertThat(NumberReadings.of(text)).hasToString(numbers);
    }
}
