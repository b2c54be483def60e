package dev.counterpart.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.decode.Multipart;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.verify.data.GateData;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Providers of multipart bodies whose parts have headers, by name in requests and by position in answers. */
@Execution(ExecutionMode.CONCURRENT)
class PartProviderTest {

    private static final String DOCUMENT = """
            openapi: 3.2.0
            info: {title: T, version: '1'}
            paths:
              /files:
                post:
                  requestBody:
                    required: true
                    content:
                      multipart/form-data:
                        schema: {type: object, required: [logo], properties: {logo: {}}}
                        encoding: {logo: {contentType: 'image/png, image/gif', headers: {X-Sum: {required: true, schema: {type: integer}}}}}
                  responses: {200: {description: ok}, 422: {description: no}}
                get:
                  responses:
                    200:
                      description: ok
                      content:
                        multipart/mixed:
                          itemSchema: {}
                          prefixEncoding: [{contentType: application/json}]
                          itemEncoding: {headers: {X-Sum: {required: true, schema: {type: integer}}}}
            """;

    private static Contract contract() {
        return ((ReadResult.Read) ContractReader.read(
                        DOCUMENT.getBytes(StandardCharsets.UTF_8), "openapi.yaml", ReadOptions.defaults()))
                .contract();
    }

    private static Response list(String secondPart) {
        String body = "--b\r\nContent-Type: application/json\r\n\r\n{}\r\n--b\r\n" + secondPart + "\r\n--b--\r\n";
        return Response.of(200, "multipart/mixed; boundary=b", body);
    }

    private static boolean isPicture(Request request) {
        return request.contentType().stream()
                .flatMap(type -> Multipart.of(request.body(), type).stream())
                .anyMatch(part -> part.name().equals("logo")
                        && part.contentType()
                                .filter(type -> type.type().equals("image"))
                                .isPresent());
    }

    private static Response answer(String habit, Request request, MockEngine engine) {
        boolean isList = request.method().matches("GET|HEAD") && request.path().equals("/files");
        boolean isUpload = request.method().equals("POST") && request.path().equals("/files");
        return switch (habit) {
            case "does not look at the headers of parts" ->
                isUpload
                        ? Response.of(isPicture(request) ? 200 : 422)
                        : engine.answer(request).response();
            case "refuses everything but PNG" -> {
                var answer = engine.answer(request).response();
                yield isUpload && !new String(request.body(), StandardCharsets.ISO_8859_1).contains("PNG")
                        ? Response.of(422)
                        : answer;
            }
            case "sends a part without its header" ->
                isList
                        ? list("Content-Type: text/plain\r\n\r\nx")
                        : engine.answer(request).response();
            case "sends a part with a wrong header" ->
                isList ? list("X-Sum: many\r\n\r\nx") : engine.answer(request).response();
            case "sends the parts in other types" ->
                isList
                        ? list("X-Sum: 1\r\n\r\nx")
                                .withBody("--b\r\nContent-Type: text/csv\r\n\r\n{}\r\n--b--\r\n"
                                        .getBytes(StandardCharsets.UTF_8))
                        : engine.answer(request).response();
            case "sends no type with a part" ->
                isList ? list("x-sum: 12\r\n\r\nx") : engine.answer(request).response();
            case "sends other headers as well" ->
                isList
                        ? list("X-Sum: 1\r\nContent-Disposition: attachment\r\n\r\nx")
                        : engine.answer(request).response();
            default -> engine.answer(request).response();
        };
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # habit                                | errors
            answers as the document says           |
            refuses everything but PNG             |
            sends no type with a part              |
            sends other headers as well            |
            does not look at the headers of parts  | refusal.body.accepted
            sends a part without its header        | response.body.part-header
            sends a part with a wrong header       | response.body.part-header
            sends the parts in other types         | response.content-type.undeclared
            """)
    void a_provider_is_accused_only_of_what_is_wrong(String habit, @Nullable String errors) {
        var engine = new MockEngine(contract(), Fixtures.none(), MockOptions.defaults());
        try (var provider = new LocalProvider(request -> answer(habit, request, engine))) {
            assertThat(provider.brokenRules(contract(), GateData.none(), Severity.ERROR).stream()
                            .distinct()
                            .toList())
                    .isEqualTo(errors == null ? List.of() : List.of(errors));
        }
    }
}
