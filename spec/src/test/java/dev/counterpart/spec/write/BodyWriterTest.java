package dev.counterpart.spec.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Contracts;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** In the result, {@code ¶} is CR LF. */
class BodyWriterTest {

    @ParameterizedTest(name = "{0} {1}: {2} → {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # media type                      | encoding                                   | value                | sent
            application/json                  |                                            | {"a":[1,"b"]}        | {"a":[1,"b"]}
            application/problem+json          |                                            | "a"                  | "a"
            */*                               |                                            | "a"                  | "a"
            text/plain                        |                                            | "a"                  | a
            text/plain                        |                                            | 12                   | 12
            application/xml                   |                                            | {"a":[1,"<"],"b":{}} | <xml><a>1</a><a>&lt;</a><b></b></xml>
            application/xml                   |                                            | "<a/>"               | <a/>
            application/x-www-form-urlencoded |                                            | {"a":"x y","b":true} | a=x%20y&b=true
            application/x-www-form-urlencoded |                                            | {"a":[1,2]}          | a=1&a=2
            application/x-www-form-urlencoded |                                            | {"a":{"b":1}}        | a=%7B%22b%22%3A1%7D
            application/x-www-form-urlencoded | a: {style: form, explode: false}           | {"a":[1,2]}          | a=1,2
            application/x-www-form-urlencoded | a: {style: deepObject, explode: true}      | {"a":{"b":1}}        | a%5Bb%5D=1
            application/x-www-form-urlencoded |                                            | "a=1"                | a=1
            multipart/form-data               |                                            | {"a":"x"}            | ------counterpart¶Content-Disposition: form-data; name="a"¶¶x¶------counterpart--¶
            multipart/form-data               |                                            | {"a":{"b":1}}        | ------counterpart¶Content-Disposition: form-data; name="a"¶Content-Type: application/json¶¶{"b":1}¶------counterpart--¶
            multipart/form-data               | a: {contentType: image/png}                | {"a":"x"}            | ------counterpart¶Content-Disposition: form-data; name="a"¶Content-Type: image/png¶¶x¶------counterpart--¶
            multipart/form-data               | a: {contentType: 'image/png, image/jpeg'}  | {"a":"x"}            | ------counterpart¶Content-Disposition: form-data; name="a"¶Content-Type: image/png¶¶x¶------counterpart--¶
            multipart/form-data               | a: {contentType: application/xml}          | {"a":{"b":1}}        | ------counterpart¶Content-Disposition: form-data; name="a"¶Content-Type: application/xml¶¶<xml><b>1</b></xml>¶------counterpart--¶
            multipart/form-data               |                                            | {"a":"------counterpart"} | ------counterpart-¶Content-Disposition: form-data; name="a"¶¶------counterpart¶------counterpart---¶
            """)
    void a_value_is_written_by_media_type(String mediaType, String encoding, String value, String sent) {
        var contract = Contracts.ofPaths("/: {post: {requestBody: {content: {'" + mediaType + "': {encoding: {"
                + (encoding == null ? "" : encoding) + "}}}}, responses: {200: {description: ok}}}}");
        var content =
                contract.operations().get(0).body().orElseThrow().content().get(0);
        var body = new BodyWriter(contract.documents(), header -> Optional.empty())
                .body(JsonMapper.shared().readTree(value), mediaType, content);

        assertThat(new String(body.bytes(), StandardCharsets.UTF_8)).isEqualTo(sent.replace("¶", "\r\n"));
        assertThat(body.contentType()).startsWith(mediaType);
    }
}
