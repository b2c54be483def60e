package dev.counterpart.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.FixtureReader;
import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents of springdoc and others declare media ranges; a client gets the type of the range that it accepts. */
class DeclaredRangeTest {

    @ParameterizedTest(name = "{0}, Accept: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # content                                            | Accept                                  | answer
            */*: {schema: PET}                                   |                                         | 200 application/json {"id":0}
            */*: {schema: PET}                                   | */*                                     | 200 application/json {"id":0}
            */*: {schema: PET}                                   | application/json                        | 200 application/json {"id":0}
            */*: {schema: PET}                                   | application/json, text/plain            | 200 application/json {"id":0}
            */*: {schema: PET}                                   | application/*                           | 200 application/json {"id":0}
            */*: {schema: PET}                                   | text/html, application/xml;q=0.9, */*;q=0.8 | 200 application/json {"id":0}
            */*: {schema: PET}                                   | application/hal+json                    | 200 application/hal+json {"id":0}
            */*: {schema: PET}                                   | application/json;profile=x              | 200 application/json; profile=x {"id":0}
            */*: {schema: PET}                                   | application/json;charset=utf-8          | 200 application/json {"id":0}
            */*: {schema: PET}                                   | application/xml                         | 200 application/xml <Pet><id>0</id></Pet>
            */*: {schema: PET}                                   | text/csv;q=0.2, application/yaml        | 200 application/yaml id: 0
            */*: {schema: PET}                                   | application/json;q=0, application/xml   | 200 application/xml <Pet><id>0</id></Pet>
            */*: {schema: PET}                                   | application/json;q=0                    | 406 application/problem+json
            */*: {schema: PET}                                   | text/plain;charset=utf-16               | 406 application/problem+json
            */*: {schema: PET, example: {id: 7}}                 | application/json                        | 200 application/json {"id":7}
            */*: {schema: PET, example: {id: 7}}                 | application/xml                         | 200 application/xml <Pet><id>7</id></Pet>
            */*: {schema: {type: string}}                        | text/plain                              | 200 text/plain string
            */*: {schema: {type: string}}                        | text/*                                  | 200 text/plain string
            */*: {schema: {type: string}}                        | application/json                        | 200 application/json "string"
            */*: {schema: {type: string, format: binary}}        | application/octet-stream                | 200 application/octet-stream 16 bytes
            */*: {schema: PET}                                   | image/png                               | 406 application/problem+json
            */*: {schema: {type: object}}                        | application/pdf                         | 406 application/problem+json
            application/*: {schema: PET}                         | application/json                        | 200 application/json {"id":0}
            application/*: {schema: PET}                         | application/xml                         | 200 application/xml <Pet><id>0</id></Pet>
            application/*: {schema: PET}                         | text/plain                              | 406 application/problem+json
            text/*: {schema: {type: string}}                     | text/html                               | 200 text/html string
            text/*: {schema: {type: string}}                     | application/json                        | 406 application/problem+json
            application/*+json: {schema: PET}                    | application/hal+json                    | 200 application/hal+json {"id":0}
            application/*+json: {schema: PET}                    | */*                                     | 200 application/vnd.example+json {"id":0}
            application/*+json: {schema: PET}                    | application/json                        | 406 application/problem+json
            # the more specific entry is the one of its type (OpenAPI 3.1.1 §4.8.17.1)
            */*: {example: {id: 1}}, application/json: {example: {id: 2}} | application/json               | 200 application/json {"id":2}
            */*: {example: {id: 1}}, application/xml: {schema: PET, example: {id: 2}} | application/xml    | 200 application/xml <Pet><id>2</id></Pet>
            */*: {example: {id: 1}}, application/xml: {schema: PET, example: {id: 2}} | application/json   | 200 application/json {"id":1}
            text/csv: {example: a}, */*: {example: {id: 1}}      |                                         | 200 text/csv a
            text/csv: {example: a}, */*: {example: {id: 1}}      | application/json                        | 200 application/json {"id":1}
            """)
    void a_client_gets_a_type_of_a_declared_range(String content, String accept, String expected) {
        var engine = new MockEngine(contract(content), Fixtures.none(), MockOptions.defaults());
        assertThat(answer(engine, accept)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # content                                  | response of the fixture                                          | Accept           | answer
            */*: {schema: PET}                         | {body: {id: 1}}                                                  |                  | 200 application/json {"id":1}
            */*: {schema: PET}                         | {body: {id: 1}}                                                  | application/json | 200 application/json {"id":1}
            */*: {schema: PET}                         | {headers: {Content-Type: application/hal+json}, body: {id: 1}}   |                  | 200 application/hal+json {"id":1}
            */*: {schema: PET}                         | {bodyFile: _bodies/a.json}                                               | application/json | 200 application/json {"id":2}
            */*: {schema: {type: string}}              | {body: hello}                                                    |                  | 200 text/plain hello
            */*: {schema: {type: string}}              | {headers: {Content-Type: application/json}, body: hello}         |                  | 200 application/json "hello"
            application/*: {schema: {type: string}}    | {body: hello}                                                    |                  | 200 application/json "hello"
            text/*: {schema: {type: string}}           | {body: hello}                                                    |                  | 200 text/plain hello
            text/*: {schema: {type: string}}           | {bodyFile: _bodies/a.html}                                               | text/html        | 200 text/html <p>
            image/*: {}                                | {bodyFile: _bodies/a.svg}                                                | image/svg+xml    | 200 image/svg+xml <svg/>
            text/csv: {}, */*: {schema: PET}           | {body: {id: 1}}                                                  |                  | 200 application/json {"id":1}
            application/*+json: {schema: PET}          | {body: {id: 1}}                                                  |                  | 200 application/vnd.example+json {"id":1}
            application/*+json: {schema: PET}          | {headers: {Content-Type: application/hal+json}, body: {id: 1}}   |                  | 200 application/hal+json {"id":1}
            """)
    void a_fixture_has_a_type_of_a_declared_range(
            String content, String fixture, String accept, String expected, @TempDir Path folder) throws IOException {
        var contract = contract(content);
        Files.createDirectories(folder.resolve("getA/_bodies"));
        Files.writeString(folder.resolve("getA/200.yaml"), "response: " + fixture);
        Files.writeString(folder.resolve("getA/_bodies/a.json"), "{\"id\":2}");
        Files.writeString(folder.resolve("getA/_bodies/a.html"), "<p>");
        Files.writeString(folder.resolve("getA/_bodies/a.svg"), "<svg/>");
        var read = FixtureReader.read(folder, contract);
        assertThat(read.broken()).isEmpty();

        assertThat(answer(new MockEngine(contract, read.fixtures(), MockOptions.defaults()), accept))
                .isEqualTo(expected);
    }

    private static String answer(MockEngine engine, @Nullable String accept) {
        String header = accept == null ? "" : "Accept: " + accept + "\n";
        var response =
                engine.answer(Requests.of("GET /a HTTP/1.1\n" + header + "\n")).response();
        String type = response.headers().first("Content-Type").orElse("");
        String body = switch (type) {
            case "application/problem+json" -> "";
            case "application/octet-stream" -> response.body().length + " bytes";
            default -> response.text();
        };
        return (response.status() + " " + type + " " + body).strip();
    }

    private static Contract contract(String content) {
        byte[] document = """
                openapi: 3.1.1
                info: {title: T, version: '1'}
                paths: {/a: {get: {operationId: getA, responses: {200: {description: ok, content: {CONTENT}}}}}}
                components: {schemas: {Pet: {type: object, required: [id], properties: {id: {type: integer}}}}}
                """.replace("CONTENT", content.replaceAll("([a-z*]+/[a-z*+]+):", "'$1':"))
                .replace("PET", "{$ref: '#/components/schemas/Pet'}")
                .getBytes(StandardCharsets.UTF_8);
        return ((ReadResult.Read) ContractReader.read(document, "openapi.yaml", ReadOptions.defaults())).contract();
    }
}
