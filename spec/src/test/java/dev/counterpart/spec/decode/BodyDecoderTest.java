package dev.counterpart.spec.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Contracts;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.MediaType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In the tables {@code ¶} is a line break: CR LF in multipart bodies, LF in others. */
class BodyDecoderTest {

    @ParameterizedTest(name = "{0}: {2} → {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # media type                      | schema                                           | body        | decoded
            application/json                  | {type: object}                                   | {"a": 1.50} | {"a":1.50}
            application/problem+json          | {type: object}                                   | []          | []
            application/json                  | {type: object}                                   | {"a":       | malformed but was {"a":
            application/json                  | {type: object}                                   | {} {}       | malformed but was {} {}
            application/json                  | {type: object}                                   | ``          | malformed but was nothing
            text/plain                        | {type: integer}                                  | 5           | 5 or "5"
            text/plain                        | {type: string}                                   | hello ü     | "hello ü"
            text/csv; charset=unknown         | {type: string}                                   | ü           | "ü"
            text/xml                          | {type: string}                                   | <a/>        | "" or "<a/>"
            application/xml                   | {type: integer}                                  | <a> 5 </a>  | 5
            application/x-ndjson              | {type: array}                                    | {}          | [{}]
            application/x-ndjson              | {type: string}                                   | {}          | "{}"
            application/yaml                  | {type: object}                                   | a: 1¶       | {"a":1}
            application/yaml                  | {type: object}                                   | ---¶a: 1¶...¶# end¶ | {"a":1}
            application/yaml                  | {type: object}                                   | a: 1¶---¶b: 2 | malformed: one YAML document but was a second one (line 2)
            text/x-yaml                       | {type: object}                                   | {}¶---¶     | malformed: one YAML document but was a second one (line 2)
            application/openapi+yaml          | {}                                               | --- 1¶--- [ | malformed: one YAML document but was a second one (line 2)
            application/yaml                  | {type: string}                                   | a¶---¶b     | "a\\n---\\nb"
            text/plain                        | {type: object}                                   | {}          | {} or "{}"
            text/plain                        | {type: integer}                                  | ` 5 `       | " 5 " or 5
            image/png                         | {type: string}                                   | x           | opaque
            application/sql                   | {type: string}                                   | select ü    | "select ü"
            application/graphql               | {type: [string, 'null']}                         | ` {a} `     | " {a} "
            application/graphql               | {allOf: [{type: string}]}                        | ``          | ""
            application/jwt; charset=utf-16be | {type: string}                                   | abcd        | "慢捤"
            application/vnd.oai.openapi       | {type: string}                                   | a: 1        | "a: 1"
            text/vnd.graphviz                 | {type: string}                                   | digraph {}  | "digraph {}"
            application/sql                   | {}                                               | x           | opaque
            application/sql                   | {type: object}                                   | {}          | opaque
            application/sql                   | {type: [string, object]}                         | {}          | opaque
            application/sql                   | {type: string, format: binary}                   | x           | opaque
            application/x-pkcs12              | {type: string, format: byte}                     | x           | opaque
            application/x-pem-file            | {type: string, contentEncoding: base64}          | eA==        | opaque
            application/octet-stream          | {type: string}                                   | x           | opaque
            application/pdf                   | {type: string}                                   | %PDF-1.4    | opaque
            application/vnd.openxmlformats-officedocument.spreadsheetml.sheet | {type: string}   | PK          | opaque
            application/x-www-form-urlencoded | {properties: {a: {type: integer}}}               | a=1&b=2+3   | {"a":1,"b":"2 3"}
            application/x-www-form-urlencoded | {properties: {a: {type: integer}}}               | a=1&a=2     | {"a":2}
            application/x-www-form-urlencoded | {properties: {a: {type: string}}}                | a=          | {"a":""}
            application/x-www-form-urlencoded | {properties: {a: {type: array, items: {type: integer}}}} | a=1&a=2 | {"a":[1,2]}
            application/x-www-form-urlencoded | {properties: {a: {type: array}}}                 | a=          | {"a":[""]}
            application/x-www-form-urlencoded | {properties: {a: {type: array, items: {type: integer}}}} | a=  | {"a":[]}
            application/x-www-form-urlencoded | {properties: {a: {type: array}}}                 | a=x         | {"a":["x"]}
            application/x-www-form-urlencoded | {properties: {a: {type: array}}}                 | a=x%2Cy&a=z | {"a":["x,y","z"]}
            application/x-www-form-urlencoded | {properties: {a: {type: integer}}}               | a=          | {"a":""}
            application/x-www-form-urlencoded | {type: object}                                   | ``          | {}
            application/x-www-form-urlencoded | {properties: {a: {type: object}}}                | a=%7B%22b%22:1%7D | {"a":{"b":1}}
            application/x-www-form-urlencoded | {properties: {a: {type: object}}}                | a=x         | {"a":"x"}
            application/x-www-form-urlencoded | {properties: {a: {type: object}}}                | a[b]=1      | {"a":{"b":"1"}}
            application/x-www-form-urlencoded | {properties: {a: {type: string}}}                | a[b]=1      | {"a[b]":"1"}
            application/x-www-form-urlencoded | {type: object}                                   | a[b]=1      | {"a[b]":"1"}
            application/x-www-form-urlencoded | {additionalProperties: {type: integer}}          | n=1         | {"n":1}
            application/x-www-form-urlencoded | {properties: {a: {type: integer, allowEmptyValue: true}}} | a= | {"a":""} or {}
            application/x-www-form-urlencoded | {properties: {a: {type: integer}, b: {type: boolean}}} | a=1&b=true | {"a":1,"b":true}
            application/x-www-form-urlencoded | {properties: {a: {type: [integer, string]}, b: {type: [boolean, string]}}} | a=1&b=true | {"a":1,"b":true} or {"a":"1","b":true} or {"a":1,"b":"true"} or {"a":"1","b":"true"}
            """)
    void a_body_is_decoded_by_its_media_type(String type, String schema, String body, String expected) {
        String declared = "{schema: " + schema + "}";

        assertThat(decoded(type, declared, body.replace('¶', '\n').getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {2} → {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # encoding of a                        | schema of a                                               | form               | value
            {style: form, explode: false}          | {type: array, items: {type: integer}}                     | a=1,2              | {"a":[1,2]}
            {style: pipeDelimited, explode: false} | {type: array, items: {type: string}}                      | a=x%7Cy            | {"a":["x","y"]}
            {style: spaceDelimited, explode: false}| {type: array, items: {type: string}}                      | a=x+y              | {"a":["x","y"]}
            {style: form, explode: false}          | {type: object, properties: {r: {type: integer}}}          | a=r,1              | {"a":{"r":1}}
            {style: deepObject}                    | {type: object, properties: {r: {type: integer}}}          | a[r]=1&b=2         | {"a":{"r":1},"b":"2"}
            {style: form, explode: false}          | {type: array, items: {type: integer}}                     | a=1%2C2            | {"a":[1,2]} or {"a":["1,2"]}
            {style: form, explode: false}          | {type: array, items: {type: string}}                      | a=x%20y%2Cz+w      | {"a":["x y","z w"]} or {"a":["x y,z w"]}
            {style: form, explode: false}          | {type: object, properties: {r: {type: integer}}}          | a=r%2C1            | {"a":{"r":1}} or {"a":{"r,1":""}}
            {style: form, explode: true}           | {type: object, properties: {r: {type: integer}}}          | r=1&b=2            | {"a":{"r":1},"b":"2"}
            {style: form, explode: true}           | {type: object, properties: {r: {type: integer}}}          | b=2                | {"b":"2"}
            {contentType: application/json}        | {type: object}                                            | a={"r":1}          | {"a":{"r":1}}
            {contentType: application/json}        | {type: array, items: {type: object}}                      | a=[{"r":1},{}]     | {"a":[{"r":1},{}]} or {"a":[[{"r":1},{}]]}
            {contentType: application/json}        | {type: array, items: {type: object}}                      | a={"r":1}&a={}     | {"a":[{"r":1},{}]}
            {contentType: application/json}        | {type: array, items: {type: object}}                      | a=x                | {"a":["x"]}
            {contentType: application/json}        | {type: string}                                            | a="x"              | {"a":"x"} or {"a":"\\"x\\""}
            {contentType: application/json}        | {type: string}                                            | a=5                | {"a":5} or {"a":"5"}
            {contentType: application/json, explode: true} | {type: array, items: {type: string}}              | a=x&a=y            | {"a":["x","y"]}
            """)
    void a_form_keeps_to_its_encoding(String encoding, String schema, String form, String expected) {
        String declared = "{schema: {type: object, properties: {a: " + schema + "}}, encoding: {a: " + encoding + "}}";

        assertThat(decoded("application/x-www-form-urlencoded", declared, form.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1} → {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # schema of a                                                                  | form                                   | value of a
            {type: object, properties: {r: {type: integer}}}                               | a%5Br%5D=1                             | {"r":1}
            {type: object, additionalProperties: {type: integer}}                          | a[x]=1&a[y]=2                          | {"x":1,"y":2}
            {type: object, properties: {b: {type: object, properties: {c: {type: integer}}}}} | a[b][c]=1&a[b][d]=2                 | {"b":{"c":1,"d":"2"}}
            {type: array, items: {type: integer}}                                          | a[]=1&a[]=2                            | [1,2]
            {type: array, items: {type: integer}}                                          | a[0]=1&a[1]=2                          | [1,2]
            {type: array, items: {type: integer}}                                          | a[7]=1                                 | [1]
            {type: array, items: {type: object, properties: {n: {type: integer}}}}         | a[0][n]=1&a[0][s]=x&a[1][n]=2          | [{"n":1,"s":"x"},{"n":2}]
            {type: object, properties: {b: {type: array, items: {type: integer}}}}         | a[b][]=1&a[b][]=2                      | {"b":[1,2]}
            {type: object, properties: {b: {type: array, items: {type: integer}}}}         | a[b]=1&a[b]=2                          | {"b":[1,2]}
            {type: object, properties: {'0': {type: integer}}}                             | a[0]=1                                 | {"0":1}
            {type: array, items: {type: integer}}                                          | a[x]=1                                 | {"x":"1"}
            {anyOf: [{type: object, properties: {r: {type: integer}}}, {type: string, enum: [``]}]} | a[r]=1                        | {"r":1}
            {anyOf: [{type: object, properties: {r: {type: integer}}}, {type: string, enum: [``]}]} | a=                            | ""
            {type: object, properties: {r: {type: integer}}}                               | a[r]=1&a[r]=2                          | {"r":2}
            {type: object, properties: {r: {}}}                                            | a[r]=1&a[r][s]=2                       | {"r":{"s":"2"}}
            """)
    void a_form_with_brackets_is_nested_whatever_its_encoding(String schema, String form, String expected) {
        String declared = "{schema: {type: object, properties: {a: " + schema.replace("``", "''") + "}}}";

        assertThat(decoded("application/x-www-form-urlencoded", declared, form.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("{\"a\":" + expected + "}");
    }

    @ParameterizedTest(name = "{0} {2} → {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # boundary | schema                                    | body                                                                                              | decoded
            b     | {properties: {n: {type: integer}}}        | --b¶Content-Disposition: form-data; name="n"¶¶5¶--b--                                                  | {"n":5}
            b     | {}                                        | preamble¶--b¶content-disposition:form-data; name=n¶¶5¶--b--¶epilogue                                    | {"n":"5"}
            b     | {}                                        | --b¶Content-Disposition: form-data; name="n"¶¶1¶--b¶Content-Disposition: form-data; name="m"¶¶2¶--b-- | {"n":"1","m":"2"}
            b     | {}                                        | --b¶Content-Disposition: form-data; name="n"¶¶one¶two¶¶¶--b--                                          | {"n":"one¶two¶¶"}
            b     | {}                                        | --b  ¶Content-Disposition: form-data; name="n"¶¶1¶--b--                                                | {"n":"1"}
            b     | {}                                        | --b¶Content-Disposition: form-data; name="n"¶¶--bb¶1¶--b-c¶--b--                                       | {"n":"--bb¶1¶--b-c"}
            b     | {}                                        | --bb¶--b¶Content-Disposition: form-data; name="n"¶¶1¶--b--                                             | {"n":"1"}
            "a b" | {}                                        | --a b¶Content-Disposition: form-data; name="n"¶¶1¶--a b--                                              | {"n":"1"}
            b     | {}                                        | --b--                                                                                                  | {}
            b     | {}                                        | --b¶--b--                                                                                              | {}
            b     | {}                                        | --b¶Content-Disposition: form-data¶¶1¶--b--                                                            | {}
            b     | {}                                        | --b¶¶no headers¶--b--                                                                                  | {}
            b     | {}                                        | --b¶Content-Disposition: form-data; name="ü"¶¶ü¶--b--                                                  | {"ü":"ü"}
            b     | {properties: {f: {type: integer}}}        | --b¶Content-Disposition: form-data; name="f"; filename="x.txt"¶¶5¶--b--                                | {"f":"5"}
            b     | {}                                        | --b¶Content-Disposition: form-data; name="f"; filename="x"¶Content-Type: image/png¶¶é¶--b--            | {"f":"Ã©"}
            b     | {}                                        | --b¶Content-Disposition: form-data; name="o"¶Content-Type: application/json¶¶{"a":1}¶--b--             | {"o":{"a":1}}
            b     | {}                                        | --b¶Content-Disposition: form-data; name="o"¶Content-Type: application/json¶¶{"a"¶--b--                | {"o":"{\\"a\\""}
            b     | {}                                        | --b¶Content-Disposition: form-data; name="t"¶Content-Type: text/plain; charset=iso-8859-1¶¶é¶--b--     | {"t":"Ã©"}
            b     | {}                                        | --b¶Content-Disposition: form-data; name="t"¶Content-Type: text/plain; charset=unknown¶¶é¶--b--        | {"t":"é"}
            b     | {properties: {o: {type: object}}}         | --b¶Content-Disposition: form-data; name="o"¶¶{"a":1}¶--b--                                            | {"o":{"a":1}}
            b     | {properties: {t: {type: array, items: {type: integer}}}} | --b¶Content-Disposition: form-data; name="t"¶¶1¶--b¶Content-Disposition: form-data; name="t"¶¶2¶--b--  | {"t":[1,2]}
            b     | {properties: {t: {type: array, items: {type: object}}}}  | --b¶Content-Disposition: form-data; name="t"¶Content-Type: application/json¶¶{"a":1}¶--b¶Content-Disposition: form-data; name="t"¶Content-Type: application/json¶¶{"a":2}¶--b-- | {"t":[{"a":1},{"a":2}]}
            b     | {properties: {t: {type: array}}}          | --b¶Content-Disposition: form-data; name="t"¶Content-Type: application/json¶¶[1,2]¶--b--               | {"t":[1,2]}
            b     | {properties: {t: {type: array}}}          | --b¶Content-Disposition: form-data; name="t"¶Content-Type: application/json¶¶1¶--b¶Content-Disposition: form-data; name="t"¶¶x¶--b-- | {"t":[1,"x"]}
            b     | {}                                        | --c¶Content-Disposition: form-data; name="n"¶¶1¶--c--                                                  | malformed: parts between lines of --b
            b     | {}                                        | --b¶Content-Disposition: form-data; name="n"¶¶1                                                        | malformed: parts between lines of --b
            b     | {}                                        | --b                                                                                                    | malformed: parts between lines of --b
            """)
    void a_multipart_body_is_an_object_of_its_parts(String boundary, String schema, String body, String expected) {
        String declared = "{schema: " + schema + "}";
        byte[] bytes = body.replace("¶", "\r\n").getBytes(StandardCharsets.UTF_8);

        String found = decoded("multipart/form-data; boundary=" + boundary, declared, bytes);

        assertThat(found.replace("\\r\\n", "¶").replaceAll("^(malformed.*) but was .*", "$1"))
                .isEqualTo(expected);
    }

    @Test
    void a_multipart_body_needs_a_boundary() {
        assertThat(decoded("multipart/form-data", "{schema: {}}", new byte[] {1}))
                .isEqualTo("malformed: a boundary parameter in Content-Type but was multipart/form-data");
    }

    @ParameterizedTest(name = "ü in {0} sent as {1} → {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # bytes    | media type                     | text
            UTF-8      | text/plain                     | "ü"
            UTF-8      | text/plain; charset=utf-8      | "ü"
            ISO-8859-1 | text/plain; charset=ISO-8859-1 | "ü"
            UTF-16     | text/plain; charset=utf-16     | "ü"
            ISO-8859-1 | text/plain                     | malformed: text in UTF-8 but was �
            UTF-8      | text/plain; charset=us-ascii   | malformed: text in US-ASCII but was ü
            """)
    void a_text_is_read_in_its_charset(String bytes, String type, String expected) {
        assertThat(decoded(type, "{schema: {type: string}}", "ü".getBytes(Charset.forName(bytes))))
                .isEqualTo(expected);
    }

    @Test
    void a_body_without_a_schema_is_read_as_well() {
        assertThat(decoded("text/plain", "{}", new byte[] {'5'})).isEqualTo("\"5\"");
    }

    private static String decoded(String type, String declared, byte[] body) {
        var contract = Contracts.ofPaths("""
                /a:
                  post:
                    requestBody: {content: {'*/*': %s}}
                    responses: {}
                """.formatted(declared));
        var content =
                contract.operations().get(0).body().orElseThrow().content().get(0);
        var decoded = new BodyDecoder(contract.documents())
                .decoded(body, MediaType.parse(type).orElseThrow(), content);
        if (decoded instanceof Decoded.Value value) {
            return value.readings().stream().map(Json::text).collect(Collectors.joining(" or "));
        }
        if (decoded instanceof Decoded.Malformed malformed) {
            return "malformed" + (malformed.reason().startsWith("JSON: ") ? "" : ": " + malformed.reason())
                    + " but was " + malformed.actual();
        }
        return "opaque";
    }
}
