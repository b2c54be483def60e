package dev.counterpart.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.FixtureReader;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What frameworks and gateways write, and the requests that their clients send. */
class FrameworkDocumentsTest {

    private static final String DOCUMENT = """
            openapi: 3.1.1
            info: {title: T, version: '1'}
            paths:
              /blobs/{key+}: {get: {operationId: blob, parameters: [{name: key, in: path, required: true, schema: {type: string, maxLength: 9}}], responses: {200: {description: ok, content: {text/plain: {}}}}}}
              /files/{name}.{type}: {get: {operationId: file, parameters: [{name: type, in: path, required: true, schema: {enum: [json]}}], responses: {200: {description: ok, content: {text/plain: {}}}}}}
              /gone: {get: {operationId: gone, responses: {204: {description: ok}, default: {description: any, content: {text/plain: {}}}}}}
              /kept: {get: {operationId: kept, responses: {204: {description: ok}, default: {description: any, content: {text/plain: {}}}}}}
              /error: {get: {operationId: error, responses: {204: {description: ok}, default: {description: any, content: {text/plain: {}}}}}}
              /range: {get: {operationId: range, responses: {2XX: {description: any, content: {text/plain: {}}}}}}
              /named: {get: {operationId: named, responses: {200: {description: ok}, 201: {description: ok, content: {text/plain: {}}}}}}
              /users: {get: {operationId: users, parameters: [{name: pageable, in: query, required: true, schema: {type: object, properties: {page: {type: integer}}}}], responses: {200: {description: ok, content: {'*/*': {example: {page: 1}}}}}}}
              /half: {get: {operationId: half, responses: {200: {description: ok, content: {application/json: {}}}}}}
            """;

    @TempDir
    private Path folder;

    private void write(String file, String text) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
    }

    private MockEngine engine() throws IOException {
        write("blob/200.yaml", "response: {body: '{{path.key}}', template: true}");
        write("file/200.yaml", "response: {body: '{{path.name}} as {{path.type}}', template: true}");
        write("gone/200.txt", "recorded");
        write("kept/200.txt", "recorded");
        write("kept/204.yaml", "response: {headers: {X-Kept: 'yes'}}");
        write("error/400.txt", "recorded");
        write("range/203.txt", "recorded");
        write("named/201.txt", "recorded");
        write("half/200.yaml", "response: {body: {a: \"x\\uD83Dy\\uD83D\\uDE00\"}}");
        var read = ContractReader.read(DOCUMENT.getBytes(StandardCharsets.UTF_8), "api.yaml", ReadOptions.defaults());
        var contract = ((ReadResult.Read) read).contract();
        var loaded = FixtureReader.read(folder, contract);
        assertThat(loaded.broken()).isEmpty();
        return new MockEngine(contract, loaded.fixtures(), MockOptions.defaults());
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # request                          | answer
            # --- a value with slashes
            GET /blobs/a/b%20c                 | 200 a/b c
            GET /blobs/a/b/c/d/e/f             | 422
            # --- templates have the values with which the path is valid
            GET /files/a.b.json                | 200 a.b as json
            GET /files/a.b.c                   | 422
            # --- a recorded status that the document does not list
            GET /gone                          | 200 recorded
            GET /gone?__code=204               | 204
            GET /kept                          | 204
            GET /error                         | 204
            GET /range                         | 203 recorded
            GET /named                         | 200
            # --- an object of which nothing is sent
            GET /users                         | 200 {"page":1}
            GET /users?page=x                  | 422
            # --- half a surrogate pair has no UTF-8
            GET /half                          | 200 {"a":"x\\ud83dy😀"}
            """)
    void a_request_is_answered(String request, String answer) throws IOException {
        var response = engine().answer(Exchange.request(request + " HTTP/1.1")).response();
        String shown = response.status() + " " + (response.status() < 400 ? response.text() : "");

        assertThat(shown.strip()).isEqualTo(answer);
    }
}
