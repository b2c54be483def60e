package dev.counterpart.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headers without an example: their value satisfies their schema, and the grammar of HTTP if the schema allows it. */
class GeneratedHeaderTest {

    private static final String DOCUMENT = """
            openapi: 3.1.0
            info: {title: T, version: '1'}
            paths: {/a: {get: {responses: {'200': {description: ok, headers: {NAME: HEADER}}}}}}
            components: {schemas: {Any: {type: string}}}
            """;

    private static String value(String name, String header, MockOptions.Compat compat) {
        byte[] document =
                DOCUMENT.replace("NAME", name).replace("HEADER", header).getBytes(StandardCharsets.UTF_8);
        var read = (ReadResult.Read) ContractReader.read(document, "a.yaml", ReadOptions.defaults());
        var engine = new MockEngine(
                read.contract(), Fixtures.none(), MockOptions.defaults().withCompat(compat));
        return engine.answer(Request.of(Method.GET, "/a"))
                .response()
                .headers()
                .first(name)
                .orElse("none");
    }

    @ParameterizedTest(name = "{0}: {1} → {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # header      | declared as                                               | value                         | with --compat prism
            # --- a text, which HTTP restricts
            ETag          | {schema: {type: string}}                                  | "1"                           | string
            ETag          | {schema: {$ref: '#/components/schemas/Any'}}              | "1"                           | string
            etag          | {schema: {type: string}}                                  | "1"                           | string
            Last-Modified | {schema: {type: string}}                                  | Thu, 01 Jan 2026 00:00:00 GMT | string
            Expires       | {schema: {type: string}}                                  | Thu, 01 Jan 2026 00:00:00 GMT | string
            Retry-After   | {schema: {type: string}}                                  | 120                           | string
            Age           | {schema: {type: string}}                                  | 0                             | string
            Set-Cookie    | {schema: {type: string}}                                  | name=value                    | string
            # --- the document says more
            ETag          | {schema: {type: string, example: v1}}                     | v1                            | v1
            ETag          | {schema: {type: string}, example: v1}                     | v1                            | v1
            ETag          | {schema: {type: string, const: abc}}                      | abc                           | abc
            ETag          | {schema: {type: string, pattern: '^s[a-z]{5}$'}}          | string                        | string
            Retry-After   | {schema: {type: integer}}                                 | 0                             | 0
            Last-Modified | {schema: {type: string, format: date-time}}               | 2019-08-24T14:15:22Z          | 2019-08-24T14:15:22Z
            # --- any text will do
            Location      | {schema: {type: string}}                                  | string                        | string
            X-Request-Id  | {schema: {type: string}}                                  | string                        | string
            """)
    void a_header_is_sent(String name, String header, String value, String withPrism) {
        assertThat(value(name, header, MockOptions.Compat.NONE)).isEqualTo(value);
        assertThat(value(name, header, MockOptions.Compat.PRISM)).isEqualTo(withPrism);
    }
}
