package dev.counterpart.spec.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Contracts;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.schema.SchemaValidator;
import dev.counterpart.spec.write.BodyWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** Media types and headers of multipart parts, by name and by position, in requests and answers. */
class PartValidatorTest {

    private static final String FORM = "multipart/form-data";
    private static final String MIXED = "multipart/mixed";

    private static Contract contract(String version, String type, String declared) {
        return Contracts.of(
                "openapi: " + version + "\ninfo: {title: T, version: '1'}\npaths: {/a: {post: {requestBody: {content: {"
                        + type + ": {" + declared + "}}}, responses: {200: {description: ok, content: {" + type + ": {"
                        + declared + "}}}}}}}");
    }

    private static String shown(List<Violation> violations) {
        return violations.stream()
                .map(violation -> violation.at() + ": " + violation.expected() + ", but " + violation.actual())
                .collect(Collectors.joining("; "));
    }

    private static String ofRequest(Contract contract, MediaType type, byte[] body) {
        var requests = new RequestValidator(contract, new SchemaValidator(contract.documents(), contract.version()));
        var content =
                contract.operations().get(0).body().orElseThrow().content().get(0);
        return shown(requests.bodyViolations(body, type, content));
    }

    private static String ofAnswer(Contract contract, MediaType type, byte[] body) {
        var responses = new ResponseValidator(contract, new SchemaValidator(contract.documents(), contract.version()));
        var content = contract.operations().get(0).responses().get(0).content().get(0);
        return shown(responses.bodyViolations(body, type, content));
    }

    /** Parts, separated by two slashes; of a part the header lines, then the content, separated by semicolons. */
    private static byte[] body(String parts, boolean isForm) {
        var text = new StringBuilder();
        for (String part : parts.split("//", -1)) {
            var lines = part.strip().split("; ?", -1);
            text.append("--b\r\n");
            if (isForm) {
                text.append("Content-Disposition: form-data; name=\"")
                        .append(lines[0])
                        .append("\"\r\n");
            }
            for (int i = isForm ? 1 : 0; i < lines.length - 1; i++) {
                text.append(lines[i]).append("\r\n");
            }
            text.append("\r\n").append(lines[lines.length - 1]).append("\r\n");
        }
        return text.append("--b--\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # version | encoding of the property f                                          | parts                      | violations
            3.0.4     | f: {contentType: text/plain}                                        | f; Content-Type: text/plain; 1 |
            3.0.4     | f: {contentType: text/plain}                                        | f; Content-Type: TEXT/Plain;charset=utf-8; 1 |
            3.0.4     | f: {contentType: text/plain}                                        | f; 1                       |
            3.0.4     | f: {contentType: text/plain}                                        | f; Content-Type: text/csv; 1 | request body /f: a part of text/plain, but text/csv
            3.0.4     | f: {contentType: 'text/plain, text/csv'}                            | f; Content-Type: text/csv; 1 |
            3.0.4     | f: {contentType: 'text/*'}                                          | f; Content-Type: text/csv; 1 |
            3.0.4     | f: {headers: {X-N: {required: true, schema: {type: integer}}}}      | f; X-N: 1; 1               |
            3.0.4     | f: {headers: {X-N: {required: true, schema: {type: integer}}}}      | f; x-n:   1; 1             |
            3.0.4     | f: {headers: {X-N: {required: true, schema: {type: integer}}}}      | f; 1                       | request body /f: the header X-N of this part, but nothing
            3.0.4     | f: {headers: {X-N: {schema: {type: integer}}}}                      | f; 1                       |
            3.0.4     | f: {headers: {X-N: {schema: {type: integer}}}}                      | f; X-N: a; 1               | request body /f: X-N: integer, but string "a"
            3.0.4     | f: {headers: {X-N: {schema: {maxLength: 2, type: string}}}}         | f; X-N: abc; 1             | request body /f: X-N: at most 2 characters, but string "abc"
            3.0.4     | f: {headers: {X-N: {schema: {type: array, items: {type: integer}}}}} | f; X-N: 1,2; 1            |
            3.0.4     | f: {headers: {X-N: {content: {application/json: {schema: {type: object}}}}}} | f; X-N: {; 1     | request body /f: X-N: JSON: Unexpected end-of-input: expected close marker for Object (line 1, column 2), but {
            3.0.4     | f: {headers: {Content-Type: {required: true, schema: {type: integer}}}} | f; 1                   |
            # --- each part of an array; a part that is absent has no headers
            3.1.1     | l: {headers: {X-N: {required: true, schema: {type: integer}}}}      | l; X-N: 1; a // l; b       | request body /l: the header X-N of this part, but nothing
            3.1.1     | l: {headers: {X-N: {required: true, schema: {type: integer}}}}      | f; 1                       |
            3.1.1     | other: {headers: {X-N: {required: true, schema: {type: integer}}}}  | f; 1                       |
            """)
    void a_named_part_is_as_its_encoding_says(
            String version, String encoding, String parts, @Nullable String expected) {
        var contract = contract(
                version,
                FORM,
                "schema: {type: object, properties: {f: {type: string}, l: {type: array, items: {type: string}}}}, encoding: {"
                        + encoding + "}");
        var type = MediaType.parse(FORM + "; boundary=b").orElseThrow();

        assertThat(ofRequest(contract, type, body(parts, true))).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # version | encoding                                                                 | parts                              | violations
            3.2.0     | prefixEncoding: [{contentType: text/plain}, {contentType: text/csv}]     | Content-Type: text/plain; 1 // Content-Type: text/csv; 1 // Content-Type: text/html; 1 |
            3.2.0     | prefixEncoding: [{contentType: text/plain}, {contentType: text/csv}]     | Content-Type: text/csv; 1 // Content-Type: text/plain; 1 | /0: a part of text/plain, but text/csv; /1: a part of text/csv, but text/plain
            3.2.0     | itemEncoding: {contentType: text/csv}                                    | Content-Type: text/csv; 1 // Content-Type: text/html; 1 | /1: a part of text/csv, but text/html
            3.2.0     | prefixEncoding: [{}], itemEncoding: {contentType: text/csv}              | Content-Type: text/html; 1 // Content-Type: text/html; 1 | /1: a part of text/csv, but text/html
            3.2.0     | itemEncoding: {headers: {X-N: {required: true, schema: {type: integer}}}} | X-N: 1; 1 // Y: 1; 1              | /1: the header X-N of this part, but nothing
            3.2.0     | itemEncoding: {headers: {X-N: {schema: {type: integer}}}}                | X-N: a; 1                         | /0: X-N: integer, but string "a"
            3.2.0     | prefixEncoding: [3, {contentType: text/csv}]                             | Content-Type: text/html; 1 // Content-Type: text/html; 1 | /1: a part of text/csv, but text/html
            # --- earlier versions do not have them
            3.1.1     | itemEncoding: {contentType: text/csv}                                    | Content-Type: text/html; 1        |
            """)
    void a_part_is_as_the_encoding_of_its_position_says(
            String version, String encoding, String parts, @Nullable String expected) {
        var contract = contract(version, MIXED, "schema: {type: array}, " + encoding);
        var type = MediaType.parse(MIXED + "; boundary=b").orElseThrow();
        String all = expected == null ? "" : expected;

        assertThat(ofRequest(contract, type, body(parts, false)).replace("request body ", ""))
                .isEqualTo(all);
        assertThat(ofAnswer(contract, type, body(parts, false)).replace("response body ", ""))
                .isEqualTo(all);
    }

    /** Before OpenAPI 3.2, encodings are for requests. */
    @ParameterizedTest
    @CsvSource({"3.1.1, true", "3.2.0, false"})
    void answers_have_encodings_since_3_2(String version, boolean isValid) {
        var contract =
                contract(version, FORM, "schema: {type: object}, encoding: {f: {headers: {X-N: {required: true}}}}");
        var type = MediaType.parse(FORM + "; boundary=b").orElseThrow();

        assertThat(ofAnswer(contract, type, body("f; 1", true)).isEmpty()).isEqualTo(isValid);
        assertThat(ofRequest(contract, type, body("f; 1", true))).isNotEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # media type        | encoding                                                                   | value          | lines between the delimiters
            multipart/form-data | encoding: {f: {contentType: text/csv, headers: {X-N: {schema: {type: integer}}}}} | {"f":"a"} | Content-Disposition: form-data; name="f"~Content-Type: text/csv~X-N: 5~~a
            multipart/form-data | encoding: {f: {contentType: 'image/*', headers: {X-M: {}}}}                | {"f":"a"}      | Content-Disposition: form-data; name="f"~Content-Type: image/png~~a
            multipart/form-data | encoding: {f: {contentType: 'image/*, text/csv'}}                          | {"f":"a"}      | Content-Disposition: form-data; name="f"~Content-Type: text/csv~~a
            multipart/mixed     | itemEncoding: {contentType: text/csv, headers: {X-N: {}}}                  | ["a"]          | Content-Type: text/csv~X-N: 5~~a
            multipart/mixed     | prefixEncoding: [{contentType: application/json}], itemEncoding: {contentType: text/csv} | ["a", "b"] | Content-Type: application/json~~"a"~--#~Content-Type: text/csv~~b
            multipart/mixed     | prefixEncoding: [{}]                                                       | [1, "b"]       | Content-Type: application/json~~1~--#~Content-Type: text/plain; charset=utf-8~~b
            """)
    void a_part_is_written_as_its_encoding_says(String type, String encoding, String value, String lines) {
        var contract = contract("3.2.0", type, "schema: {}, " + encoding);
        var content =
                contract.operations().get(0).body().orElseThrow().content().get(0);
        var writer = new BodyWriter(
                contract.documents(),
                header -> header.name().equals("X-N")
                        ? Optional.of(JsonNodeFactory.instance.numberNode(5))
                        : Optional.empty());
        var body = writer.body(Json.read(value), type, content);

        assertThat(new String(body.bytes(), StandardCharsets.UTF_8).replace("----counterpart", "#"))
                .isEqualTo("--#\r\n" + lines.replace("~", "\r\n") + "\r\n--#--\r\n");
    }

    @Test
    void a_header_of_a_part_has_one_line() {
        var contract = contract("3.2.0", MIXED, "schema: {}, itemEncoding: {headers: {X-N: {}}}");
        var content =
                contract.operations().get(0).body().orElseThrow().content().get(0);
        var writer = new BodyWriter(
                contract.documents(), header -> Optional.of(JsonNodeFactory.instance.stringNode("a\r\nX-Other: b")));

        assertThat(new String(writer.body(Json.read("[1]"), MIXED, content).bytes(), StandardCharsets.UTF_8))
                .contains("\r\nX-N: a  X-Other: b\r\n\r\n1");
    }
}
