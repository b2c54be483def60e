package dev.counterpart.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.settings.MockOptions;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditional and range requests to documented 304, 206, 412 and 416 (RFC 9110 §13, §14). */
class ConditionalTest {

    private static MockEngine engine(MockOptions.Compat compat) {
        return new MockEngine(
                Exchange.contract(Path.of("src/test/resources/contracts/conditional.yaml")),
                Fixtures.none(),
                MockOptions.defaults().withCompat(compat));
    }

    private static String answered(MockOptions.Compat compat, String request, @Nullable String headers) {
        String lines = headers == null ? "" : "\n" + headers.replace("~", "\n");
        var response = engine(compat)
                .answer(Exchange.request(request + " HTTP/1.1" + lines))
                .response();
        var shown = response.headers().fields().stream()
                .filter(field -> field.getKey().matches("(?i)content-range|etag|x-cache|accept-ranges"))
                .map(field -> field.getKey().toLowerCase(java.util.Locale.ROOT) + ": " + field.getValue())
                .sorted()
                .collect(Collectors.joining("; "));
        return (response.status() + " " + shown + " " + response.text())
                .replaceAll(" +", " ")
                .strip();
    }

    @ParameterizedTest(name = "{0} {1} → {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # request      | conditions                                      | answer
            GET /doc       |                                                 | 200 etag: "v1" 0123456789
            GET /doc       | If-None-Match: "v1"                             | 304 etag: "v1"; x-cache: hit
            GET /doc       | If-None-Match: W/"v1"                           | 304 etag: "v1"; x-cache: hit
            GET /doc       | If-None-Match: "v0"                             | 200 etag: "v1" 0123456789
            GET /doc       | If-Modified-Since: Tue, 15 Nov 1994 12:45:26 GMT | 304 etag: "v1"; x-cache: hit
            GET /doc       | If-Modified-Since: Tue, 15 Nov 1994 12:45:25 GMT | 200 etag: "v1" 0123456789
            GET /doc       | If-None-Match: "v0"~If-Modified-Since: Tue, 15 Nov 1994 12:45:26 GMT | 200 etag: "v1" 0123456789
            GET /doc       | If-Match: "v0"                                  | 412 changed
            GET /doc       | If-Match: "v1"                                  | 200 etag: "v1" 0123456789
            GET /doc       | If-Unmodified-Since: Tue, 15 Nov 1994 12:45:25 GMT | 412 changed
            GET /doc       | Range: bytes=2-4                                | 206 accept-ranges: bytes; content-range: bytes 2-4/10; etag: "v1" 234
            GET /doc       | Range: bytes=-3                                 | 206 accept-ranges: bytes; content-range: bytes 7-9/10; etag: "v1" 789
            GET /doc       | Range: bytes=10-                                | 416 content-range: bytes */10
            GET /doc       | Range: bytes=0-1,4-5                            | 200 etag: "v1" 0123456789
            GET /doc       | Range: bytes=2-4~If-Range: "v0"                 | 200 etag: "v1" 0123456789
            GET /doc       | Range: bytes=2-4~If-Range: "v1"                 | 206 accept-ranges: bytes; content-range: bytes 2-4/10; etag: "v1" 234
            HEAD /doc      | If-None-Match: "v1"                             | 304 etag: "v1"; x-cache: hit
            HEAD /doc      | Range: bytes=2-4                                | 200 etag: "v1" 0123456789
            # --- a change is compared with what GET returns
            PUT /doc       | If-Match: "v1"                                  | 200 etag: "v2"
            PUT /doc       | If-Match: "v2"                                  | 412 changed
            PUT /doc       | If-None-Match: *                                | 412 changed
            PUT /doc       | If-Unmodified-Since: Tue, 15 Nov 1994 12:45:25 GMT | 412 changed
            DELETE /doc    | If-Match: "v0"                                  | 204
            # --- statuses that are not documented, and answers without validators
            GET /plain     | If-None-Match: "v1"                             | 200 etag: "v1" abc
            GET /plain     | Range: bytes=0-1                                | 200 etag: "v1" abc
            GET /untagged  | If-None-Match: "v1"                             | 200 abc
            GET /untagged  | If-Match: "v1"                                  | 200 abc
            PUT /untagged  | If-Match: "v1"                                  | 204
            PUT /untagged  | If-None-Match: *                                | 412
            # --- what the client asks for comes first
            GET /doc       | If-None-Match: "v1"~Prefer: code=200            | 200 etag: "v1" 0123456789
            """)
    void a_condition_selects_a_documented_answer(String request, @Nullable String conditions, String answer) {
        assertThat(answered(MockOptions.Compat.NONE, request, conditions)).isEqualTo(answer);
    }

    @Test
    void prism_ignores_conditions() {
        assertThat(answered(MockOptions.Compat.PRISM, "GET /doc", "If-None-Match: \"v1\""))
                .startsWith("200 ");
    }
}
