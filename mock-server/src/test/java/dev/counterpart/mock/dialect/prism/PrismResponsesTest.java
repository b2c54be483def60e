package dev.counterpart.mock.dialect.prism;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.dialect.ViolationEntry;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Prism 5.14.2 said of the same answers of an upstream server. */
class PrismResponsesTest {

    private static final String PETS = """
            openapi: 3.0.3
            paths:
              /pets:
                get:
                  responses:
                    '200':
                      content: {application/json: {schema: {type: object, required: [id], properties: {id: {type: integer}}}}}
                      headers: {X-Up: {schema: {type: integer, maximum: 0}}}
              /code:
                get: {responses: {default: {content: {text/plain: {schema: {type: string, pattern: '^[a-z]+$'}}}}}}
              /any:
                get: {responses: {default: {content: {'*/*': {schema: {type: object}}}}}}
              /utf:
                get: {responses: {default: {content: {application/json; charset=utf-8: {}}}}}
              /text:
                get: {responses: {default: {content: {text/plain: {schema: {type: string}}}}}}
            """;

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '`', textBlock = """
            # path | media type                      | body      | said of it
            /pets  | application/json                | {"id": 1} | Response header parameter x-up must be <= 0
            /pets  | application/json; charset=utf-8 | {"id": 1} | Response header parameter x-up must be <= 0
            /pets  | application/problem+json        | {"id": 1} | Response header parameter x-up must be <= 0
            /pets  | application/json                | {"id":""} | Response body property id must be integer & Response header parameter x-up must be <= 0
            /pets  | application/json                | []        | Response body must be object & Response header parameter x-up must be <= 0
            /pets  | text/plain                      | hi        | The received media type "text/plain" does not match the one specified in the current response: application/json & Response body must be object & Response header parameter x-up must be <= 0
            /pets  | -                               | {"id": 1} | The received media type "" does not match the one specified in the current response: application/json & Response body must be object & Response header parameter x-up must be <= 0
            /pets  | image/png                       | hi        | The received media type "image/png" does not match the one specified in the current response: application/json & Response body must be object & Response header parameter x-up must be <= 0
            /code  | text/plain                      | ``        | Response body must match pattern "^[a-z]+$"
            /code  | -                               | ``        | The received media type "" does not match the one specified in the current response: text/plain & Response body must match pattern "^[a-z]+$"
            /any   | image/png                       | hi        | Response body must be object
            /any   | application/json                | {}        | ``
            /any   | application/xml                 | <a/>      | ``
            /utf   | application/vnd.x+json          | 1         | The received media type "application/vnd.x+json" does not match the one specified in the current response: application/json; charset=utf-8
            /utf   | application/vnd.x+json; charset=utf-8 | 1   | ``
            /text  | text/plain                      | ``        | ``
            /text  | text/plain                      | hi        | ``
            /text  | application/json                | {"a": 1}  | The received media type "application/json" does not match the one specified in the current response: text/plain & Response body must be string
            """)
    void an_answer_is_judged_as_by_prism(String path, String mediaType, String body, String said) throws IOException {
        var contract = contract();
        var engine =
                new MockEngine(contract, Fixtures.none(), MockOptions.defaults().withCompat(MockOptions.Compat.PRISM));
        var operation = contract.operations().stream()
                .filter(each -> each.key().path().equals(path))
                .findFirst()
                .orElseThrow();
        var headers = mediaType == null ? Headers.none() : Headers.of("Content-Type", mediaType);
        var response = new Response(200, headers.with("X-Up", "1"), body.getBytes(StandardCharsets.UTF_8));

        assertThat(engine.validated().ofResponse(operation, Request.of(Method.GET, path), response).stream()
                        .map(ViolationEntry::text)
                        .collect(Collectors.joining(" & ")))
                .isEqualTo(said);
    }

    private Contract contract() throws IOException {
        var file = Files.writeString(folder.resolve("pets.yaml"), PETS);
        return ((ReadResult.Read) ContractReader.read(file.toString(), ReadOptions.defaults())).contract();
    }
}
