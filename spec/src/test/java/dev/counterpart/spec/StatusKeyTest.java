package dev.counterpart.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusKeyTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # key   | success
            200     | true
            299     | true
            2XX     | true
            2xx     | true
            100     | false
            302     | false
            422     | false
            4XX     | false
            default | false
            """)
    void only_2xx_is_a_success(String key, boolean isSuccess) {
        assertThat(StatusKey.parse(key).orElseThrow().isSuccess()).isEqualTo(isSuccess);
    }
}
