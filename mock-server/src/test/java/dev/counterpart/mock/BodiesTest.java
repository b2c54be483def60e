package dev.counterpart.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.mock.settings.MockOptions.Compat;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import dev.counterpart.spec.schema.SchemaValidator;
import dev.counterpart.spec.validate.ResponseValidator;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of media types that are not JSON. In the text {@code ¶} is CR LF, {@code ↵} LF, {@code ␞} a record separator. */
class BodiesTest {

    private static final String PET =
            "{type: object, properties: {id: {type: integer}, tags: {type: array, items: {type: string}}}}";
    private static final String PETS = "{type: array, items: " + PET + "}";

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # declared                       | schema or example                                | sent
            application/x-ndjson             | schema: PETS                                     | {"id":0,"tags":["string"]}↵
            application/x-ndjson             | schema: PET                                      | {"id":0,"tags":["string"]}↵
            application/x-ndjson             | itemSchema: PET                                  | {"id":0,"tags":["string"]}↵
            application/x-ndjson             | schema: {type: string}                           | "string"↵
            application/x-ndjson             | "example: [{id: 1}, {id: 2}], schema: PETS"      | {"id":1}↵{"id":2}↵
            application/x-ndjson             | "example: [{id: 1}], itemSchema: PET"            | {"id":1}↵
            application/x-ndjson             | "example: [{id: x}], itemSchema: PET"            | {"id":0,"tags":["string"]}↵
            application/x-ndjson             | "example: '{\"id\":1}', schema: PET"           | {"id":1}
            application/json                 | "example: '{\"id\":1}', schema: PET"           | {"id":1}
            application/json                 | "example: '{\"id\":1}', schema: {type: string}" | "{\\"id\\":1}"
            application/json                 | "example: '[1]', schema: {type: [string, array]}" | [1]
            application/json                 | "example: '{\"id\":1}'"                         | {"id":1}
            application/json                 | "example: 'plain', schema: {type: string}"      | "plain"
            application/jsonl                | schema: PETS                                     | {"id":0,"tags":["string"]}↵
            application/json-seq             | itemSchema: PET                                  | ␞{"id":0,"tags":["string"]}↵
            text/event-stream                | "itemSchema: {type: object, required: [data], properties: {event: {type: string}, data: {type: string}}}" | event: string↵data: string↵↵
            text/event-stream                | "itemSchema: {type: object, required: [data], properties: {data: {type: string, contentMediaType: application/json, contentSchema: {type: object, required: [a], properties: {a: {type: integer}}}}}}" | data: {"a":0}↵↵
            text/event-stream                | "itemSchema: {required: [data], properties: {data: {contentMediaType: application/json, contentSchema: {type: array, items: {type: boolean}}}}}" | data: [true]↵↵
            application/json                 | "schema: {type: object, properties: {a: {type: string, contentMediaType: application/json}, b: {type: string, contentEncoding: base64}, c: {type: string, contentEncoding: base64url, contentMediaType: application/json, contentSchema: {const: {k: 1}}}}}" | {"a":"{}","b":"c3RyaW5n","c":"eyJrIjoxfQ=="}
            text/event-stream                | schema: PET                                      | data: {"id":0,"tags":["string"]}↵↵
            text/event-stream                | schema: {type: string}                           | data: string↵↵
            text/event-stream                | "example: \"data: x\\n\\n\", schema: {type: string}" | data: x↵↵
            application/x-www-form-urlencoded | schema: PET                                     | id=0&tags=string
            multipart/form-data              | schema: PET                                      | ------counterpart¶Content-Disposition: form-data; name="id"¶¶0¶------counterpart¶Content-Disposition: form-data; name="tags"¶¶string¶------counterpart--¶
            multipart/mixed                  | schema: PETS                                     | ------counterpart¶Content-Type: application/json¶¶{"id":0,"tags":["string"]}¶------counterpart--¶
            multipart/mixed                  | itemSchema: PET                                  | ------counterpart¶Content-Type: application/json¶¶{"id":0,"tags":["string"]}¶------counterpart--¶
            multipart/mixed                  | "schema: {type: array, prefixItems: [PET], items: {type: integer}, minItems: 2, maxItems: 2}, prefixEncoding: [{headers: {X-N: {required: true, schema: {type: integer, minimum: 7}}}}], itemEncoding: {contentType: text/plain}" | ------counterpart¶Content-Type: application/json¶X-N: 7¶¶{"id":0,"tags":["string"]}¶------counterpart¶Content-Type: text/plain¶¶0¶------counterpart--¶
            multipart/form-data              | "schema: {type: object, required: [a], properties: {a: {type: string}}}, encoding: {a: {contentType: text/csv, headers: {X-N: {schema: {enum: [b]}}, X-E: {example: c}}}}" | ------counterpart¶Content-Disposition: form-data; name="a"¶Content-Type: text/csv¶X-N: b¶X-E: c¶¶string¶------counterpart--¶
            application/yaml                 | schema: PET                                      | id: 0↵tags:↵  - "string"↵
            application/vnd.api+yaml         | "example: {id: 1}, schema: PET"                  | id: 1↵
            application/yaml                 | "example: 'id: 1', schema: PET"                  | id: 1
            application/yaml                 | "example: 'id: x', schema: PET"                  | id: 0↵tags:↵  - "string"↵
            text/csv                         | schema: PETS                                     | id,tags¶0,"[""string""]"¶
            text/csv                         | "example: [{id: 1}, {id: 2}], schema: PETS"      | id¶1¶2¶
            text/csv                         | "example: \"id\\n1\", schema: PETS"          | id↵1
            text/csv                         | schema: {type: string}                           | string
            text/plain                       | schema: {type: integer}                          | 0
            text/plain                       | schema: {type: boolean}                          | true
            text/plain                       | schema: PET                                      | {"id":0,"tags":["string"]}
            text/html                        | schema: {type: string}                           | string
            application/xml                  | schema: PET                                      | <xml><id>0</id><tags>string</tags></xml>
            application/xml                  | "schema: {allOf: [PET], xml: {name: pet}}"       | <pet><id>0</id><tags>string</tags></pet>
            application/atom+xml             | "example: {id: 1}, schema: PET"                  | <xml><id>1</id></xml>
            application/xml                  | "example: '<a><id>x</id></a>', schema: PET"      | <xml><id>0</id><tags>string</tags></xml>
            application/xml                  | "example: '<a><id>7</id></a>', schema: PET"      | <a><id>7</id></a>
            application/xml                  | "example: 'no XML', schema: PET"                 | <xml><id>0</id><tags>string</tags></xml>
            application/soap+xml             | schema: {type: string}                           | <xml>string</xml>
            image/svg+xml                    | "schema: {type: string, format: binary}"         | <svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>
            application/sql                  | schema: {type: string}                           | string
            application/vnd.example.v1       | schema: PET                                      | {"id":0,"tags":["string"]}
            application/*+json               | schema: PET                                      | {"id":0,"tags":["string"]}
            """)
    void a_body_has_the_format_of_its_media_type(String mediaType, String declared, String expected) {
        var contract = contract(mediaType, declared.replaceAll("^\"|\"$", "").replace("\\\"", "\""));
        var response = response(contract, Compat.NONE);

        assertThat(shown(response.body())).isEqualTo(expected);
        assertThat(response.status()).isEqualTo(200);
        assertIsValid(contract, response);
    }

    /** The first bytes of files; ImageIO and others read them as a whole in {@code SampleFileTest}. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # media type               | schema                                      | begins with  | sent as
            image/png                  | schema: {type: string, format: binary}      | 89504e470d0a | image/png
            image/png                  | schema: {}                                  | 89504e470d0a | image/png
            image/png                  |                                             | 89504e470d0a | image/png
            image/*                    | schema: {type: string, format: binary}      | 89504e470d0a | image/png
            image/gif                  | schema: {type: string}                      | 474946383961 | image/gif
            image/jpeg                 | schema: {type: object}                      | ffd8ffe00010 | image/jpeg
            application/pdf            | schema: {type: string, format: binary}      | 255044462d31 | application/pdf
            application/zip            |                                             | 504b05060000 | application/zip
            audio/wav                  |                                             | 524946462600 | audio/wav
            video/mp4                  |                                             | 001122334455 | video/mp4
            application/octet-stream   | schema: {type: string, format: binary}      | 001122334455 | application/octet-stream
            application/octet-stream   | schema: {type: object}                      | 001122334455 | application/octet-stream
            application/x-protobuf     | schema: {type: object}                      | 001122334455 | application/x-protobuf
            application/vnd.example    | schema: {type: string, format: binary}      | 001122334455 | application/vnd.example
            */*                        | schema: {type: string, format: binary}      | 001122334455 | application/octet-stream
            image/png                  | schema: {type: string, contentEncoding: base64} | 6956424f5277 | image/png
            """)
    void a_file_is_sent(String mediaType, String declared, String expected, String type) {
        var contract = contract(mediaType, declared == null ? "" : declared);
        var response = response(contract, Compat.NONE);

        assertThat(HexFormat.of().formatHex(response.body())).startsWith(expected);
        assertThat(response.headers().first("Content-Type")).hasValue(type);
        assertIsValid(contract, response);
    }

    /** The same answer for the same request. */
    @ParameterizedTest
    @ValueSource(strings = {"image/png", "multipart/form-data", "application/pdf"})
    void bodies_do_not_vary(String mediaType) {
        var contract = contract(mediaType, "schema: PET");

        assertThat(response(contract, Compat.NONE)).isEqualTo(response(contract, Compat.NONE));
    }

    /** Prism knows JSON, XML without XML Objects, and text. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            application/xml      | "schema: {allOf: [PET], xml: {name: pet}}" | 200 | <xml><id>0</id><tags>string</tags></xml>
            application/x-ndjson | schema: {type: string}                     | 200 | string
            application/x-ndjson | schema: PETS                               | 500 | `Cannot find serializer for application/x-ndjson`
            text/csv             | schema: PETS                               | 500 | ``
            image/png            | "schema: {type: string, format: binary}"   | 200 | string
            """)
    void prism_is_unchanged(String mediaType, String declared, int status, String expected) {
        var response = response(contract(mediaType, declared.replaceAll("^\"|\"$", "")), Compat.PRISM);

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.text()).contains(expected);
    }

    /** Requests in every format are validated by the same rules. */
    @ParameterizedTest(name = "{0} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # media type           | declared         | body                       | status
            application/xml        | schema: PET      | <p><id>1</id></p>          | 200
            application/xml        | schema: PET      | <p><id>x</id></p>          | 422
            application/xml        | schema: PET      | <p><id>1</p>               | 422
            application/xml        | schema: PET      | <!DOCTYPE p><p/>           | 422
            application/x-ndjson   | itemSchema: PET  | `{"id":1}↵{"id":2}`        | 200
            application/x-ndjson   | itemSchema: PET  | `{"id":1}↵{"id":"x"}`      | 422
            application/x-ndjson   | itemSchema: PET  | `{"id":1}↵{`               | 422
            application/yaml       | schema: PET      | id: 1                      | 200
            application/yaml       | schema: PET      | id: x                      | 422
            text/csv               | schema: PETS     | id↵1↵2                     | 200
            text/csv               | schema: PETS     | id↵1↵x                     | 422
            multipart/mixed; boundary=b | itemSchema: {}, itemEncoding: {headers: {X-N: {required: true}}} | --b¶X-N: 1¶¶1¶--b--¶ | 200
            multipart/mixed; boundary=b | itemSchema: {}, itemEncoding: {headers: {X-N: {required: true}}} | --b¶X-M: 1¶¶1¶--b--¶ | 422
            """)
    void a_request_is_validated(String mediaType, String declared, String body, int status) {
        var engine = new MockEngine(contract(mediaType, declared), Fixtures.none(), MockOptions.defaults());
        var request = Requests.of("POST /a HTTP/1.1\nContent-Type: " + mediaType + "\n\n"
                + body.replace("↵", "\n").replace("¶", "\r\n"));

        assertThat(engine.answer(request).response().status()).isEqualTo(status);
    }

    private static void assertIsValid(Contract contract, Response response) {
        var validator = new ResponseValidator(contract, new SchemaValidator(contract.documents(), contract.version()));

        assertThat(validator.violations(contract.operations().get(0), Method.GET, response))
                .isEmpty();
    }

    private static Response response(Contract contract, Compat compat) {
        return new MockEngine(contract, Fixtures.none(), MockOptions.defaults().withCompat(compat))
                .answer(Requests.of("GET /a HTTP/1.1\n\n"))
                .response();
    }

    private static Contract contract(String mediaType, String declared) {
        String document = """
                openapi: 3.2.0
                info: {title: T, version: '1'}
                paths:
                  /a:
                    get: {responses: {200: {description: ok, content: {'%s': {%s}}}}}
                    post: {requestBody: {content: {'%s': {%s}}}, responses: {200: {description: ok}, 422: {description: no}}}
                """.formatted(mediaType, with(declared), mediaType, with(declared));
        var read =
                ContractReader.read(document.getBytes(StandardCharsets.UTF_8), "openapi.yaml", ReadOptions.defaults());
        return ((ReadResult.Read) read).contract();
    }

    private static String with(String declared) {
        return declared.replace("PETS", PETS).replace("PET", PET);
    }

    private static String shown(byte[] body) {
        return new String(body, StandardCharsets.UTF_8)
                .replace("\r\n", "¶")
                .replace("\n", "↵")
                .replace("\u001e", "␞");
    }
}
