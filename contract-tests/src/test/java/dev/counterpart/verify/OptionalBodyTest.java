package dev.counterpart.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.StatusKey;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.data.GateData.Entry;
import dev.counterpart.verify.data.GateData.OperationData;
import dev.counterpart.verify.data.Origin;
import dev.counterpart.verify.data.RuleSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonPointer;

/** Request bodies are optional unless the document says otherwise; the gate sends them all the same. */
@Execution(ExecutionMode.CONCURRENT)
class OptionalBodyTest {

    private static final String DOCUMENT = """
            openapi: 3.1.0
            info: {title: T, version: '1'}
            paths:
              /search:
                post:
                  requestBody: {content: {'TYPE': {schema: {type: object, required: [q], properties: {q: {type: string}, max: {type: integer}}}}}}
                  responses: {200: {description: ok}, 422: {description: no}}
                delete:
                  requestBody: {content: {application/json: {schema: {type: object}}}}
                  responses: {204: {description: ok}}
                patch:
                  requestBody: {content: {application/json-patch+json: {schema: {type: array, items: {type: object}}}}}
                  responses: {204: {description: ok}}
            """;

    private static Contract contract(String type) {
        return ((ReadResult.Read) ContractReader.read(
                        DOCUMENT.replace("TYPE", type).getBytes(StandardCharsets.UTF_8),
                        "openapi.yaml",
                        ReadOptions.defaults()))
                .contract();
    }

    private static Response answer(String habit, Request request, MockEngine engine) {
        var usual = engine.answer(request).response();
        boolean isSearch = request.path().equals("/search") && request.method().equals("POST");
        boolean isPatch = request.path().equals("/search") && request.method().equals("PATCH");
        boolean isNull = Json.parse(request.body()) instanceof Json.Parsed.Value value
                && value.node().isNull();
        boolean isAccepted = isSearch && usual.status() == 200;
        return switch (habit) {
            case "reads null as no body" -> isSearch && isNull ? Response.of(200) : usual;
            case "finds nothing for any body" -> isAccepted && request.hasBody() ? Response.of(422) : usual;
            case "refuses malformed patches" -> isPatch && request.hasBody() ? Response.of(400) : usual;
            case "refuses bodies of DELETE" ->
                request.method().equals("DELETE") && request.hasBody() ? Response.of(400) : usual;
            case "refuses parameters of media types" ->
                request.headers().all("Content-Type").stream().anyMatch(type -> type.contains(";"))
                        ? Response.of(415)
                        : usual;
            case "ignores the body" -> isSearch ? Response.of(200) : usual;
            case "requires max" ->
                isAccepted && request.hasBody() && !mentions(request, "max") ? Response.of(422) : usual;
            case "answers any body with an unknown status" ->
                isAccepted && request.hasBody() ? Response.of(418) : usual;
            case "fails on any body" -> isAccepted && request.hasBody() ? Response.of(500) : usual;
            default -> usual;
        };
    }

    private static boolean mentions(Request request, String name) {
        return new String(request.body(), StandardCharsets.UTF_8).contains(name);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # media type                        | habit                                    | errors
            application/json                    | answers as the document says             |
            application/*+json                  | answers as the document says             |
            */*                                 | answers as the document says             |
            application/x-www-form-urlencoded   | answers as the document says             |
            application/json                    | reads null as no body                    |
            application/json                    | finds nothing for any body               |
            application/json                    | refuses malformed patches                |
            application/json                    | refuses bodies of DELETE                 |
            application/vnd.api+json            | refuses parameters of media types        |
            application/json                    | ignores the body                         | refusal.body.accepted
            application/*+json                  | ignores the body                         | refusal.body.accepted
            */*                                 | ignores the body                         | refusal.body.accepted
            application/x-www-form-urlencoded   | ignores the body                         | refusal.body.accepted
            application/json                    | requires max                             | valid.body.refused
            application/json                    | answers any body with an unknown status  | response.status.undocumented
            application/json                    | fails on any body                        | status.server-error
            application/json                    | refuses parameters of media types        | valid.header.refused
            """)
    void the_gate_finds(String type, String habit, @Nullable String errors) {
        var engine = new MockEngine(
                contract(type), Fixtures.none(), MockOptions.defaults().withErrors(true));
        try (var provider = new LocalProvider(request -> answer(habit, request, engine))) {
            assertThat(provider.brokenRules(contract(type), GateData.none(), Severity.ERROR).stream()
                            .distinct()
                            .toList())
                    .isEqualTo(errors == null ? List.of() : List.of(errors.split(", ")));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # habit                                  | errors
            answers as the document says             |
            reads null as no body                    |
            finds nothing for any body               |
            ignores the body                         | refusal.body.accepted
            answers any body with an unknown status  | response.status.undocumented
            fails on any body                        | status.server-error
            """)
    void the_gate_finds_beside_a_data_file_with_a_success_without_a_body(String habit, @Nullable String errors) {
        var contract = contract("application/json");
        var engine =
                new MockEngine(contract, Fixtures.none(), MockOptions.defaults().withErrors(true));
        try (var provider = new LocalProvider(request -> answer(habit, request, engine))) {
            assertThat(provider.brokenRules(contract, searchWithoutBody(), Severity.ERROR).stream()
                            .distinct()
                            .toList())
                    .isEqualTo(errors == null ? List.of() : List.of(errors.split(", ")));
        }
    }

    private static GateData searchWithoutBody() {
        var entry = Entry.of(
                StatusKey.parse("200").orElseThrow(),
                new Location("contract-tests.yaml", 1, JsonPointer.empty()),
                Origin.Source.DATA);
        return GateData.none()
                .withOperations(
                        Map.of("POST /search", new OperationData(List.of(entry), RuleSettings.none(), Headers.none())));
    }
}
