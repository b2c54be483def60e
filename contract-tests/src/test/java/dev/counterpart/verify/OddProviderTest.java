package dev.counterpart.verify;

import static dev.counterpart.verify.Provider.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.counterpart.spec.rule.Severity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(4)
class OddProviderTest {

    private static final String TOKEN = "{\"accessToken\": \"ya29.of-user-1\", \"scopes\": []}";

    private final Provider provider = Provider.start();

    @AfterAll
    void stop() {
        provider.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # oddity                        | requests        | status | media type                       | body
        further properties              | known account   | 200 | application/json                    | {"accessToken": "ya29.of-user-1", "scopes": [], "tokenType": "Bearer", "x": null}
        empty scopes                    | known account   | 200 | application/json                    | {"accessToken": "ya29.of-user-1", "scopes": []}
        a scope twice                   | known account   | 200 | application/json                    | {"accessToken": "ya29.of-user-1", "scopes": ["openid", "openid"]}
        an empty scope                  | known account   | 200 | application/json                    | {"accessToken": "ya29.of-user-1", "scopes": [""]}
        properties in another order     | known account   | 200 | application/json                    | {"scopes": [], "accessToken": "ya29.of-user-1"}
        white space around              | known account   | 200 | application/json                    | `  {"accessToken" :"ya29.of-user-1" , "scopes":[ ]}  `
        escaped characters              | known account   | 200 | application/json                    | {"accessToken": "ya29.of\\u002duser-1", "scopes": ["\\u00e9\\n"]}
        non-ASCII text                  | known account   | 200 | application/json                    | {"accessToken": "ya29.of-user-1", "scopes": ["größe", "𝄞"]}
        a charset parameter             | known account   | 200 | application/json; charset=utf-8     | {"accessToken": "ya29.of-user-1", "scopes": []}
        a quoted charset                | known account   | 200 | application/json;charset="UTF-8"    | {"accessToken": "ya29.of-user-1", "scopes": []}
        a media type in upper case      | known account   | 200 | Application/JSON                    | {"accessToken": "ya29.of-user-1", "scopes": []}
        another media type parameter    | known account   | 200 | application/json; profile=x         | {"accessToken": "ya29.of-user-1", "scopes": []}
        404 with a JSON body            | unknown account | 404 | application/json                    | {"error": "Not found"}
        404 with an HTML body           | unknown account | 404 | text/html                           | <h1>Not Found</h1>
        401 without error               | empty credentials | 401 | application/json                  | {}
        401 with more than error        | empty credentials | 401 | application/json                  | {"error": "x", "code": 7}
        401 without WWW-Authenticate    | empty credentials | 401 | application/json                  | {"error": "x"}
        400 for a malformed token       | garbage         | 400 | application/json                    | {"error": "invalid_request"}
        404 for invalid ids             | any invalid id  | 404 | -                                   |
        422 for invalid ids             | any invalid id  | 422 | application/json                    | {"errors": []}
        400 without a body              | any invalid id  | 400 | -                                   |
        414 for a very long id          | very long id    | 414 | text/html                           | <h1>URI Too Long</h1>
        403 for a quote (a firewall)    | id with quote   | 403 | application/json                    | {"error": "blocked"}
        404 for other methods           | POST            | 404 | -                                   |
        501 for other methods           | POST            | 501 | -                                   |
        401 for other methods           | POST            | 401 | application/json                    | {"error": "x"}
        403 of a firewall in HTML       | id with quote   | 403 | text/html                           | <h1>Blocked</h1>
        429 for bad tokens              | garbage         | 429 | -                                   |
        a charset written utf8          | known account   | 200 | application/json;charset=UTF8       | {"accessToken": "ya29.of-user-1", "scopes": []}
        a semicolon after the media type | known account   | 200 | application/json;                   | {"accessToken": "ya29.of-user-1", "scopes": []}
        a scope that looks like a class | known account   | 200 | application/json                    | {"accessToken": "ya29.of-user-1", "scopes": ["com.google.android.gms.Error"]}
        an error named like a class     | stranger        | 403 | application/json                    | {"error": "AccessDeniedException"}
        numbers beyond 64 bits          | known account   | 200 | application/json                    | {"accessToken": "ya29.of-user-1", "scopes": [], "x": 1e400, "y": 123456789012345678901234567890}
        escaped slashes                 | known account   | 200 | application/json                    | {"accessToken": "ya29.of-user-1", "scopes": ["https:\\/\\/example.com\\/a"]}
        OPTIONS is answered             | OPTIONS         | 204 | -                                   |
        501 for OPTIONS                 | OPTIONS         | 501 | -                                   |
        501 for TRACE                   | TRACE           | 501 | -                                   |
        405 for HEAD                    | HEAD of nobody  | 404 | -                                   |
        """)
    void a_provider_that_is_odd_but_right_is_not_accused(
            String oddity, String requests, int status, String mediaType, String body) {
        assertPasses(requests, answer(status, mediaType, body == null ? "" : body));
    }

    @Test
    void a_chunked_answer_is_not_accused() {
        assertPasses("known account", answer(200, "application/json", TOKEN).withChunkedDribbleDelay(4, 40));
    }

    @Test
    void a_gzipped_answer_is_not_accused() {
        assertPasses(
                "known account",
                answer(200, "application/json", "")
                        .withHeader("Content-Encoding", "gzip")
                        .withBody(gzipped(TOKEN)));
    }

    @Test
    void a_slow_answer_is_not_accused() {
        assertPasses("known account", answer(200, "application/json", TOKEN).withFixedDelay(700));
    }

    @Test
    void other_spelling_of_header_names_is_not_accused() {
        assertPasses(
                "known account",
                answer(200, "-", TOKEN)
                        .withHeader("cOnTeNt-TyPe", "application/json")
                        .withHeader("X-Anything", "1"));
    }

    @Test
    void an_answer_that_nobody_sends_is_told() {
        provider.right();
        provider.answers("known account", new ResponseDefinitionBuilder().withFault(Fault.EMPTY_RESPONSE));

        assertThat(provider.brokenRules(Severity.ERROR)).isEqualTo(List.of("connection.unanswered"));
    }

    @Test
    void a_connection_that_is_reset_before_the_answer_is_told() {
        provider.right();
        provider.answers("known account", new ResponseDefinitionBuilder().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertThat(provider.brokenRules(Severity.ERROR)).isEqualTo(List.of("connection.unanswered"));
    }

    @Test
    void an_answer_that_does_not_come_in_time_is_a_timeout() {
        provider.right();
        provider.answers("unknown account", answer(404, "-", "").withFixedDelay(2_500));

        var report = provider.report(Duration.ofSeconds(2));
        assertThat(Accusations.of(report, Severity.ERROR)).isEqualTo(List.of("connection.timeout"));
    }

    @Test
    void a_body_that_is_not_what_its_coding_says_is_reported() {
        provider.right();
        provider.answers(
                "known account", answer(200, "application/json", TOKEN).withHeader("Content-Encoding", "gzip"));

        assertThat(provider.brokenRules(Severity.ERROR)).contains("response.content-coding.broken");
    }

    private void assertPasses(String requests, ResponseDefinitionBuilder response) {
        provider.right();
        provider.answers(requests, response);

        assertThat(provider.brokenRules(Severity.ERROR)).isEmpty();
    }

    private static byte[] gzipped(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
