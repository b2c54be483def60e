package dev.counterpart.spec.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies that were coded by other programs; all say {@code {"a":1}} unless they are corrupt. */
class ContentCodingTest {

    private static final int LIMIT = 1_000_000;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # Content-Encoding   | the body, in Base64                                              | it is
            gzip                 | H4sIAAAAAAACA6tWSlSyMqwFAK+sG1YHAAAA                             | {"a":1}
            GZIP                 | H4sIAAAAAAACA6tWSlSyMqwFAK+sG1YHAAAA                             | {"a":1}
            x-gzip               | H4sIAAAAAAACA6tWSlSyMqwFAK+sG1YHAAAA                             | {"a":1}
            gzip, identity       | H4sIAAAAAAACA6tWSlSyMqwFAK+sG1YHAAAA                             | {"a":1}
            ' , gzip ,'          | H4sIAAAAAAACA6tWSlSyMqwFAK+sG1YHAAAA                             | {"a":1}
            deflate              | eJyrVkpUsjKsBQAIKgIJ                                             | {"a":1}
            deflate              | q1ZKVLIyrAUA                                                     | {"a":1}
            br                   | CwOAeyJhIjoxfQM=                                                 | {"a":1}
            identity             | eyJhIjoxfQ==                                                     | {"a":1}
            ''                   | eyJhIjoxfQ==                                                     | {"a":1}
            deflate, gzip        | H4sIAAAAAAACA6uYszrMK2ST0RpWBg4tJk4A1ruJuA8AAAA=                 | {"a":1}
            zstd                 | KLUv/SQHOQAAeyJhIjoxfYXJ5Fs=                                     | coding zstd is not supported
            compress             | H52QeyI=                                                         | coding compress is not supported
            gzip, zstd           | KLUv/SQHOQAAeyJhIjoxfYXJ5Fs=                                     | coding zstd is not supported
            gzip                 | eyJhIjoxfQ==                                                     | not gzip: Not in GZIP format
            gzip                 | H4sIAAAAAAACA6tWSlSy                                         | not gzip: Unexpected end of ZLIB input stream
            gzip                 | H4sIAAAAAAACA6tWSlSyMqwFAAAAAAAHAAAA                             | not gzip: Corrupt GZIP trailer
            deflate              | eJyrVkpUsjKsBQAAAAAA                                             | not deflate: incorrect data check
            deflate              | eyJhIjoxfQ==                                                     | not deflate: Unexpected end of ZLIB input stream
            br                   | eyJhIjoxfQ==                                                     | not br: Brotli stream decoding failed
            gzip,gzip,gzip,gzip,gzip,gzip | eyJhIjoxfQ==                                            | coding of more than 5 in a row is not supported
            """)
    void a_body_is_decoded(String coding, String base64, String expected) {
        var body = Base64.getDecoder().decode(base64);

        assertThat(described(decoded(coding, body))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # Content-Encoding   | the bytes of the stream, in Base64           | it is
            gzip                 | H4sIAAAAAAACA6tWSlSyMqwFAK+sG1YHAAAA         | {"a":1}
            x-gzip               | H4sIAAAAAAACA6tWSlSyMqwFAK+sG1YHAAAA         | {"a":1}
            gzip, identity       | H4sIAAAAAAACA6tWSlSyMqwFAK+sG1YHAAAA         | {"a":1}
            deflate              | eJyrVkpUsjKsBQAIKgIJ                         | {"a":1}
            deflate              | q1ZKVLIyrAUA                                 | {"a":1}
            br                   | CwOAeyJhIjoxfQM=                             | {"a":1}
            deflate, gzip        | H4sIAAAAAAACA6uYszrMK2ST0RpWBg4tJk4A1ruJuA8AAAA= | {"a":1}
            identity             | eyJhIjoxfQ==                                 | not coded
            ''                   | eyJhIjoxfQ==                                 | not coded
            zstd                 | KLUv/SQHOQAAeyJhIjoxfYXJ5Fs=                 | not supported
            gzip, zstd           | KLUv/SQHOQAAeyJhIjoxfYXJ5Fs=                 | not supported
            gzip,gzip,gzip,gzip,gzip,gzip | eyJhIjoxfQ==                        | not supported
            gzip                 | eyJhIjoxfQ==                                 | Not in GZIP format
            deflate              | eJyrVkpUsjKsBQAAAAAA                         | incorrect data check
            """)
    void a_stream_is_decoded(String coding, String base64, String expected) {
        var headers = Headers.of("Content-Encoding", coding);

        assertThat(streamed(headers, Base64.getDecoder().decode(base64))).isEqualTo(expected);
    }

    private static String streamed(Headers headers, byte[] coded) {
        if (!ContentCoding.isCoded(headers)) {
            return "not coded";
        }
        if (!ContentCoding.isDecodable(headers)) {
            return "not supported";
        }
        try (var plain = ContentCoding.decoding(headers, new ByteArrayInputStream(coded))) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException corrupt) {
            return String.valueOf(corrupt.getMessage());
        }
    }

    @Test
    void a_decoded_stream_closes_the_one_below() throws IOException {
        var closed = new AtomicInteger();
        var coded = new ByteArrayInputStream(Base64.getDecoder().decode("eJyrVkpUsjKsBQAIKgIJ")) {
            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };

        ContentCoding.decoding(Headers.of("Content-Encoding", "deflate"), coded).close();

        assertThat(closed).hasValue(1);
    }

    @Test
    void an_empty_body_has_no_coding() {
        assertThat(described(decoded("zstd", new byte[0]))).isEmpty();
    }

    @ParameterizedTest(name = "{0} bytes → {1}")
    @CsvSource({
        "1000000, 1000000 bytes",
        "1000001, more than 1000000 bytes by gzip",
        "50000000, more than 1000000 bytes by gzip"
    })
    void what_a_body_decodes_to_is_bounded(int size, String expected) throws IOException {
        var result = decoded("gzip", gzip(new byte[size]));

        assertThat(
                        result instanceof ContentCoding.Result.Plain plain
                                ? plain.body().length + " bytes"
                                : described(result))
                .isEqualTo(expected);
    }

    @Test
    void a_bomb_within_a_bomb_is_bounded() throws IOException {
        assertThat(described(decoded("gzip, gzip", gzip(gzip(new byte[500_000_000])))))
                .isEqualTo("more than 1000000 bytes by gzip");
    }

    @Test
    void a_brotli_bomb_is_bounded() {
        // 16 MiB of spaces, made with the reference encoder.
        var bomb = Base64.getDecoder().decode("y///P/glQOKxQCD3/i/////wSwDEYRGA7v0f");

        assertThat(described(decoded("br", bomb))).isEqualTo("more than 1000000 bytes by br");
    }

    private static ContentCoding.Result decoded(String coding, byte[] body) {
        return ContentCoding.decoded(Headers.none().with("Content-Encoding", coding), body, LIMIT);
    }

    private static String described(ContentCoding.Result result) {
        if (result instanceof ContentCoding.Result.Plain plain) {
            return new String(plain.body(), StandardCharsets.UTF_8);
        }
        if (result instanceof ContentCoding.Result.Unsupported unsupported) {
            return "coding " + unsupported.coding() + " is not supported";
        }
        if (result instanceof ContentCoding.Result.TooLarge large) {
            return "more than " + large.limit() + " bytes by " + large.coding();
        }
        var corrupt = (ContentCoding.Result.Corrupt) result;
        return "not " + corrupt.coding() + ": " + corrupt.reason();
    }

    private static byte[] gzip(byte[] body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var stream = new GZIPOutputStream(bytes)) {
            stream.write(body);
        }
        return bytes.toByteArray();
    }
}
