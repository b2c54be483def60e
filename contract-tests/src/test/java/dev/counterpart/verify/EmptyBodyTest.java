package dev.counterpart.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.Contract;
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

/** Required bodies that may have no bytes: an empty form looks like no body, so both answers are right. */
@Execution(ExecutionMode.CONCURRENT)
class EmptyBodyTest {

    private static final String DOCUMENT = """
            openapi: 3.1.0
            info: {title: T, version: '1'}
            paths:
              /search:
                post:
                  requestBody: {required: true, content: {'TYPE': {schema: SCHEMA}}}
                  responses: {200: {description: ok}, 400: {description: no}, 415: {description: no}, 422: {description: no}}
            """;

    private static Response answer(String habit, Request request, MockEngine engine) {
        var usual = engine.answer(request).response();
        boolean isPost = request.method().equals("POST") && usual.status() < 300;
        return switch (habit) {
            case "refuses empty bodies" -> isPost && request.body().length == 0 ? Response.of(400) : usual;
            case "accepts empty bodies" ->
                request.method().equals("POST") && request.body().length == 0 ? Response.of(200) : usual;
            case "requires note" ->
                isPost && !new String(request.body(), StandardCharsets.UTF_8).contains("note")
                        ? Response.of(400)
                        : usual;
            default -> usual;
        };
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # media type                      | schema                                                                                     | habit                 | errors
            application/x-www-form-urlencoded | {type: object, properties: {amount: {type: number}, note: {type: string, maxLength: 8}}}   | refuses empty bodies  |
            application/x-www-form-urlencoded | {type: object, properties: {amount: {type: number}, note: {type: string, maxLength: 8}}}   | accepts empty bodies  |
            application/x-www-form-urlencoded | {type: object, properties: {note: {type: string, maxLength: 8}}}                           | refuses empty bodies  |
            application/x-www-form-urlencoded | {type: object}                                                                             | refuses empty bodies  |
            application/x-www-form-urlencoded | {type: object}                                                                             | accepts empty bodies  |
            application/x-www-form-urlencoded | {type: object, properties: {tags: {type: array, items: {type: string}}}}                   | refuses empty bodies  |
            text/plain                        | {type: string, minLength: 0, maxLength: 9}                                                 | refuses empty bodies  |
            text/plain                        | {type: string, minLength: 0, maxLength: 9}                                                 | accepts empty bodies  |
            text/plain                        | {type: string, minLength: 1}                                                               | accepts empty bodies  | refusal.body.accepted
            application/octet-stream          | {type: string, format: binary}                                                             | accepts empty bodies  |
            application/octet-stream          | {type: string, format: binary}                                                             | refuses empty bodies  |
            application/xml                   | {type: object}                                                                             | accepts empty bodies  | refusal.body.accepted
            */*                               | {type: object}                                                                             | accepts empty bodies  | refusal.body.accepted
            text/csv                          | {type: array, items: {type: object, properties: {a: {type: string}}}}                      | refuses empty bodies  |
            application/x-ndjson              | {type: array, items: {type: object, properties: {a: {type: string}}}}                      | refuses empty bodies  |
            application/x-www-form-urlencoded | {type: object, required: [amount], properties: {amount: {type: number}, note: {type: string}}} | accepts empty bodies  | refusal.body.accepted
            application/x-www-form-urlencoded | {type: object, required: [amount], properties: {amount: {type: number}, note: {type: string}}} | requires note         | valid.body.refused
            application/x-www-form-urlencoded | {type: object, properties: {amount: {type: number}, note: {type: string}}}                 | requires note         | valid.body.refused
            application/json                  | {type: object, properties: {note: {type: string}}}                                         | accepts empty bodies  | refusal.body.accepted
            application/json                  | {type: object, properties: {note: {type: string}}}                                         | refuses empty bodies  |
            """)
    void the_gate_finds(String type, String schema, String habit, @Nullable String errors) {
        var contract = contract(type, schema);
        var engine =
                new MockEngine(contract, Fixtures.none(), MockOptions.defaults().withErrors(true));
        try (var provider = new LocalProvider(request -> answer(habit, request, engine))) {
            assertThat(provider.brokenRules(contract, GateData.none(), Severity.ERROR).stream()
                            .distinct()
                            .toList())
                    .isEqualTo(errors == null ? List.of() : List.of(errors.split(", ")));
        }
    }

    private static Contract contract(String type, String schema) {
        var document = DOCUMENT.replace("TYPE", type).replace("SCHEMA", schema);
        return ((ReadResult.Read) ContractReader.read(
                        document.getBytes(StandardCharsets.UTF_8), "openapi.yaml", ReadOptions.defaults()))
                .contract();
    }
}
