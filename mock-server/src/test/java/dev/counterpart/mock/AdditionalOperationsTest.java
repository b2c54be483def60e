package dev.counterpart.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Methods that have no field in a path item (OpenAPI 3.2.0, Path Item Object), asked over a socket. */
class AdditionalOperationsTest {

    private static final String DOCUMENT = """
            openapi: 3.2.0
            info: {title: T, version: '1'}
            paths:
              /a:
                get: {responses: {200: {description: ok, content: {text/plain: {example: got}}}}}
                query: {requestBody: {content: {application/json: {schema: {type: object}}}}, responses: {200: {description: ok, content: {text/plain: {example: asked}}}}}
                additionalOperations:
                  COPY: {parameters: [{name: Destination, in: header, required: true, schema: {type: string}}], responses: {200: {description: ok, content: {text/plain: {example: copied}}}}}
                  x-notify: {responses: {200: {description: ok}}}
                  Link: {requestBody: {content: {application/json: {schema: {type: object}}}}, responses: {200: {description: ok, content: {text/plain: {example: linked}}}}}
              /b: {additionalOperations: {PROPFIND: {responses: {200: {description: ok, content: {text/plain: {example: found}}}}}}}
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # request                                                       | answer        | Allow
            GET /a HTTP/1.1                                                 | 200 got       | ``
            COPY /a HTTP/1.1¶Destination: /b                                | 200 copied    | ``
            COPY /a HTTP/1.1                                                | 422           | ``
            copy /a HTTP/1.1                                                | 405           | GET, HEAD, QUERY, COPY, Link
            Link /a HTTP/1.1¶Content-Type: application/json¶¶{} | 200 linked | ``
            Link /a HTTP/1.1¶Content-Type: application/json¶¶[] | 422    | ``
            LINK /a HTTP/1.1                                                | 405           | GET, HEAD, QUERY, COPY, Link
            PROPFIND /b HTTP/1.1                                            | 200 found     | ``
            GET /b HTTP/1.1                                                 | 405           | PROPFIND
            QUERY /a HTTP/1.1¶Content-Type: application/json¶¶{} | 200 asked | ``
            """)
    void any_method_is_served(String request, String expected, String allow) throws IOException {
        try (var server = MockServer.start(
                        contract(), Fixtures.none(), MockOptions.defaults().withPort(0))
                .orElseThrow()) {
            var response = PlainClient.send(
                    server.url(), Requests.of(request.replace("¶", "\n") + (request.contains("¶¶") ? "" : "\n\n")));

            assertThat(response.status() + (response.status() == 200 ? " " + response.text() : ""))
                    .isEqualTo(expected);
            assertThat(response.headers().first("Allow").orElse("")).isEqualTo(allow);
        }
    }

    private static Contract contract() {
        var read =
                ContractReader.read(DOCUMENT.getBytes(StandardCharsets.UTF_8), "openapi.yaml", ReadOptions.defaults());
        return ((ReadResult.Read) read).contract();
    }
}
