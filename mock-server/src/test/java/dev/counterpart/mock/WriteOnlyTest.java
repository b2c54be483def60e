package dev.counterpart.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.proxy.Proxy;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.mock.settings.MockOptions.Compat;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Properties that are {@code writeOnly}: not in generated answers, and reported in those of others. */
class WriteOnlyTest {

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # compat | schema                                                                                     | sent
            NONE     | {properties: {a: {type: string}, p: {type: string, writeOnly: true}}}                       | {"a":"string"}
            NONE     | {required: [p], properties: {a: {type: string}, p: {type: string, writeOnly: true}}}        | {"a":"string"}
            NONE     | {properties: {a: {type: string}, p: {$ref: '#/components/schemas/Secret'}}}                 | {"a":"string"}
            NONE     | {type: array, items: {properties: {a: {type: string}, p: {type: string, writeOnly: true}}}} | [{"a":"string"}]
            NONE     | {allOf: [{properties: {a: {type: string}}}, {properties: {p: {type: string, writeOnly: true}}}]} | {"a":"string"}
            NONE     | {properties: {a: {properties: {p: {type: string, writeOnly: true}}}}}                       | {"a":{}}
            NONE     | {example: {a: x, p: y}, properties: {a: {type: string}, p: {type: string, writeOnly: true}}} | {"a":"x"}
            NONE     | {minProperties: 2, properties: {a: {type: string}, p: {type: string, writeOnly: true}}}     | {"a":"string","p":"string"}
            NONE     | {properties: {a: {type: string}, p: {type: string, readOnly: true}}}                        | {"a":"string","p":"string"}
            PRISM    | {properties: {a: {type: string}, p: {type: string, writeOnly: true}}}                       | {"a":"string","p":"string"}
            """)
    void generated_answers_have_none(Compat compat, String schema, String expected) {
        var engine = new MockEngine(
                contract(schema), Fixtures.none(), MockOptions.defaults().withCompat(compat));

        assertThat(engine.answer(Requests.of("GET /a HTTP/1.1\n\n")).response().text())
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{1} by {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # schema                                                                     | upstream's answer        | reported
            {properties: {p: {type: string, writeOnly: true}}}                           | {"p":"x"}                | Warning write-only response/body/p
            {type: array, items: {properties: {p: {writeOnly: true}}}}                   | [{},{"p":1},{"p":2}]     | Warning write-only response/body/1/p
            {properties: {p: {type: string, writeOnly: true}}}                           | {"p":5}                  | Error type response/body/p, Warning write-only response/body/p
            {properties: {p: {$ref: '#/components/schemas/Secret'}}}                     | {"p":"x"}                | Warning write-only response/body/p
            {properties: {p: {type: string, writeOnly: true}}}                           | {"q":"x"}                | ``
            {properties: {p: {type: string, readOnly: true}}}                            | {"p":"x"}                | ``
            {oneOf: [{properties: {p: {writeOnly: true}}}, {required: [q], properties: {p: {}}}]} | {"p":"x"}       | ``
            """)
    void the_proxy_reports_them(String schema, String body, String expected) {
        var options = MockOptions.defaults();
        var engine = new MockEngine(contract(schema), Fixtures.none(), options);
        var proxy = new Proxy(
                engine,
                options,
                (request, rest) -> new Proxy.Forwarded.Answered(Response.of(200, "application/json", body)),
                false);
        var answer = proxy.answer(Requests.of("GET /a HTTP/1.1\n\n"), Optional.empty());

        assertThat(answer.response().text()).isEqualTo(body);
        assertThat(reported(answer.response())).isEqualTo(expected);
    }

    private static String reported(Response response) {
        return response.headers().first("sl-violations").map(Json::read).stream()
                .flatMap(JsonNode::valueStream)
                .map(finding -> finding.path("severity").asString() + " "
                        + finding.path("code").asString() + " "
                        + finding.path("location")
                                .valueStream()
                                .map(JsonNode::asString)
                                .collect(Collectors.joining("/")))
                .collect(Collectors.joining(", "));
    }

    private static Contract contract(String schema) {
        byte[] document = """
                openapi: 3.1.1
                info: {title: T, version: '1'}
                paths: {/a: {get: {responses: {200: {description: ok, content: {application/json: {schema: %s}}}}}}}
                components: {schemas: {Secret: {type: string, writeOnly: true}}}
                """.formatted(schema).getBytes(StandardCharsets.UTF_8);
        return ((ReadResult.Read) ContractReader.read(document, "openapi.yaml", ReadOptions.defaults())).contract();
    }
}
