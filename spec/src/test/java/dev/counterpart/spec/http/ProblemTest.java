package dev.counterpart.spec.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            405 | {"type":"about:blank","title":"Method Not Allowed","status":405,"detail":"read only"}
            422 | {"type":"about:blank","title":"Unprocessable Content","status":422,"detail":"read only"}
            507 | {"type":"about:blank","title":"Insufficient Storage","status":507,"detail":"read only"}
            499 | {"type":"about:blank","title":"Client Error","status":499,"detail":"read only"}
            599 | {"type":"about:blank","title":"Server Error","status":599,"detail":"read only"}
            """)
    void the_reason_phrase_is_the_title_of_a_plain_problem(int status, String body) {
        var response = Problem.plain(status, "read only").response();

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.headers().first("Content-Type")).contains("application/problem+json");
        assertThat(response.text()).isEqualTo(body);
    }
}
