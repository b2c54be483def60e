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
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Examples that violate their own schema: a provider that refuses them with an undocumented status is right. */
@Execution(ExecutionMode.CONCURRENT)
class InvalidExampleTest {

    private static final String DOCUMENT = """
            openapi: 3.1.0
            info: {title: T, version: '1'}
            paths:
              /things/{id}:
                post:
                  parameters:
                    - {name: id, in: path, required: true, schema: {type: integer}, PATH}
                    - {name: sort, in: query, required: true, schema: {enum: [up, down]}, QUERY}
                    - {name: X-Day, in: header, required: true, schema: {type: string, format: date}, HEADER}
                  requestBody:
                    required: true
                    content:
                      application/json:
                        schema: {type: object, required: [name], properties: {name: {type: string, minLength: 2}, at: {type: string, format: date-time}}}
                        BODY
                  responses: {201: {description: ok}}
            """;

    private static Contract contract(String path, String query, String header, String body) {
        String document = DOCUMENT.replace("PATH", path)
                .replace("QUERY", query)
                .replace("HEADER", header)
                .replace("BODY", body);
        return ((ReadResult.Read) ContractReader.read(
                        document.getBytes(StandardCharsets.UTF_8), "openapi.yaml", ReadOptions.defaults()))
                .contract();
    }

    /** The body of the first request, which is the valid one. */
    private static String firstBody(ConcurrentLinkedQueue<Request> requests) {
        return new String(requests.element().body(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest(name = "{0}, {1}, {2}, {3}")
    @CsvSource(delimiter = '|', textBlock = """
            # path         | query            | header              | body                                                                                        | first body
            example: 7     | example: up      | example: 2026-01-02 | example: {name: Rex}                                                                        | {"name":"Rex"}
            example: seven | example: up      | example: 2026-01-02 | example: {name: Rex}                                                                        | {"name":"Rex"}
            example: 7     | example: UP      | example: 2026-01-02 | example: {name: Rex}                                                                        | {"name":"Rex"}
            example: 7     | example: up      | example: tomorrow   | example: {name: Rex}                                                                        | {"name":"Rex"}
            example: 7     | example: up      | example: 2026-01-02 | example: {nmae: Rex}                                                                        | {"name":"string","at":"2019-08-24T14:15:22Z"}
            example: 7     | example: up      | example: 2026-01-02 | examples: {a: {value: {name: R}}, b: {value: {name: Bo}}}                                   | {"name":"Bo"}
            example: 7     | example: up      | example: 2026-01-02 | example: {name: Rex, at: now}                                                               | {"name":"Rex","at":"now"}
            example: 7     | example: up      | example: 2026-01-02 | examples: {a: {value: {name: Rex, at: now}}, b: {value: {name: Bo}}}                        | {"name":"Bo"}
            """)
    void a_provider_that_refuses_invalid_examples_is_not_accused(
            String path, String query, String header, String body, String firstBody) {
        var contract = contract(path, query, header, body);
        var engine =
                new MockEngine(contract, Fixtures.none(), MockOptions.defaults().withErrors(true));
        var requests = new ConcurrentLinkedQueue<Request>();
        try (var provider = new LocalProvider(request -> {
            requests.add(request);
            return engine.answer(request).response();
        })) {
            assertThat(provider.brokenRules(contract, GateData.none(), Severity.ERROR))
                    .isEmpty();
        }
        assertThat(firstBody(requests)).isEqualTo(firstBody);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # body                                | status for all requests | errors
            example: {name: Rex}                  | 400                     | response.status.undocumented
            example: {nmae: Rex}                  | 400                     | response.status.undocumented
            example: {name: Rex, at: now}         | 400                     |
            example: {name: Rex, at: now}         | 500                     | status.server-error
            """)
    void a_provider_that_refuses_valid_requests_is_reported(String body, int status, @Nullable String errors) {
        var contract = contract("example: 7", "example: up", "example: 2026-01-02", body);
        var engine =
                new MockEngine(contract, Fixtures.none(), MockOptions.defaults().withErrors(true));
        try (var provider = new LocalProvider(request -> request.method().equals("POST")
                ? Response.of(status)
                : engine.answer(request).response())) {
            assertThat(provider.brokenRules(contract, GateData.none(), Severity.ERROR).stream()
                            .distinct()
                            .toList())
                    .isEqualTo(errors == null ? List.of() : List.of(errors));
        }
    }
}
