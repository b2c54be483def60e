package dev.counterpart.spec.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110 §13 and §14 as tables. */
class ConditionalAnswerTest {

    private static final String MODIFIED = "Tue, 15 Nov 1994 12:45:26 GMT";
    private static final byte[] BODY = "0123456789".getBytes(StandardCharsets.US_ASCII);

    private static Request request(String method, @Nullable String headers) {
        var request = new Request(method, "/a", "", Headers.none(), new byte[0]);
        for (String header : headers == null ? new String[0] : headers.split("; ", -1)) {
            String[] pair = header.split(": ", 2);
            request = request.withHeaders(request.headers().and(pair[0], pair[1].replace("MODIFIED", MODIFIED)));
        }
        return request;
    }

    private static Response full(String tag) {
        return new Response(200, Headers.of("ETag", tag, "Last-Modified", MODIFIED, "X-Other", "1"), BODY);
    }

    @ParameterizedTest(name = "{0} {1} → {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # method | conditions, for ETag "a" and Last-Modified           | status
            GET      |                                                      | 200
            # --- If-None-Match: weak comparison (§13.1.2)
            GET      | If-None-Match: "a"                                   | 304
            GET      | If-None-Match: W/"a"                                 | 304
            GET      | If-None-Match: "b", "a"                              | 304
            GET      | If-None-Match: "b"; If-None-Match: "a"               | 304
            GET      | If-None-Match: *                                     | 304
            GET      | If-None-Match: "b"                                   | 200
            GET      | If-None-Match: "A"                                   | 200
            GET      | If-None-Match: a                                     | 304
            GET      | If-None-Match: ,,                                    | 200
            GET      | If-None-Match: "b", *                                | 200
            GET      | If-None-Match: "a" "b"                               | 304
            HEAD     | If-None-Match: "a"                                   | 304
            PUT      | If-None-Match: "a"                                   | 412
            PUT      | If-None-Match: *                                     | 412
            PUT      | If-None-Match: "b"                                   | 200
            OPTIONS  | If-None-Match: "a"                                   | 200
            TRACE    | If-Match: "b"                                        | 200
            # --- If-Match: strong comparison (§13.1.1)
            PUT      | If-Match: "a"                                        | 200
            PUT      | If-Match: "b", "a"                                   | 200
            PUT      | If-Match: *                                          | 200
            PUT      | If-Match: W/"a"                                      | 412
            PUT      | If-Match: "b"                                        | 412
            GET      | If-Match: "b"                                        | 412
            DELETE   | If-Match: "b"                                        | 412
            # --- dates (§13.1.3, §13.1.4)
            GET      | If-Modified-Since: MODIFIED                          | 304
            GET      | If-Modified-Since: Tue, 15 Nov 1994 12:45:27 GMT     | 304
            GET      | If-Modified-Since: Tue, 15 Nov 1994 12:45:25 GMT     | 200
            GET      | If-Modified-Since: Tuesday, 15-Nov-94 12:45:26 GMT   | 304
            GET      | If-Modified-Since: Tue Nov 15 12:45:26 1994          | 304
            GET      | If-Modified-Since: yesterday                         | 200
            GET      | If-Modified-Since: 1994-11-15T12:45:26Z              | 200
            GET      | If-Modified-Since: Mon, 15 Nov 1994 12:45:26 GMT     | 200
            GET      | If-Modified-Since: Tue, 15 Nov 1994 12:45:26 UTC     | 200
            GET      | If-Modified-Since: Tue, 15 Nov 2994 12:45:26 GMT     | 200
            GET      | If-Modified-Since: Sat, 15 Nov 2994 12:45:26 GMT     | 304
            GET      | If-Modified-Since: Sat, 31 Dec 2016 23:59:60 GMT     | 304
            GET      | If-Modified-Since: MODIFIED; If-Modified-Since: MODIFIED | 200
            GET      | If-Modified-Since: MODIFIED, MODIFIED                | 200
            HEAD     | If-Modified-Since: MODIFIED                          | 304
            PUT      | If-Modified-Since: MODIFIED                          | 200
            PUT      | If-Unmodified-Since: MODIFIED                        | 200
            PUT      | If-Unmodified-Since: Tue, 15 Nov 1994 12:45:25 GMT   | 412
            PUT      | If-Unmodified-Since: never                           | 200
            PUT      | If-Unmodified-Since: Tue, 15 Nov 1994 12:45:25 GMT; If-Unmodified-Since: MODIFIED | 200
            # --- precedence (§13.2.2)
            GET      | If-None-Match: "b"; If-Modified-Since: MODIFIED      | 200
            GET      | If-None-Match: ; If-Modified-Since: MODIFIED         | 200
            GET      | If-None-Match: "a"; If-Modified-Since: Tue, 15 Nov 1994 12:45:25 GMT | 304
            PUT      | If-Match: "a"; If-Unmodified-Since: Tue, 15 Nov 1994 12:45:25 GMT    | 200
            GET      | If-Match: "b"; If-None-Match: "a"                    | 412
            GET      | If-Match: "a"; If-None-Match: "a"                    | 304
            GET      | If-None-Match: "a"; Range: bytes=0-1                 | 304
            GET      | If-None-Match: "b"; Range: bytes=0-1                 | 206
            GET      | If-Match: "b"; Range: bytes=99-                      | 412
            # --- ranges (§14)
            GET      | Range: bytes=0-1                                     | 206
            GET      | Range: bytes=99-                                     | 416
            HEAD     | Range: bytes=0-1                                     | 200
            PUT      | Range: bytes=0-1                                     | 200
            GET      | Range: bytes=0-1; If-Range: "a"                      | 206
            GET      | Range: bytes=0-1; If-Range: "b"                      | 200
            GET      | Range: bytes=0-1; If-Range: W/"a"                    | 200
            GET      | Range: bytes=0-1; If-Range: MODIFIED                 | 206
            GET      | Range: bytes=0-1; If-Range: Tue, 15 Nov 1994 12:45:27 GMT | 200
            GET      | Range: bytes=99-; If-Range: "b"                      | 200
            GET      | Range: bytes=0-1; If-Range: "b", "a"                 | 200
            GET      | Range: bytes=0-1; If-Range: *                        | 200
            GET      | Range: bytes=0-1; If-Range: "a"; If-Range: "b"       | 200
            GET      | Range: bytes=0-1; If-Range: Tuesday, 15-Nov-94 12:45:26 GMT | 206
            GET      | Range: bytes=0-1; If-Range: yesterday                | 200
            GET      | If-Range: "b"                                        | 200
            GET      | Range: bytes=0-1; Range: bytes=4-5                   | 200
            GET      | Range: bytes=0-1; If-Unmodified-Since: MODIFIED      | 206
            POST     | Range: bytes=0-1                                     | 200
            """)
    void a_condition_decides_the_status(String method, @Nullable String conditions, int status) {
        assertThat(ConditionalAnswer.status(request(method, conditions), full("\"a\"")))
                .isEqualTo(status);
    }

    @ParameterizedTest(name = "{0} {1} {2} → {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # method | conditions                        | headers of the full answer | status
            GET      | If-None-Match: W/"a"              | ETag: W/"a"                | 304
            PUT      | If-Match: W/"a"                   | ETag: W/"a"                | 412
            GET      | Range: bytes=0-1; If-Range: W/"a" | ETag: W/"a"                | 200
            # --- an answer without a validator says nothing about it
            GET      | If-None-Match: "a"                | X-Other: 1                 | 200
            PUT      | If-Match: "a"                     | X-Other: 1                 | 200
            PUT      | If-Match: *                       | X-Other: 1                 | 200
            PUT      | If-None-Match: *                  | X-Other: 1                 | 412
            GET      | If-None-Match: *                  | X-Other: 1                 | 304
            GET      | If-Modified-Since: MODIFIED       | ETag: "a"                  | 200
            GET      | If-Modified-Since: MODIFIED       | Last-Modified: soon        | 200
            GET      | Range: bytes=0-1; If-Range: "a"   | X-Other: 1                 | 200
            """)
    void an_answer_has_weak_validators_or_none(String method, String conditions, String headers, int status) {
        var full = new Response(200, request("GET", headers).headers(), BODY);

        assertThat(ConditionalAnswer.status(request(method, conditions), full)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"201, 201", "404, 404", "302, 302", "500, 500", "206, 206"})
    void a_range_or_condition_changes_successful_answers_only(int status, int expected) {
        var full = new Response(status, Headers.none(), BODY);

        assertThat(ConditionalAnswer.status(request("GET", "Range: bytes=0-1"), full))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} of {1} bytes → {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # Range                 | length | Content-Range, or 200
            bytes=0-0               | 10     | bytes 0-0/10
            bytes=0-4               | 10     | bytes 0-4/10
            bytes=5-                | 10     | bytes 5-9/10
            bytes=9-99              | 10     | bytes 9-9/10
            bytes=-3                | 10     | bytes 7-9/10
            bytes=-99               | 10     | bytes 0-9/10
            BYTES=0-4               | 10     | bytes 0-4/10
            bytes=0-99999999999999999999999999 | 10 | bytes 0-9/10
            bytes=10-               | 10     | bytes */10
            bytes=10-20             | 10     | bytes */10
            bytes=99999999999999999999- | 10 | bytes */10
            bytes=-0                | 10     | bytes */10
            bytes=0-                | 0      | bytes */0
            bytes=-5                | 0      | 200
            bytes=5-4               | 10     | 200
            bytes=                  | 10     | 200
            bytes=-                 | 10     | 200
            bytes=a-b               | 10     | 200
            bytes 0-4               | 10     | 200
            0-4                     | 10     | 200
            pages=0-4               | 10     | 200
            bytes=0-1,4-5           | 10     | 200
            bytes=0-1, 99-          | 10     | bytes 0-1/10
            bytes=99-, 100-         | 10     | bytes */10
            bytes=,0-1,             | 10     | bytes 0-1/10
            bytes=0-1,x             | 10     | 200
            bytes=0-1 4-5           | 10     | 200
            bytes = 0-4             | 10     | 200
            bytes=+0-4              | 10     | 200
            bytes=0x0-0x4           | 10     | 200
            bytes=0--4              | 10     | 200
            bytes=--4               | 10     | 200
            bytes=٠-٤               | 10     | 200
            bytes=1.0-4             | 10     | 200
            none=0-4                | 10     | 200
            bytes=00-004            | 10     | bytes 0-4/10
            """)
    void a_range_is_a_part_of_the_body(String range, long length, String expected) {
        var asked = ByteRange.of(request("GET", "Range: " + range), length);

        assertThat(
                        asked instanceof ByteRange.Asked.Part part
                                ? part.range().contentRange()
                                : asked instanceof ByteRange.Asked.Unsatisfiable none ? none.contentRange() : "200")
                .isEqualTo(expected);
    }

    @Test
    void a_part_has_its_bytes_and_the_headers_of_the_whole() {
        var part = ConditionalAnswer.part(full("\"a\""), new ByteRange(2, 4, 10));

        assertThat(part.status()).isEqualTo(206);
        assertThat(part.text()).isEqualTo("234");
        assertThat(part.headers())
                .isEqualTo(Headers.of(
                        "ETag", "\"a\"", "Last-Modified", MODIFIED, "X-Other", "1", "Content-Range", "bytes 2-4/10"));
    }

    @Test
    void not_modified_has_the_validators_and_no_body() {
        assertThat(ConditionalAnswer.notModified(full("\"a\"")))
                .isEqualTo(new Response(304, Headers.of("ETag", "\"a\"", "Last-Modified", MODIFIED), new byte[0]));
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # Content-Range    | range
            bytes 0-4/10       | bytes 0-4/10
            Bytes 0-4/*        | bytes 0-4/5
            bytes 0-9/10       | bytes 0-9/10
            bytes 4-0/10       |
            bytes 0-10/10      |
            bytes */10         |
            bytes=0-4/10       |
            pages 0-4/10       |
            """)
    void a_content_range_is_read(String value, @Nullable String expected) {
        assertThat(ByteRange.parseContentRange(value).map(ByteRange::contentRange))
                .isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # If-None-Match         | tags
            "a"                     | ["a"]
            W/"a"                   | [W/"a"]
            "a", W/"b","c"          | ["a", W/"b", "c"]
            "a,b", "c"              | ["a,b", "c"]
            ""                      | [""]
            a, b                    | ["a", "b"]
            """)
    void a_list_of_tags_is_read(String value, String expected) {
        assertThat(EntityTag.list(value).toString()).isEqualTo(expected);
    }

    @Test
    void a_date_is_written_in_the_preferred_format() {
        assertThat(HttpDate.text(Instant.parse("1994-11-06T08:49:37Z"))).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
        assertThat(HttpDate.parse("Sun Nov  6 08:49:37 1994")).contains(Instant.parse("1994-11-06T08:49:37Z"));
    }

    /** Of the dates with this year, the latest that is not more than 50 years in the future (RFC 9110 §5.6.7). */
    @ParameterizedTest
    @ValueSource(ints = {-49, -1, 0, 1, 50})
    void a_year_of_two_digits_is_at_most_50_years_in_the_future(int years) {
        var date = LocalDate.now(ZoneOffset.UTC).withDayOfYear(1).plusYears(years);
        var text = date.format(DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy", Locale.ENGLISH)) + " 00:00:00 GMT";

        assertThat(HttpDate.parse(text))
                .contains(date.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
