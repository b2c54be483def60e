package dev.counterpart.spec.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Contracts;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.rule.MessageRules;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteOnlyTest {

    private static String yaml(String schema) {
        return "/a: {get: {responses: {200: {description: ok, content: {application/json: {schema: " + schema
                + "}}}}}}\n"
                + "/b: {get: {responses: {200: {description: Shared, content: {application/json: {schema: {type: object, properties: {pin: {type: string, writeOnly: true}, open: {type: string}}}}}}}}}";
    }

    private record Case(WriteOnly writeOnly, Schema schema) {

        static Case of(String schema) {
            var contract = Contracts.ofPaths(yaml(schema));
            var content =
                    contract.operations().get(0).responses().get(0).content().get(0);
            return new Case(
                    new WriteOnly(contract.documents()), content.schema().orElseThrow());
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # schema                                                                                  | body                          | violations     | without
            {properties: {pin: {writeOnly: true}, open: {}}}                                          | {"pin":1,"open":2}            | /pin           | {"open":2}
            {properties: {pin: {writeOnly: true}, open: {}}}                                          | {"open":2}                    | ``             | {"open":2}
            {properties: {pin: {writeOnly: false}}}                                                   | {"pin":1}                     | ``             | {"pin":1}
            {properties: {pin: {writeOnly: true}}}                                                    | [1]                           | ``             | [1]
            {properties: {pin: {writeOnly: true}}}                                                    | "pin"                         | ``             | "pin"
            {properties: {in: {properties: {pin: {writeOnly: true}}}}}                                | {"in":{"pin":1,"x":2}}        | /in/pin        | {"in":{"x":2}}
            {items: {properties: {pin: {writeOnly: true}}}}                                           | [{"x":1},{"pin":1}]           | /1/pin         | [{"x":1},{}]
            {items: {properties: {pin: {writeOnly: true}}}}                                           | [{"pin":1},{"pin":2}]         | /0/pin         | [{},{}]
            {properties: {a: {writeOnly: true}, b: {writeOnly: true}}}                                | {"a":1,"b":2}                 | /a /b          | {}
            {allOf: [{properties: {pin: {writeOnly: true}}}, {properties: {open: {}}}]}               | {"pin":1,"open":2}            | /pin           | {"open":2}
            {oneOf: [{properties: {pin: {writeOnly: true}}}, {properties: {pin: {}}}]}                | {"pin":1}                     | ``             | {"pin":1}
            {anyOf: [{properties: {pin: {writeOnly: true}}}, {properties: {pin: {writeOnly: true}}}]} | {"pin":1}                     | /pin           | {}
            {properties: {pin: {allOf: [{type: string}, {writeOnly: true}]}}}                         | {"pin":"1"}                   | /pin           | {}
            {$ref: '#/paths/~1b/get/responses/200/content/application~1json/schema'}                  | {"pin":"1","open":"2"}        | /pin           | {"open":"2"}
            {properties: {list: {items: {items: {properties: {pin: {writeOnly: true}}}}}}}            | {"list":[[{"pin":1}]]}        | /list/0/0/pin  | {"list":[[{}]]}
            {properties: {a: {properties: {pin: {writeOnly: true}}}, b: {properties: {pin: {writeOnly: true}}}}} | {"a":{"pin":1},"b":{"pin":2}} | /a/pin | {"a":{},"b":{}}
            """)
    void properties_that_responses_should_not_have(String schema, String body, String at, String without) {
        var each = Case.of(schema);
        var value = Json.read(body);
        var violations = each.writeOnly().violations(each.schema(), value);
        assertThat(violations.stream()
                        .map(violation -> violation.at().pointer().toString())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(at);
        assertThat(each.writeOnly().without(each.schema(), value)).isEqualTo(Json.read(without));
        assertThat(value).isEqualTo(Json.read(body));
    }

    /** Bodies as they are sent; a sequence is searched item by item. */
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # media type                        | schema                                                       | body                        | violations
            application/json                    | schema: {properties: {pin: {writeOnly: true}}}               | {"pin":1}                   | /pin
            application/json                    | schema: {properties: {pin: {writeOnly: true}}}               | {"open":1}                  | ``
            application/json                    | schema: {properties: {pin: {writeOnly: true}}}               | {                           | ``
            application/json                    | schema: {properties: {pin: {writeOnly: true}}}               | ``                          | ``
            application/json                    | schema: {properties: {pin: {}}}                              | {"pin":1}                   | ``
            application/json                    | schema: {items: {properties: {pin: {writeOnly: true}}}}      | [{"pin":1}]                 | /0/pin
            application/x-ndjson                | itemSchema: {properties: {pin: {writeOnly: true}}}           | {"a":1}¶{"pin":1}¶          | /1/pin
            application/x-ndjson                | schema: {type: object, properties: {pin: {writeOnly: true}}} | {"a":1}¶{"pin":1}¶          | /1/pin
            application/x-ndjson                | schema: {type: array, items: {properties: {pin: {writeOnly: true}}}} | {"a":1}¶{"pin":1}¶  | /1/pin
            application/x-www-form-urlencoded   | schema: {type: object, properties: {pin: {writeOnly: true, type: string}}} | pin=1         | /pin
            application/xml                     | schema: {type: object, properties: {pin: {writeOnly: true, type: string}}} | <a><pin>1</pin></a> | /pin
            """)
    void bodies_are_searched_in_their_format(String type, String declared, String body, String at) {
        var contract = Contracts.of("""
                openapi: 3.2.0
                info: {title: t, version: '1'}
                paths:
                  /a: {get: {responses: {'200': {description: d, content: {TYPE: {DECLARED}}}}}}
                """.replace("TYPE", type).replace("DECLARED", declared));
        var content = contract.operations().get(0).responses().get(0).content().get(0);
        var writeOnly = new WriteOnly(contract.documents());
        var bytes = body.replace("¶", "\n").getBytes(StandardCharsets.UTF_8);
        assertThat(writeOnly.violations(bytes, content.mediaType(), content).stream()
                        .map(violation -> violation.at().pointer().toString())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(at);
        writeOnly
                .value(bytes, content.mediaType(), content)
                .ifPresent(value -> assertThat(
                                writeOnly.without(content, value).toString().contains("pin"))
                        .isEqualTo(at.isEmpty() && body.contains("pin")));
    }

    @Test
    void a_violation_names_the_property_and_its_declaration() {
        var each = Case.of("{properties: {pin: {writeOnly: true}}}");
        var violation = each.writeOnly()
                .violations(each.schema(), Json.read("{\"pin\":1}"))
                .get(0);
        assertThat(violation.rule()).isEqualTo(MessageRules.WRITE_ONLY);
        assertThat(violation.expected()).isEqualTo("no property pin");
        assertThat(violation.declared().orElseThrow().pointer())
                .hasToString("/paths/~1a/get/responses/200/content/application~1json/schema/properties/pin");
    }

    @Test
    void a_recursive_schema_ends() {
        var each = Case.of(
                "{properties: {pin: {writeOnly: true}, in: {$ref: '#/paths/~1a/get/responses/200/content/application~1json/schema'}}}");
        var value = Json.read("{\"in\":".repeat(31) + "{\"pin\":1}" + "}".repeat(31));
        assertThat(each.writeOnly().violations(each.schema(), value)).hasSize(1);
        var deeper = Json.read("{\"in\":".repeat(40) + "{\"pin\":1}" + "}".repeat(40));
        assertThat(each.writeOnly().violations(each.schema(), deeper)).isEmpty();
    }

    @Test
    void a_long_list_is_searched_up_to_a_bound() {
        var each = Case.of("{items: {properties: {pin: {writeOnly: true}}}}");
        var within = Json.read("[" + "{},".repeat(9_000) + "{\"pin\":1}]");
        assertThat(each.writeOnly().violations(each.schema(), within)).hasSize(1);
        var beyond = Json.read("[" + "{},".repeat(11_000) + "{\"pin\":1}]");
        assertThat(each.writeOnly().violations(each.schema(), beyond)).isEmpty();
    }
}
