package dev.counterpart.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.proxy.Proxy;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies with content codings, in Base64: of requests to the mock, and of answers to the proxy. */
class CodedBodyTest {

    private static final MockOptions OPTIONS = MockOptions.defaults().withErrors(true);
    private static final MockEngine ENGINE = new MockEngine(
            Exchange.contract(Path.of("src/test/resources/contracts/coded.yaml")), Fixtures.none(), OPTIONS);

    @ParameterizedTest(name = "{0} {1} → {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # Content-Encoding | body, in Base64                      | answer
            gzip               | H4sIAAAAAAACA6tWSlSyMqwFAK+sG1YHAAAA | 200 null
            X-Gzip             | H4sIAAAAAAACA6tWSlSyMqwFAK+sG1YHAAAA | 200 null
            deflate            | eJyrVkpUsjKsBQAIKgIJ                 | 200 null
            deflate            | q1ZKVLIyrAUA                         | 200 null
            br                 | CwOAeyJhIjoxfQM=                     | 200 null
            identity           | eyJhIjoxfQ==                         | 200 null
            gzip, identity     | H4sIAAAAAAACA6tWSlSyMqwFAK+sG1YHAAAA | 200 null
            zstd               | KLUv/SQHOQAAeyJhIjoxfYXJ5Fs=         | 415 gzip, deflate, br
            gzip               | eyJhIjoxfQ==                         | 400 null
            """)
    void a_request_is_read_without_its_coding(String coding, String body, String expected) {
        var response = ENGINE.answer(request(coding, body)).response();

        assertThat(response.status() + " "
                        + response.headers().first("Accept-Encoding").orElse(null))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} {1} → {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # Content-Encoding | body, in Base64                      | status | sl-violations
            gzip               | H4sIAAAAAAACA6tWSlSyMqwFAK+sG1YHAAAA | 200    |
            x-gzip             | H4sIAAAAAAACA6tWSlSyMqwFAK+sG1YHAAAA | 200    |
            deflate            | q1ZKVLIyrAUA                         | 200    |
            br                 | CwOAeyJhIjoxfQM=                     | 200    |
            gzip, identity     | H4sIAAAAAAACA6tWSlSyMqwFAK+sG1YHAAAA | 200    |
            zstd               | KLUv/SQHOQAAeyJhIjoxfYXJ5Fs=         | 200    | [{"location":["response","body"],"severity":"Warning","message":"Response body was not checked: coding zstd"}]
            gzip               | eyJhIjoxfQ==                         | 500    |
            """)
    void the_proxy_checks_an_answer_without_its_coding(String coding, String body, int status, String told) {
        var sent = Response.of(200, "application/json", "")
                .with("Content-Encoding", coding)
                .withBody(Base64.getDecoder().decode(body));
        var proxy = new Proxy(ENGINE, OPTIONS, (request, rest) -> new Proxy.Forwarded.Answered(sent), false);
        var response = proxy.answer(request("identity", "eyJhIjoxfQ=="), Optional.empty())
                .response();

        assertThat(response.status()).isEqualTo(status);
        if (status == 200) {
            assertThat(response.headers().first("sl-violations").orElse(null)).isEqualTo(told);
            assertThat(response.body()).isEqualTo(sent.body());
        } else {
            assertThat(response.text()).contains("as Content-Encoding says");
        }
    }

    private static Request request(String coding, String base64) {
        return Exchange.request(
                        "POST /a HTTP/1.1\nContent-Type: application/json\nContent-Encoding: " + coding + "\n\n")
                .withBody(Base64.getDecoder().decode(base64));
    }
}
