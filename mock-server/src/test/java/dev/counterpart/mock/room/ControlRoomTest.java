package dev.counterpart.mock.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.mock.Requests;
import dev.counterpart.spec.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page and its assets, as HTTP. */
class ControlRoomTest {

    private static final Path RESOURCES = Path.of("src/main/resources/room");

    /** What the build takes from CodeMirror and jsdiff. */
    private static final Path LIBRARIES = Path.of("target/classes/room/lib");

    private static final int MOST_BYTES = 300 * 1024;
    private static final Pattern REFERENCE = Pattern.compile("(?:from '\\./|src=\"room/|href=\"room/)([^'\"]+)");

    private final ControlRoom room = new ControlRoom();

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', nullValues = "api", textBlock = """
            GET /__counterpart                         | 308 /__counterpart/
            HEAD /__counterpart                        | 308 /__counterpart/
            GET /__counterpart/                        | 200 text/html; charset=utf-8
            HEAD /__counterpart/                       | 200 text/html; charset=utf-8
            GET /__counterpart/?presenter=sale         | 200 text/html; charset=utf-8
            GET /__counterpart/room/app.js             | 200 text/javascript; charset=utf-8
            GET /__counterpart/room/room.css           | 200 text/css; charset=utf-8
            GET /__counterpart/room/icon.svg           | 200 image/svg+xml
            POST /__counterpart/                       | 405 application/problem+json
            DELETE /__counterpart/room/app.js          | 405 application/problem+json
            GET /__counterpart/room/                   | api
            GET /__counterpart/room/other.js           | api
            GET /__counterpart/room/../room/app.js     | api
            GET /__counterpart/room/%61pp.js           | api
            GET /__counterpart/room//room/app.js       | api
            GET /__counterpart/health                  | api
            """)
    void paths(String request, String expected) {
        var answer = room.answer(Requests.of(request + " HTTP/1.1"));
        assertThat(answer.map(ControlRoomTest::described).orElse(null)).isEqualTo(expected);
    }

    private static String described(Response response) {
        return response.status() + " "
                + response.headers()
                        .first("Location")
                        .or(() -> response.headers().first("Content-Type"))
                        .orElse("");
    }

    @Test
    void the_page_may_load_only_its_own_assets() {
        assertThat(answer("GET /__counterpart/ HTTP/1.1").headers().fields())
                .extracting(field -> field.getKey() + ": " + field.getValue())
                .map(text -> text.replaceAll("'sha256-[A-Za-z0-9+/]{43}='", "HASH OF THE IMPORT MAP"))
                .contains(
                        "Content-Security-Policy: default-src 'none'; script-src 'self' HASH OF THE IMPORT MAP; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                        "X-Content-Type-Options: nosniff",
                        "Referrer-Policy: no-referrer",
                        "Cache-Control: no-cache");
        assertThat(answer("GET /__counterpart/room/theme.js HTTP/1.1").headers().first("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("script-src 'self';"));
    }

    /** A browser takes the headers of a 304 for the page that it has (RFC 9111 §4.3.4). */
    @Test
    void a_page_that_the_browser_has_keeps_its_policy() {
        var page = answer("GET /__counterpart/ HTTP/1.1");
        String tag = page.headers().first("ETag").orElseThrow();
        assertThat(answer("GET /__counterpart/ HTTP/1.1\nIf-None-Match: " + tag)
                        .headers()
                        .first("Content-Security-Policy"))
                .isEqualTo(page.headers().first("Content-Security-Policy"));
    }

    @Test
    void an_asset_that_the_browser_has_is_not_sent_again() {
        String tag = answer("GET /__counterpart/room/app.js HTTP/1.1")
                .headers()
                .first("ETag")
                .orElseThrow();
        assertThat(List.of(tag, "W/" + tag, "\"x\", " + tag, "*", "\"x\""))
                .extracting(known -> answer("GET /__counterpart/room/app.js HTTP/1.1\nIf-None-Match: " + known)
                        .status())
                .containsExactly(304, 304, 304, 304, 200);
    }

    @Test
    void every_file_is_served_and_every_reference_has_a_file() throws IOException {
        try (var files = Files.list(RESOURCES)) {
            for (var file : files.toList()) {
                String name = RESOURCES.relativize(file).toString();
                assertThat(room.answer(Requests.of("GET /__counterpart/room/" + name + " HTTP/1.1")))
                        .as(name)
                        .isPresent();
                var references = REFERENCE.matcher(Files.readString(file));
                while (references.find()) {
                    assertThat(answer("GET /__counterpart/room/" + references.group(1) + " HTTP/1.1")
                                    .status())
                            .as(references.group())
                            .isEqualTo(200);
                }
            }
        }
    }

    @Test
    void the_compressed_assets_have_at_most_300_kilobytes() throws IOException {
        int size = 0;
        try (var own = Files.list(RESOURCES);
                var libraries = Files.list(LIBRARIES)) {
            for (var file :
                    Stream.concat(own, libraries).filter(Files::isRegularFile).toList()) {
                var compressed = new ByteArrayOutputStream();
                try (var gzip = new GZIPOutputStream(compressed)) {
                    gzip.write(Files.readAllBytes(file));
                }
                size += compressed.size();
            }
        }
        assertThat(size).isBetween(1, MOST_BYTES);
    }

    private Response answer(String request) {
        return room.answer(Requests.of(request)).orElseThrow();
    }
}
