package dev.counterpart.spec.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Content;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Contracts;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.decode.BodyDecoder;
import dev.counterpart.spec.decode.Decoded;
import dev.counterpart.spec.http.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values as they are written, and as they are read again. In the text {@code ¶} is CR LF, {@code ↵} LF, {@code ␞} a record separator. */
class RoundTripTest {

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # media type                   | schema                                                          | value                          | text
            application/x-ndjson           | {schema: {type: array, items: {type: object}}}                  | [{"a":1},{"a":"x\\ny"}]      | {"a":1}↵{"a":"x\\ny"}↵
            application/x-ndjson           | {schema: {type: object}}                                        | [{"a":1},{"a":2}]              | {"a":1}↵{"a":2}↵
            application/jsonl              | {itemSchema: {type: integer}}                                   | [1,2]                          | 1↵2↵
            application/jsonl              | {itemSchema: {type: integer}}                                   | []                             | ``
            application/json-seq           | {itemSchema: {type: object}}                                    | [{"a":1},2]                    | ␞{"a":1}↵␞2↵
            application/geo+json-seq       | {schema: {type: array}}                                         | [{"a":1}]                      | ␞{"a":1}↵
            text/event-stream              | {itemSchema: {properties: {data: {type: string}, id: {type: string}}}} | [{"data":"a\\nb","id":"7"}] | data: a↵data: b↵id: 7↵↵
            text/event-stream              | {itemSchema: {properties: {event: {}, data: {type: object}, retry: {type: integer}}}} | [{"event":"e","data":{"a":1},"retry":5}] | event: e↵data: {"a":1}↵retry: 5↵↵
            text/event-stream              | {itemSchema: {properties: {data: {type: string}, id: {type: integer}, event: {type: boolean}}}} | [{"data":"a","id":7,"event":true}] | data: a↵id: 7↵event: true↵↵
            text/event-stream              | {schema: {type: array, items: {oneOf: [{properties: {data: {type: object}, id: {type: integer}}}]}}} | [{"data":{"a":1},"id":7}] | data: {"a":1}↵id: 7↵↵
            text/event-stream              | {itemSchema: {properties: {data: {}, id: {type: [string, integer]}}}} | [{"data":"a","id":"7"}]    | data: a↵id: 7↵↵
            text/event-stream              | {itemSchema: {properties: {data: {type: string}, id: {}}}}      | [{"data":"a","id":"7"}]        | data: a↵id: 7↵↵
            text/event-stream              | {schema: {type: object, properties: {a: {type: integer}}}}      | [{"a":1},{"a":2}]              | data: {"a":1}↵↵data: {"a":2}↵↵
            text/event-stream              | {schema: {type: array, items: {properties: {data: {type: string}}}}} | [{"data":"1"}]            | data: 1↵↵
            application/yaml               | {schema: {type: object}}                                        | {"a":[1,{"b":"yes","c":[]}],"on":null,"x y":{"z":1.5}} | a:↵  - 1↵  - b: "yes"↵    c: []↵"on": null↵"x y":↵  z: 1.5↵
            application/openapi+yaml       | {schema: {type: array}}                                         | [[1,2],{}]                     | - - 1↵  - 2↵- {}↵
            text/x-yaml                    | {schema: {type: integer}}                                       | 5                              | 5↵
            text/csv                       | {schema: {type: array, items: {type: object, properties: {a: {type: integer}, b: {type: string}}}}} | [{"a":1,"b":"x, \\"y\\""},{"b":"2"},{"a":3}] | a,b¶1,"x, ""y""\"¶,2¶3,¶
            text/csv; header=absent        | {schema: {type: array, items: {type: object, properties: {a: {type: integer}, b: {type: string}}}}} | [{"a":1,"b":"x"}] | 1,x¶
            text/csv                       | {schema: {type: array, items: {type: array, items: {type: integer}}}} | [[1,2],[3,4]]          | 1,2¶3,4¶
            text/csv                       | {schema: {type: array, items: {type: string}}}                  | ["a","b\\nc"]                | a¶"b↵c"¶
            text/csv                       | {schema: {type: object, properties: {a: {type: object}, b: {type: boolean}}}} | {"a":{"x":[1]},"b":true} | a,b¶"{""x"":[1]}",true¶
            text/tab-separated-values      | {schema: {type: array, items: {type: object, properties: {a: {}, b: {type: [number, 'null']}}}}} | [{"a":"x,y","b":null}] | a\tb¶x,y\t¶
            text/plain                     | {schema: {type: integer}}                                       | 5                              | 5
            text/plain                     | {schema: {type: object}}                                        | {"a":1}                        | {"a":1}
            application/x-www-form-urlencoded | {schema: {type: object, properties: {a: {type: array, items: {type: integer}}, b: {type: boolean}}}} | {"a":[1,2],"b":true} | a=1&a=2&b=true
            application/x-www-form-urlencoded | {schema: {type: object, properties: {a: {type: array, items: {type: object}}}}, encoding: {a: {contentType: application/json}}} | {"a":[{"b":1},{}]} | a=%5B%7B%22b%22%3A1%7D%2C%7B%7D%5D
            application/x-www-form-urlencoded | {schema: {type: object, properties: {a: {type: object}}}, encoding: {a: {contentType: application/json}}} | {"a":{"b":1}} | a=%7B%22b%22%3A1%7D
            application/x-www-form-urlencoded | {schema: {type: object, properties: {a: {type: string}}}, encoding: {a: {contentType: application/json}}} | {"a":"x"} | a=%22x%22
            multipart/mixed                | {schema: {type: array}}                                         | ["x",{"a":1}]                  | ------counterpart¶Content-Type: text/plain; charset=utf-8¶¶x¶------counterpart¶Content-Type: application/json¶¶{"a":1}¶------counterpart--¶
            multipart/mixed                | {itemSchema: {type: object}}                                    | [{"a":1}]                      | ------counterpart¶Content-Type: application/json¶¶{"a":1}¶------counterpart--¶
            multipart/related              | {schema: {type: object, properties: {a: {type: integer}}}}      | {"a":1}                        | ------counterpart¶Content-Disposition: form-data; name="a"¶¶1¶------counterpart--¶
            multipart/form-data            | {schema: {type: object, properties: {f: {type: string, contentMediaType: image/png}}}} | {"f":"x"} | ------counterpart¶Content-Disposition: form-data; name="f"; filename="f"¶Content-Type: image/png¶¶x¶------counterpart--¶
            multipart/form-data            | {schema: {type: object, properties: {f: {type: string, format: binary}}}} | {"f":"x"}            | ------counterpart¶Content-Disposition: form-data; name="f"; filename="f"¶Content-Type: application/octet-stream¶¶x¶------counterpart--¶
            """)
    void a_value_is_written_and_read(String mediaType, String declared, String value, String text) {
        var contract = contract("'" + mediaType + "'", declared);
        var node = Json.read(value);
        var body = new BodyWriter(contract.documents(), header -> Optional.empty())
                .body(node, mediaType, content(contract));

        assertThat(shown(body.bytes())).isEqualTo(text.replace("\\t", "\t"));
        assertThat(read(contract, body.bytes(), body.contentType())).contains(Json.text(node));
    }

    /** Texts in examples are bodies already; a text that is none becomes one. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # media type          | value                          | sent                       | as
            application/x-ndjson  | `"{}\\n{}"`                  | {}↵{}                      | application/x-ndjson
            application/x-ndjson  | "string"                       | "string"↵                  | application/x-ndjson
            application/json-seq  | "string"                       | ␞"string"↵                 | application/json-seq
            text/event-stream     | `"event: a\\ndata: b\\n\\n"` | event: a↵data: b↵↵     | text/event-stream
            text/event-stream     | `": ping\\n\\n"`           | : ping↵↵                   | text/event-stream
            text/event-stream     | `"data: a"`                    | data: a↵↵                  | text/event-stream
            text/event-stream     | `"data: a\\ndata: b\\n"`       | data: a↵data: b↵↵          | text/event-stream
            text/event-stream     | "string"                       | data: string↵↵             | text/event-stream
            application/xml       | "string"                       | <xml>string</xml>          | application/xml
            application/atom+xml  | "<feed/>"                      | <feed/>                    | application/atom+xml
            application/yaml      | "a: 1"                         | a: 1                       | application/yaml
            text/csv              | "a,b"                          | a,b                        | text/csv
            multipart/mixed       | `"--x\\n\\na\\n--x--"`   | --x¶¶a¶--x--¶              | multipart/mixed; boundary=x
            multipart/mixed       | "string"                       | ------counterpart¶Content-Type: text/plain; charset=utf-8¶¶string¶------counterpart--¶ | multipart/mixed; boundary=----counterpart
            multipart/mixed; boundary="a b" | ["x"]                | --a b¶Content-Type: text/plain; charset=utf-8¶¶x¶--a b--¶ | multipart/mixed; boundary="a b"
            text/plain; charset=ISO-8859-1 | "ü"                   | �                          | text/plain; charset=ISO-8859-1
            """)
    void a_text_is_a_body(String mediaType, String value, String sent, String type) {
        var contract = contract("'" + mediaType + "'", "{}");
        var body = new BodyWriter(contract.documents(), header -> Optional.empty())
                .body(Json.read(value), mediaType, content(contract));

        assertThat(shown(body.bytes())).isEqualTo(sent);
        assertThat(body.contentType()).isEqualTo(type);
    }

    /** What is sent by others. */
    @ParameterizedTest(name = "{0} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # media type            | schema                                                   | text                          | read
            application/x-ndjson    | {schema: {type: array}}                                  | ¶{"a":1}¶¶2                   | [{"a":1},2]
            application/x-ndjson    | {schema: {type: array}}                                  | {"a":1}↵{"a":                 | malformed: JSON in line 2: Unexpected end-of-input within/between Object entries
            application/json-seq    | {schema: {type: array}}                                  | ␞1↵␞{                         | malformed: JSON in record 2: Unexpected end-of-input: expected close marker for Object
            text/event-stream       | {itemSchema: {properties: {data: {}}}}                   | : hi↵↵data:a↵data:  b↵x: y↵↵data: [DONE]↵↵ | item {"data":"a\\n b"}
            text/event-stream       | {schema: {type: array, items: {type: integer}}}          | data: 1↵↵data: 2↵             | [1]
            text/event-stream       | {schema: {type: array, items: {type: integer}}}          | data: 1                       | []
            text/event-stream       | {itemSchema: {type: object}}                             | data: {"a":1}↵↵               | item {"a":1} or {"data":"{\\"a\\":1}"}
            text/event-stream       | {schema: {type: string}}                                 | data: x↵↵                     | "data: x\\n\\n"
            application/yaml        | {schema: {type: object}}                                 | {a: [x, 1.50, true]}          | {"a":["x",1.50,true]}
            application/yaml        | {schema: {type: string}}                                 | 5                             | 5 or "5"
            application/yaml        | {schema: {type: object}}                                 | a: [                          | malformed: YAML
            text/csv                | {schema: {type: array, items: {type: object, properties: {a: {type: integer}}}}} | ↵a,b↵1,x¶2,"y↵z"  | [{"a":1,"b":"x"},{"a":2,"b":"y\\nz"}]
            text/csv                | {schema: {type: array, items: {type: object, properties: {a: {type: string}}}}}  | a¶""¶ | [{}] or [{"a":""}]
            text/csv                | {schema: {type: array, items: {type: object}}}           | a,b¶1¶1,2,3                   | [{"a":"1"},{"a":"1","b":"2","column 3":"3"}]
            text/csv                | {schema: {type: array, items: {type: object}}}           | a¶"x                          | malformed: comma-separated values with quotes in pairs
            text/csv                | {schema: {type: array, items: {type: object}}}           | a,b¶                          | []
            text/csv                | {schema: {type: string}}                                 | a,b                           | "a,b"
            """)
    void a_body_is_read(String mediaType, String declared, String text, String expected) {
        var contract = contract("'" + mediaType + "'", declared);
        byte[] body = text.replace("¶", "\r\n")
                .replace("↵", "\n")
                .replace("␞", "\u001e")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(read(contract, body, mediaType)).startsWith(expected);
    }

    private static Contract contract(String mediaType, String declared) {
        return Contracts.of("""
                openapi: 3.2.0
                info: {title: T, version: '1'}
                paths:
                  /a: {get: {responses: {200: {description: ok, content: {%s: %s}}}}}
                """.formatted(mediaType, declared));
    }

    private static Content content(Contract contract) {
        return contract.operations().get(0).responses().get(0).content().get(0);
    }

    private static String read(Contract contract, byte[] body, String contentType) {
        var decoded = new BodyDecoder(contract.documents())
                .decoded(body, MediaType.parse(contentType).orElseThrow(), content(contract));
        if (decoded instanceof Decoded.Malformed malformed) {
            return "malformed: " + malformed.reason();
        }
        if (decoded instanceof Decoded.Sequence sequence) {
            return sequence.items().stream().map(RoundTripTest::readings).collect(Collectors.joining("; ", "item ", ""))
                    + " as " + Json.text(sequence.whole().first());
        }
        return decoded instanceof Decoded.Value value ? readings(value) : "opaque";
    }

    private static String readings(Decoded.Value value) {
        return value.readings().stream().map(Json::text).distinct().collect(Collectors.joining(" or "));
    }

    private static String shown(byte[] body) {
        return new String(body, StandardCharsets.UTF_8)
                .replace("\r\n", "¶")
                .replace("\n", "↵")
                .replace("\u001e", "␞");
    }
}
