package dev.counterpart.mock.admin;

import dev.counterpart.fixtures.FixtureReader;
import dev.counterpart.mock.MockServer;
import dev.counterpart.mock.Mounted;
import dev.counterpart.mock.PlainClient;
import dev.counterpart.mock.Requests;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** A running mock of a small document with fixtures and scenarios. */
final class Pets implements AutoCloseable {

    private static final String DOCUMENT = """
            openapi: 3.1.0
            info: {title: Pets, version: '1'}
            paths:
              /pets:
                get:
                  operationId: listPets
                  tags: [pets]
                  parameters: [{name: limit, in: query, schema: {type: integer}}]
                  responses: {'200': {description: ok, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}, example: []}}}}
                post:
                  operationId: createPet
                  tags: [pets]
                  requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
                  responses: {'201': {description: created}}
              /pets/{petId}:
                get:
                  operationId: getPet
                  tags: [pets]
                  parameters: [{name: petId, in: path, required: true, schema: {type: integer}}]
                  responses:
                    '200':
                      description: ok
                      content:
                        application/json:
                          schema: {$ref: '#/components/schemas/Pet'}
                          examples: {cat: {value: {name: Tom}}, dog: {value: {name: Rex}}}
                    '404': {description: none, content: {application/json: {schema: {type: object}, example: {none: true}}}}
              /owners:
                get: {operationId: listOwners, responses: {'200': {description: ok, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Owner'}}, example: []}}}}}
                post: {operationId: createOwner, requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Owner'}}}}, responses: {'201': {description: created}}}
              /owners/{id}:
                parameters: [{name: id, in: path, required: true, schema: {type: string}}]
                get: {operationId: getOwner, responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Owner'}}}}, '404': {description: none}}}
              /keys:
                get:
                  operationId: listKeys
                  security: [{key: []}]
                  responses: {'200': {description: ok}, '401': {description: who}}
            components:
              securitySchemes: {key: {type: apiKey, in: header, name: X-Api-Key}}
              schemas: {Pet: {type: object, required: [name], properties: {name: {type: string}}}, Owner: {type: object, properties: {id: {type: string}}}}
            """;

    private static final Pattern SESSION = Pattern.compile("(.*) \\[(.*)]");

    private final MockServer server;

    Pets(Path folder, MockOptions options) throws IOException {
        var document = Files.writeString(folder.resolve("pets.yaml"), DOCUMENT);
        var fixtures = folder.resolve("fixtures");
        write(fixtures, "getPet/404-sold.json", "{\"sold\":true}");
        write(
                fixtures,
                "getPet/200-old.yaml",
                "when: {path: {petId: 9}, query: {age: 10}}\nresponse: {body: {name: Old}}");
        write(fixtures, "_scenarios/sale.yaml", """
                title: A pet is sold
                steps:
                  - answers: {getPet: {example: dog}}
                    until: {calls: 2}
                  - answers: {getPet: {status: 404}}
                    until: {request: {operation: createPet, when: {body: {/name: Rex}}}}
                  - title: Back again
                    answers: {getPet: {example: cat}}
                """);
        var contract = ((ReadResult.Read) ContractReader.read(document.toString(), ReadOptions.defaults())).contract();
        var mounted = new Mounted(
                "",
                contract,
                FixtureReader.read(fixtures, contract).fixtures(),
                document.toString(),
                Optional.of(fixtures));
        server = MockServer.start(List.of(mounted), options.withPort(0), engine -> engine, exchange -> {})
                .orElseThrow();
    }

    private static void write(Path fixtures, String name, String text) throws IOException {
        var file = fixtures.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    MockServer server() {
        return server;
    }

    /** The answer to {@code GET /pets [session]}, or to a request with headers and a body in further lines. */
    Response send(String request) throws IOException {
        int end = request.indexOf('\n');
        String first = end < 0 ? request : request.substring(0, end);
        String rest = end < 0 ? "" : request.substring(end);
        var session = SESSION.matcher(first);
        if (session.matches()) {
            first = session.group(1);
            rest = "\nX-Counterpart-Session: " + session.group(2) + rest;
        }
        return PlainClient.send(server.url(), Requests.of(first + " HTTP/1.1" + rest));
    }

    Response post(String path, String json) throws IOException {
        return send("POST " + AdminApi.ROOT + path + "\nContent-Type: application/json\n\n" + json);
    }

    Response get(String path) throws IOException {
        return send("GET " + AdminApi.ROOT + path);
    }

    JsonNode json(String path) throws IOException {
        return Json.read(get(path).text());
    }

    @Override
    public void close() {
        server.close();
    }
}
