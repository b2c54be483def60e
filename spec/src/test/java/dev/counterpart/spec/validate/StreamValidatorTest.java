package dev.counterpart.spec.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Contracts;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.schema.SchemaValidator;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamValidatorTest {

    private static final int LARGEST = 100;

    private static Optional<StreamValidator> validator(String type, String declared) {
        var mediaType = MediaType.parse(type).orElseThrow();
        var contract = Contracts.of(
                "openapi: 3.2.0\ninfo: {title: T, version: '1'}\npaths: {/a: {get: {responses: {200: {description: ok, content: {"
                        + mediaType.essence() + ": {" + declared + "}}}}}}}");
        var content = contract.operations().get(0).responses().get(0).content().get(0);
        var schemas = new SchemaValidator(contract.documents(), contract.version());
        return StreamValidator.of(contract, schemas, mediaType, content, LARGEST);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # media type                    | declared                                                   | body, with ↵ for LF, ← for CR, ▲ for RS           | items | violations
            application/jsonl               | itemSchema: {type: integer}                                | 1↵2↵                                              | 2 | ``
            application/jsonl               | itemSchema: {type: integer}                                | 1↵"a"↵3↵                                          | 3 | /1 type
            application/jsonl               | itemSchema: {type: integer}                                | 1↵↵"a"                                            | 2 | /1 type
            application/jsonl               | itemSchema: {type: integer}                                | 1←↵2←↵"a"←↵                                       | 3 | /2 type
            application/jsonl               | itemSchema: {type: integer}                                | 1↵{↵3↵"a"                                         | 4 | /1 syntax, /3 type
            application/x-ndjson            | schema: {type: array, minItems: 9, items: {type: integer}} | 1↵"a"↵                                            | 2 | /1 type
            application/x-ndjson            | schema: {type: array, prefixItems: [{type: string}], items: {type: integer}} | "a"↵"b"↵                        | 2 | /1 type
            application/x-ndjson            | schema: {required: [a]}                                    | {"a":1}↵{}↵                                       | 2 | /1 required
            application/x-ndjson            | schema: {properties: {a: {properties: {p: {writeOnly: true}}}}} | {"a":{}}↵{"a":{"p":1}}↵                      | 2 | /1/a/p write-only
            application/x-ndjson            | {}                                                         | 1↵x↵                                              | 2 | /1 syntax
            application/json-seq            | itemSchema: {type: integer}                                | ▲1↵▲"a"↵                                          | 2 | /1 type
            application/json-seq            | itemSchema: {type: array}                                  | ▲[1,↵2]↵▲[↵▲3↵                                    | 3 | /1 syntax, /2 type
            text/event-stream               | itemSchema: {properties: {data: {type: integer}}}          | data: 1↵↵data: x↵↵                                | 2 | /1/data type
            text/event-stream               | itemSchema: {properties: {data: {type: integer}}}          | : comment↵↵data: 1←↵←↵event: e←data: x←←          | 2 | /1/data type
            text/event-stream               | schema: {properties: {a: {type: integer}}}                 | data: {"a":1}↵↵data: {"a":↵data: "x"}↵↵data: [DONE]↵↵ | 2 | /1/a type
            text/event-stream               | itemSchema: {properties: {event: {}, a: {type: integer}}}  | event: e↵data: {"a":"x"}↵↵                        | 1 | ``
            text/event-stream               | itemSchema: {required: [data], properties: {data: {contentMediaType: application/json, contentSchema: {type: integer}}}} | data: 1↵↵data: "x"↵↵ | 2 | /1/data content
            text/event-stream               | schema: {type: array, items: {required: [id], properties: {id: {}, data: {}}}} | id: 1↵data: x↵↵data: y↵↵     | 2 | /1 required
            text/event-stream               | itemSchema: {properties: {data: {type: integer}}}          | data: 1↵↵data: x↵                                 | 1 | ``
            text/event-stream               | itemSchema: {properties: {data: {type: integer}}}          | data: x                                           | 0 | ``
            text/event-stream               | itemSchema: {properties: {data: {type: integer}}}          | data: x←↵←↵                                       | 1 | /0/data type
            multipart/mixed; boundary=b     | itemSchema: {type: integer}                                | --b←↵←↵1←↵--b←↵←↵x←↵--b--←↵                       | 2 | /1 type
            multipart/mixed; boundary=b     | schema: {type: array, items: {type: object, required: [a]}} | preamble←↵--b←↵Content-Type: application/json←↵←↵{"a":1}←↵--b  ←↵Content-Type: application/json←↵←↵{}←↵--bc←↵--b--←↵epilogue | 2 | /1 type
            multipart/mixed; boundary=b     | itemSchema: {type: string}, itemEncoding: {headers: {X-N: {required: true, schema: {type: integer}}}} | --b←↵X-N: 1←↵←↵a←↵--b←↵x-n: 2←↵←↵b←↵--b--←↵ | 2 | ``
            multipart/mixed; boundary=b     | itemSchema: {type: string}, itemEncoding: {headers: {X-N: {required: true, schema: {type: integer}}}} | --b←↵X-N: 1←↵←↵a←↵--b←↵X-N: x←↵←↵b←↵--b--←↵ | 2 | /1 part-header
            multipart/mixed; boundary=b     | itemSchema: {type: string}, itemEncoding: {headers: {X-N: {required: true, schema: {type: integer}}}} | --b←↵←↵a←↵--b←↵X-N: 2←↵←↵b←↵--b--←↵        | 2 | /0 part-header
            multipart/mixed; boundary=b     | itemSchema: {}, itemEncoding: {contentType: text/csv} | --b←↵Content-Type: text/csv←↵←↵a←↵--b←↵Content-Type: text/html←↵←↵b←↵--b--←↵ | 2 | /1 undeclared
            multipart/mixed; boundary=b     | itemSchema: {}, prefixEncoding: [{}, {headers: {X-N: {required: true, schema: {type: integer}}}}] | --b←↵←↵a←↵--b←↵←↵b←↵--b←↵←↵c←↵--b--←↵ | 3 | /1 part-header
            """)
    void items_are_validated_one_by_one(String type, String declared, String body, int items, String expected) {
        for (int step : new int[] {1, 3, 1_000}) {
            var validator =
                    validator(type, declared.equals("{}") ? "" : declared).orElseThrow();
            var bytes = body.replace('↵', '\n')
                    .replace('←', '\r')
                    .replace('▲', '\u001e')
                    .getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < bytes.length; i += step) {
                validator.add(bytes, i, Math.min(step, bytes.length - i));
            }
            validator.end();

            assertThat(validator.violations().stream()
                            .map(each ->
                                    each.at().pointer() + " " + each.rule().id().replaceFirst(".*\\.", ""))
                            .collect(Collectors.joining(", ")))
                    .as("in steps of %d bytes", step)
                    .isEqualTo(expected);
            assertThat(validator.items()).isEqualTo(items);
            assertThat(validator.remarks()).isEmpty();
        }
    }

    @Test
    void a_violation_is_known_when_its_item_is_complete() {
        var validator =
                validator("application/jsonl", "itemSchema: {type: integer}").orElseThrow();
        validator.add("\"a\"".getBytes(StandardCharsets.UTF_8), 0, 3);
        assertThat(validator.violations()).isEmpty();
        validator.add("\n".getBytes(StandardCharsets.UTF_8), 0, 1);
        assertThat(validator.violations()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            application/jsonl           | ``          | ↵
            application/json-seq        | ▲           | ▲
            text/event-stream           | `data: `    | ↵↵
            multipart/mixed; boundary=b | --b←↵←↵     | ←↵--b←↵
            """)
    void an_endless_item_is_skipped_and_the_next_one_is_validated(String type, String start, String end) {
        var validator = validator(type, "itemSchema: {properties: {data: {type: integer}}, type: [integer, object]}")
                .orElseThrow();
        String marks = start
                + "x".repeat(10 * LARGEST)
                + end
                + (type.startsWith("multipart") ? "←↵x" : start.replace("▲", "") + "x")
                + end;
        var bytes = marks.replace('↵', '\n')
                .replace('←', '\r')
                .replace('▲', '\u001e')
                .getBytes(StandardCharsets.UTF_8);
        validator.add(bytes, 0, bytes.length);

        assertThat(validator.remarks())
                .containsExactly("1 of 2 items are larger than 100 bytes and were not validated");
        assertThat(validator.violations()).hasSize(1);
    }

    @Test
    void the_violations_of_an_endless_stream_are_bounded() {
        var validator =
                validator("application/jsonl", "itemSchema: {type: integer}").orElseThrow();
        var line = "{}\n".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 250; i++) {
            validator.add(line, 0, line.length);
        }
        assertThat(validator.violations()).hasSize(100);
        assertThat(validator.remarks()).containsExactly("150 more violations of items are not listed");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            application/json            | schema: {type: integer}
            text/event-stream           | schema: {type: string}
            application/jsonl           | schema: {type: string}
            multipart/mixed             | itemSchema: {type: integer}
            multipart/form-data; boundary=b | schema: {type: object}
            """)
    void other_bodies_have_no_items(String type, String declared) {
        assertThat(validator(type, declared)).isEmpty();
    }
}
