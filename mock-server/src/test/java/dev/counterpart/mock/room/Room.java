package dev.counterpart.mock.room;

import dev.counterpart.fixtures.FixtureReader;
import dev.counterpart.mock.MockServer;
import dev.counterpart.mock.Mounted;
import dev.counterpart.mock.PlainClient;
import dev.counterpart.mock.Requests;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** A running mock whose document, fixtures and scenarios try to get markup into the page. */
final class Room implements AutoCloseable {

    /** Sets a variable if a page takes it for HTML. */
    static final String MARKUP = "<img src=x onerror=window.hacked=1>";

    private static final String DOCUMENT = """
            openapi: 3.1.0
            info: {title: 'Pets MARKUP', version: '1'}
            paths:
              /pets:
                post:
                  operationId: createPet
                  tags: ['pets MARKUP']
                  summary: 'Creates MARKUP'
                  requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
                  responses: {'201': {description: created}}
              /pets/{petId}:
                get:
                  operationId: getPet
                  tags: ['pets MARKUP']
                  parameters: [{name: petId, in: path, required: true, schema: {type: integer}}]
                  responses:
                    '200':
                      description: 'the pet MARKUP'
                      content:
                        application/json:
                          schema: {$ref: '#/components/schemas/Pet'}
                          examples: {cat: {value: {name: Tom}}, dog: {value: {name: Rex}}}
                    '404': {description: no pet}
            components:
              schemas:
                Pet:
                  type: object
                  required: [name]
                  properties:
                    name: {type: string, description: 'MARKUP'}
                    parent: {$ref: '#/components/schemas/Pet'}
            """.replace("MARKUP", MARKUP);

    private final Path document;
    private final Path fixtures;
    private final Optional<String> token;
    private MockServer server;

    Room(Path folder) throws IOException {
        this(folder, Optional.empty());
    }

    Room(Path folder, Optional<String> token) throws IOException {
        this.token = token;
        document = Files.writeString(folder.resolve("pets.yaml"), DOCUMENT);
        fixtures = folder.resolve("fixtures");
        write("getPet/404-sold.yaml", "response: {}");
        write(
                "getPet/200-" + MARKUP.replace(' ', '_') + ".yaml",
                "when: {path: {petId: 9}}\nresponse: {body: {name: '" + MARKUP + "'}}");
        write("_scenarios/sale.yaml", """
                title: A pet is sold MARKUP
                steps:
                  - title: For sale
                    answers: {getPet: {example: dog}}
                  - title: Sold
                    answers: {getPet: {status: 404}}
                  - title: Back again
                    answers: {getPet: {example: cat}}
                """.replace("MARKUP", MARKUP));
        write("_scenarios/strike.yaml", "steps: [{title: Closed, answers: {getPet: {status: 503}}}]");
        server = start(0);
    }

    private void write(String name, String text) throws IOException {
        var file = fixtures.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private MockServer start(int port) {
        var contract = ((ReadResult.Read) ContractReader.read(document.toString(), ReadOptions.defaults())).contract();
        var started = MockServer.start(
                        List.of(mounted(contract)),
                        MockOptions.defaults().withPort(port).withAdminToken(token),
                        engine -> engine,
                        exchange -> {})
                .orElseThrow();
        var known = new AtomicReference<>(files());
        started.beforeRequests(() -> {
            String now = files();
            if (!known.getAndSet(now).equals(now)) {
                started.serve(0, mounted(contract));
            }
        });
        return started;
    }

    private Mounted mounted(Contract contract) {
        return new Mounted(
                "",
                contract,
                FixtureReader.read(fixtures, contract).fixtures(),
                document.toString(),
                Optional.of(fixtures));
    }

    private String files() {
        try (var files = Files.walk(fixtures)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> file + " " + file.toFile().lastModified())
                    .collect(Collectors.joining("\n"));
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        }
    }

    void stop() {
        server.close();
    }

    /** Starts the mock again on its port. */
    void startAgain() {
        server = start(server.url().getPort());
    }

    String page() {
        return server.controlRoom().orElseThrow().toString();
    }

    /** The answer to a request: its status and body. */
    String send(String request) throws IOException {
        var answer = answer(request);
        return (answer.status() + " " + answer.text()).strip();
    }

    Response answer(String request) throws IOException {
        int end = request.indexOf('\n');
        String first = end < 0 ? request : request.substring(0, end);
        return PlainClient.send(
                server.url(), Requests.of(first + " HTTP/1.1" + (end < 0 ? "" : request.substring(end))));
    }

    @Override
    public void close() {
        server.close();
    }
}
