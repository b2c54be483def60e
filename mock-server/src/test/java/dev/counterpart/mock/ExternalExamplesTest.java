package dev.counterpart.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.mock.settings.MockOptions.Compat;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent for an example in a file of its own. */
class ExternalExamplesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{1} {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # media type               | file     | schema                         | sent
            application/json           | cat.json | {type: object}                 | `{"name":"Tom"}`
            application/json           | cat.json | {type: array, items: false}    | []
            application/json           | none     | {type: boolean}                | true
            application/xml            | cat.xml  | {type: object}                 | <cat/>
            image/svg+xml              | cat.xml  | {}                             | <cat/>
            text/plain                 | cat.xml  | {type: string}                 | <cat/>
            text/plain                 | cat.xml  | {type: string, maxLength: 1}   | s
            image/png                  | cat.png  | {type: string, format: binary} | 89504eff
            application/octet-stream   | cat.png  | {}                             | 89504eff
            application/pdf            | cat.xml  | {type: string, format: binary} | <cat/>
            """)
    void an_external_example_is_sent(String mediaType, String file, String schema, String expected) throws IOException {
        var response = response(mediaType, file, schema, Compat.NONE, "");

        assertThat(text(response)).isEqualTo(expected);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers().first("Content-Type")).hasValue(mediaType);
    }

    /** Prism generates a value instead. */
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # compat | file     | prefer      | sent
            NONE     | cat.json | ``          | `{"name":"Tom"}`
            NONE     | cat.json | example=one | `{"name":"Tom"}`
            NONE     | none     | ``          | `{"age":0}`
            NONE     | none     | example=one | `{"age":0}`
            PRISM    | cat.json | ``          | `{"age":0}`
            PRISM    | cat.json | example=one | ``
            """)
    void prism_sends_no_external_example(Compat compat, String file, String prefer, String expected)
            throws IOException {
        String schema = "{type: object, properties: {age: {type: integer}}}";

        assertThat(text(response("application/json", file, schema, compat, prefer)))
                .isEqualTo(expected);
    }

    private Response response(String mediaType, String file, String schema, Compat compat, String prefer)
            throws IOException {
        var options = MockOptions.defaults().withCompat(compat);
        var request = Requests.of("GET /a HTTP/1.1\n" + (prefer.isEmpty() ? "" : "Prefer: " + prefer + "\n") + "\n");
        return new MockEngine(contract(mediaType, file, schema), Fixtures.none(), options)
                .answer(request)
                .response();
    }

    private static String text(Response response) {
        boolean isBinary = response.body().length > 0 && response.body()[0] < 0;
        return isBinary ? HexFormat.of().formatHex(response.body()) : response.text();
    }

    private Contract contract(String mediaType, String file, String schema) throws IOException {
        Files.writeString(folder.resolve("cat.json"), "{\"name\": \"Tom\"}");
        Files.writeString(folder.resolve("cat.xml"), "<cat/>");
        Files.write(folder.resolve("cat.png"), new byte[] {(byte) 0x89, 'P', 'N', (byte) 0xff});
        var document = folder.resolve("openapi.yaml");
        Files.writeString(document, """
                openapi: 3.1.1
                info: {title: T, version: '1'}
                paths:
                  /a: {get: {responses: {200: {description: ok, content: {%s: {schema: %s, examples: {one: {externalValue: %s}}}}}}}}
                """.formatted(mediaType, schema, file));
        return ((ReadResult.Read) ContractReader.read(document.toString(), ReadOptions.defaults())).contract();
    }
}
