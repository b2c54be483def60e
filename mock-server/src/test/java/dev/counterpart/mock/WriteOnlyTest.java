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

/** Properties that are {@code writeOnly}: not in answers from the document, and reported in those of others. */
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
                ofSchema(schema), Fixtures.none(), MockOptions.defaults().withCompat(compat));

        assertThat(engine.answer(Requests.of("GET /a HTTP/1.1\n\n")).response().text())
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # compat | media type                        | schema                                                                       | example                        | sent
            NONE     | application/json                  | {properties: {a: {}, p: {writeOnly: true}}}                                  | {a: 1, p: 2}                   | {"a":1}
            NONE     | application/json                  | {required: [p], properties: {a: {}, p: {writeOnly: true}}}                   | {a: 1, p: 2}                   | {"a":1}
            NONE     | application/json                  | {properties: {in: {properties: {p: {writeOnly: true}}}}}                     | {in: {a: 1, p: 2}}             | {"in":{"a":1}}
            NONE     | application/json                  | {items: {properties: {p: {writeOnly: true}}}}                                | [{p: 1}, {a: 1, p: 2}]         | [{},{"a":1}]
            NONE     | application/json                  | {prefixItems: [{}, {properties: {p: {writeOnly: true}}}]}                    | [{p: 1}, {p: 2}]               | [{"p":1},{}]
            NONE     | application/json                  | {allOf: [{properties: {p: {}}}, {properties: {p: {writeOnly: true}}}]}       | {p: 1}                         | {}
            NONE     | application/json                  | {oneOf: [{required: [k], properties: {k: {}, p: {writeOnly: true}}}, {required: [q]}]} | {k: 1, p: 1}         | {"k":1}
            NONE     | application/json                  | {properties: {p: {anyOf: [{$ref: '#/components/schemas/Secret'}, {type: 'null'}]}}} | {p: x}                  | {}
            NONE     | application/json                  | {properties: {p: {$ref: '#/components/schemas/Text', writeOnly: true}}}      | {p: x}                         | {}
            NONE     | application/json                  | {additionalProperties: {writeOnly: true}, properties: {a: {}}}               | {a: 1, b: 2}                   | {"a":1}
            NONE     | application/json                  | {additionalProperties: {properties: {p: {writeOnly: true}}}}                 | {x: {a: 1, p: 2}}              | {"x":{"a":1}}
            NONE     | application/json                  | {patternProperties: {'^s_': {writeOnly: true}}}                              | {s_a: 1, a: 2}                 | {"a":2}
            NONE     | application/json                  | {if: {properties: {a: {const: 1}}}, then: {properties: {p: {writeOnly: true}}}} | {a: 1, p: 2}                | {"a":1}
            NONE     | application/json                  | {minProperties: 2, properties: {p: {writeOnly: true}}}                       | {a: 1, p: 2}                   | {"a":1,"p":2}
            NONE     | application/json                  | {properties: {a: {}, p: {readOnly: true}}}                                   | {a: 1, p: 2}                   | {"a":1,"p":2}
            NONE     | application/xml                   | {xml: {name: u}, properties: {a: {}, p: {writeOnly: true}}}                  | {a: 1, p: 2}                   | <u><a>1</a></u>
            NONE     | application/xml                   | {xml: {name: u}, properties: {a: {}, p: {writeOnly: true}}}                  | '<u><p>2</p><a>1</a></u>'      | <u><a>1</a></u>
            NONE     | application/xml                   | {xml: {name: u}, properties: {p: {xml: {attribute: true}, writeOnly: true}, a: {}}} | '<u p="2"><a>1</a></u>' | <u><a>1</a></u>
            NONE     | application/xml                   | {xml: {name: u}, properties: {a: {}}}                                        | '<u> <a>1</a></u>'             | <u> <a>1</a></u>
            NONE     | application/x-www-form-urlencoded | {properties: {a: {}, p: {writeOnly: true}}}                                  | 'a=1&p=2'                      | a=1
            NONE     | application/x-www-form-urlencoded | {properties: {a: {}, p: {writeOnly: true}}}                                  | {a: 1, p: 2}                   | a=1
            NONE     | application/yaml                  | {properties: {a: {}, p: {writeOnly: true}}}                                  | {a: 1, p: 2}                   | `a: 1\n`
            NONE     | application/jsonl                 | {properties: {a: {}, p: {writeOnly: true}}}                                  | [{a: 1, p: 2}, {a: 3}]         | `{"a":1}\n{"a":3}\n`
            NONE     | application/jsonl                 | {type: array, items: {properties: {a: {}, p: {writeOnly: true}}}}            | [{a: 1, p: 2}]                 | `{"a":1}\n`
            PRISM    | application/json                  | {properties: {a: {}, p: {writeOnly: true}}}                                  | {a: 1, p: 2}                   | {"a":1,"p":2}
            """)
    void examples_of_the_document_are_sent_without_them(
            Compat compat, String type, String schema, String example, String expected) {
        var engine = new MockEngine(
                contract(type, schema, example),
                Fixtures.none(),
                MockOptions.defaults().withCompat(compat));

        assertThat(engine.answer(Requests.of("GET /a HTTP/1.1\n\n")).response().text())
                .isEqualTo(expected.replace("\\n", "\n"));
        assertThat(engine.answer(Requests.of("GET /a HTTP/1.1\nPrefer: example=one\n\n"))
                        .response()
                        .text())
                .isEqualTo(expected.replace("\\n", "\n"));
    }

    @ParameterizedTest(name = "{0}: {2} by {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # compat | schema                                                            | upstream's answer        | reported
            NONE     | {properties: {p: {type: string, writeOnly: true}}}                           | {"p":"x"}                | Warning write-only response/body/p
            NONE     | {type: array, items: {properties: {p: {writeOnly: true}}}}                   | [{},{"p":1},{"p":2}]     | Warning write-only response/body/1/p
            NONE     | {properties: {p: {type: string, writeOnly: true}}}                           | {"p":5}                  | Error type response/body/p, Warning write-only response/body/p
            NONE     | {properties: {p: {$ref: '#/components/schemas/Secret'}}}                     | {"p":"x"}                | Warning write-only response/body/p
            NONE     | {properties: {p: {type: string, writeOnly: true}}}                           | {"q":"x"}                | ``
            NONE     | {properties: {p: {type: string, readOnly: true}}}                            | {"p":"x"}                | ``
            NONE     | {oneOf: [{properties: {p: {writeOnly: true}}}, {required: [q], properties: {p: {}}}]} | {"p":"x"}       | ``
            NONE     | {additionalProperties: false, properties: {p: {writeOnly: true}}}   | {"p":"x"}                | Warning write-only response/body/p
            PRISM    | {properties: {p: {writeOnly: true}}}                                | {"p":"x"}                | ``
            PRISM    | {properties: {p: {type: string, writeOnly: true}}}                  | {"p":5}                  | ``
            PRISM    | {additionalProperties: false, properties: {p: {writeOnly: true}}}   | {"p":"x"}                | Error additionalProperties response/body
            PRISM    | {additionalProperties: false, properties: {p: {writeOnly: true}}}   | {"q":1,"p":{"r":2}}      | Error additionalProperties response/body, Error additionalProperties response/body
            PRISM    | {additionalProperties: false, properties: {p: {$ref: '#/components/schemas/Secret'}}} | {"p":5}  | Error additionalProperties response/body
            PRISM    | {type: array, items: {additionalProperties: false, properties: {p: {writeOnly: true}}}} | [{},{"p":1}] | Error additionalProperties response/body/1
            PRISM    | {properties: {a: {additionalProperties: false, properties: {p: {writeOnly: true}}}}} | {"a":{"p":1}} | Error additionalProperties response/body/a
            PRISM    | {additionalProperties: false, properties: {p: {}}}                  | {"p":"x"}                | ``
            """)
    void the_proxy_reports_them(Compat compat, String schema, String body, String expected) {
        var options = MockOptions.defaults().withCompat(compat);
        var engine = new MockEngine(ofSchema(schema), Fixtures.none(), options);
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

    private static Contract ofSchema(String schema) {
        return contract("application/json: {schema: %s}".formatted(schema));
    }

    private static Contract contract(String type, String schema, String example) {
        return contract("%s: {schema: %s, examples: {one: {value: %s}}}".formatted(type, schema, example));
    }

    private static Contract contract(String content) {
        byte[] document = """
                openapi: 3.1.1
                info: {title: T, version: '1'}
                paths: {/a: {get: {responses: {200: {description: ok, content: {%s}}}}}}
                components: {schemas: {Secret: {type: string, writeOnly: true}, Text: {type: string}}}
                """.formatted(content).getBytes(StandardCharsets.UTF_8);
        return ((ReadResult.Read) ContractReader.read(document, "openapi.yaml", ReadOptions.defaults())).contract();
    }
}
