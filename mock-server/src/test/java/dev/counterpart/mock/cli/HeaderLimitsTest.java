package dev.counterpart.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.mock.PlainClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --max-header-size}. */
@ExtendWith(Running.End.class)
class HeaderLimitsTest {

    @TempDir
    private Path folder;

    private String document = "";

    @BeforeEach
    void write() throws IOException {
        document = Files.writeString(folder.resolve("api.yaml"), """
                openapi: 3.0.3
                info: {title: t, version: '1'}
                paths:
                  /small:
                    get: {responses: {'204': {description: d}}}
                  /large:
                    get:
                      responses:
                        '204':
                          description: d
                          headers:
                            X-Large: {schema: {type: string, example: %s}}
                """.formatted("x".repeat(60 * 1024)))
                .toString();
    }

    @ParameterizedTest(name = "{0} with a request header of {1} KiB, --max-header-size {2} → {3}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # path   | request header | limit | status
            /small   | 12             | -     | 204
            /small   | 20             | -     | 431
            /small   | 20             | 64    | 204
            /small   | 12             | 8     | 431
            /large   | 0              | -     | 500
            /large   | 0              | 64    | 204
            /large   | 0              | 16    | 500
            """)
    void larger_headers_than_the_limit_are_refused(String path, int size, String limit, int status) throws IOException {
        var mock =
                limit == null ? Running.of("mock", document) : Running.of("mock", document, "--max-header-size", limit);
        var request = "GET " + path + " HTTP/1.1\r\nHost: a\r\nX-Sent: " + "x".repeat(size * 1024)
                + "\r\nConnection: close\r\n\r\n";

        var response = PlainClient.parsed(PlainClient.raw(mock.url(), request.getBytes(StandardCharsets.UTF_8)));

        assertThat(response.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"7", "1025", "-1"})
    void other_limits_are_refused(String limit) {
        var err = new StringWriter();

        int code = Main.run(
                new PrintWriter(new StringWriter()),
                new PrintWriter(err),
                "mock",
                document,
                "--max-header-size",
                limit);

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("--max-header-size must be 8 to 1024 KiB but was " + limit);
    }
}
