package dev.counterpart.spec.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.counterpart.spec.Example;
import dev.counterpart.spec.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Examples in files of their own (OpenAPI 3.1.1, Example Object, {@code externalValue}). */
class ExternalValuesTest {

    @TempDir
    private Path folder;

    /** The document is {@code api/openapi.yaml}; beside it are the folder {@code ex} and a link out of the folder. */
    @ParameterizedTest(name = "{0} as {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # externalValue      | media type               | value, or what is reported
            ex/cat.json          | application/json         | `{"name":"Tom"}`
            ./ex/cat.json        | application/hal+json     | `{"name":"Tom"}`
            ex/../ex/cat.json    | application/json         | `{"name":"Tom"}`
            ex/cat.json#         | application/json         | `{"name":"Tom"}`
            ex/cat.json#/        | application/json         | a file with a value at / but was ex/cat.json#/
            ex/cat.json#/name    | application/json         | `"Tom"`
            ex/cats.json#/1      | application/json         | `{"name":"Kit"}`
            ex/cats.json#/1/name | application/hal+json     | `"Kit"`
            ex/cats.json#/2      | application/json         | a file with a value at /2 but was ex/cats.json#/2
            ex/names.json#/a~1b%20c | application/json      | 1
            ex/cat.json#name     | application/json         | `{"name":"Tom"}`
            ex/cat.json#/name    | text/plain               | `"{\\"name\\": \\"Tom\\"}\\n"`
            ex/cat.json?x=1      | application/json         | `{"name":"Tom"}`
            ex/cat.json?x=1#/name | application/json        | `"Tom"`
            ex/a%20b.json?       | application/json         | 1
            ex/a%20b.json        | application/json         | 1
            ex/a b.json          | application/json         | 1
            ex/cat.json          | text/plain               | `"{\\"name\\": \\"Tom\\"}\\n"`
            ex/cat.xml           | application/xml          | `"<cat/>"`
            ex/cat.xml           | application/json         | a file with JSON, as application/json requires but was ex/cat.xml: Unexpected character ('<' (code 60)): expected a valid value (JSON String, Number, Array, Object or token 'n… (163 characters)
            ex/empty             | application/json         | a file with JSON, as application/json requires but was ex/empty: the text is empty (line 1, column 1)
            ex/empty             | text/plain               | `""`
            ex/umlaut.txt        | text/plain               | `"grün"`
            ex/bytes.png         | image/png                | 89504eff
            ex/bytes.png         | application/octet-stream | 89504eff
            ex/bytes.png         | text/plain               | 89504eff
            ex/cat.jso           | application/json         | a file cat.jso but was ex/cat.jso: no such file; the nearest name there is cat.json
            ex                   | application/json         | a file but was ex: a folder
            ../secret.json       | application/json         | a file below the folder of api/openapi.yaml but was ../secret.json
            link.json            | application/json         | a file below the folder of api/openapi.yaml but was link.json
            /etc/hostname        | text/plain               | a file below the folder of api/openapi.yaml but was ../../../etc/hostname
            http://127.0.0.1:1/a | application/json         | a local file but was http://127.0.0.1:1/a
            ftp://127.0.0.1/a    | application/json         | an http(s) URL but was ftp://127.0.0.1/a
            %zz                  | application/json         | a relative path or a URL but was %zz
            """)
    void an_external_value_is_read(String reference, String mediaType, String expected) throws IOException {
        var read = read("""
                openapi: 3.1.1
                info: {title: T, version: '1'}
                paths:
                  /a: {get: {responses: {200: {description: ok, content: {%s: {examples: {one: {externalValue: '%s'}}}}}}}}
                """.formatted(mediaType, reference), ReadOptions.defaults());

        assertThat(outcome(read, folder)).isEqualTo(expected);
    }

    /** The same through a reference to {@code ex/examples.yaml}, which is another base for the relative path. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # example                                     | value
            {$ref: 'ex/examples.yaml#/cat'}               | `{"name":"Tom"}`
            {$ref: '#/components/examples/Cat'}           | `{"name":"Tom"}`
            {externalValue: ex/dog.json, value: 2}        | 2
            {externalValue: ex/dog.json, dataValue: 3}    | 3
            {externalValue: ex/dog.json, serializedValue: '4'} | 4
            """)
    void the_file_is_relative_to_the_one_that_refers_to_it(String example, String expected) throws IOException {
        var read = read("""
                openapi: 3.2.0
                info: {title: T, version: '1'}
                paths:
                  /a: {get: {responses: {200: {description: ok, content: {application/json: {examples: {one: %s}}}}}}}
                components: {examples: {Cat: {externalValue: ex/cat.json}}}
                """.formatted(example), ReadOptions.defaults());

        assertThat(outcome(read, folder)).isEqualTo(expected);
    }

    /** Without a media type, JSON is a value and everything else text without the last line break. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ex/seven.txt  | 7
            ex/umlaut.txt | `"grün"`
            ex/line.txt   | `"one line"`
            """)
    void parameters_and_headers_have_external_values(String reference, String expected) throws IOException {
        var read = read("""
                openapi: 3.1.1
                info: {title: T, version: '1'}
                paths:
                  /a:
                    get:
                      parameters: [{name: p, in: query, schema: {}, examples: {one: {externalValue: %s}}}]
                      responses: {200: {description: ok, headers: {X-H: {schema: {}, examples: {one: {externalValue: %s}}}}}}
                """.formatted(reference, reference), ReadOptions.defaults());
        var operation = read.contract().operations().get(0);

        assertThat(Json.text(
                        operation.parameters().get(0).examples().get(0).value().orElseThrow()))
                .isEqualTo(expected);
        assertThat(Json.text(operation
                        .responses()
                        .get(0)
                        .headers()
                        .get(0)
                        .examples()
                        .get(0)
                        .value()
                        .orElseThrow()))
                .isEqualTo(expected);
    }

    @Test
    void examples_that_no_operation_uses_are_read_as_well() throws IOException {
        var read = read("""
                openapi: 3.1.1
                info: {title: T, version: '1'}
                paths: {/a: {get: {responses: {200: {description: ok}}}}}
                components:
                  examples:
                    Dog: {externalValue: ex/dog.json}
                """, ReadOptions.defaults());

        assertThat(read.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.line())
                    .isEqualTo(
                            "document.example.external at document /components/examples/Dog/externalValue: expected a"
                                    + " file dog.json, but was ex/dog.json: no such file");
            assertThat(warning.declared().orElseThrow().line()).isEqualTo(6);
        });
        assertThat(read.contract().documents().files())
                .contains(folder.resolve("api/ex/dog.json").toUri());
    }

    @Test
    void a_large_file_is_not_read() throws IOException {
        Files.createDirectories(folder.resolve("api"));
        Files.write(folder.resolve("api/large.txt"), new byte[10 * 1024 * 1024 + 1]);
        var read = read("""
                openapi: 3.1.1
                info: {title: T, version: '1'}
                paths:
                  /a: {get: {responses: {200: {description: ok, content: {text/plain: {examples: {one: {externalValue: large.txt}}}}}}}}
                """, ReadOptions.defaults());

        assertThat(outcome(read, folder)).isEqualTo("at most 10485760 bytes in all files but was large.txt: more");
    }

    @Test
    void a_url_is_fetched_if_remote_references_are_allowed() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = "{\"a\": 1}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/a.json") ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            String document = """
                    openapi: 3.1.1
                    info: {title: T, version: '1'}
                    paths:
                      /a: {get: {responses: {200: {description: ok, content: {application/json: {examples: {one: {externalValue: '%s'}}}}}}}}
                    """;
            var options = ReadOptions.defaults().withAllowRemoteRefs(true);

            assertThat(outcome(read(document.formatted(url + "/a.json"), options), folder))
                    .isEqualTo("{\"a\":1}");
            assertThat(outcome(read(document.formatted(url + "/b.json"), options), folder))
                    .isEqualTo("a document at that URL but was " + url + "/b.json: status 404");
        } finally {
            server.stop(0);
        }
    }

    private ReadResult.Read read(String document, ReadOptions options) throws IOException {
        var api = Files.createDirectories(folder.resolve("api"));
        var examples = Files.createDirectories(api.resolve("ex"));
        Files.writeString(examples.resolve("cat.json"), "{\"name\": \"Tom\"}\n");
        Files.writeString(examples.resolve("cats.json"), "[{\"name\": \"Tom\"}, {\"name\": \"Kit\"}]");
        Files.writeString(examples.resolve("names.json"), "{\"a/b c\": 1}");
        Files.writeString(examples.resolve("cat.xml"), "<cat/>");
        Files.writeString(examples.resolve("a b.json"), "1");
        Files.writeString(examples.resolve("empty"), "");
        Files.writeString(examples.resolve("seven.txt"), "7\n");
        Files.writeString(examples.resolve("line.txt"), "one line\r\n");
        Files.writeString(examples.resolve("umlaut.txt"), "grün");
        Files.write(examples.resolve("bytes.png"), new byte[] {(byte) 0x89, 'P', 'N', (byte) 0xff});
        Files.writeString(examples.resolve("examples.yaml"), "cat: {externalValue: cat.json}");
        Files.writeString(folder.resolve("secret.json"), "{}");
        if (Files.notExists(api.resolve("link.json"))) {
            Files.createSymbolicLink(api.resolve("link.json"), folder.resolve("secret.json"));
        }
        var file = api.resolve("openapi.yaml");
        Files.writeString(file, document);
        return (ReadResult.Read) ContractReader.read(file.toString(), options);
    }

    /** The value of the example, in hexadecimal digits if it is bytes, or the problem. */
    private static String outcome(ReadResult.Read read, Path folder) {
        var problem = read.warnings().stream()
                .map(warning -> (warning.expected() + " but was " + warning.actual())
                        .replace(folder.toString() + "/", "")
                        .replaceFirst("(\\.\\./)+etc/", "../../../etc/"))
                .findFirst();
        if (problem.isPresent()) {
            return problem.get();
        }
        var value = example(read).value().orElseThrow();
        return value.isBinary() ? java.util.HexFormat.of().formatHex(value.binaryValue()) : Json.text(value);
    }

    private static Example example(ReadResult.Read read) {
        List<Example> examples = read.contract()
                .operations()
                .get(0)
                .responses()
                .get(0)
                .content()
                .get(0)
                .examples();
        return examples.get(0);
    }
}
