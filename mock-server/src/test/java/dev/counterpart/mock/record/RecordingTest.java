package dev.counterpart.mock.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.FixtureReader;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class RecordingTest {

    private static final Contract CONTRACT = contract("""
            openapi: 3.1.0
            info: {title: pets, version: '1'}
            servers: [{url: https://api.test/v1}]
            components:
              securitySchemes: {key: {type: apiKey, in: header, name: X-Partner}}
              schemas:
                Pet: {type: object, required: [name], properties: {name: {type: string}, accessToken: {type: string}}}
                Error: {type: object, required: [message], properties: {message: {type: string}}}
              responses:
                Pet: {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
                Error: {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}
            paths:
              /pets:
                get:
                  operationId: listPets
                  responses:
                    '200': {description: '', content: {application/json: {schema: {type: array}}}}
                    '401': {$ref: '#/components/responses/Error'}
                post:
                  operationId: addPet
                  requestBody:
                    content: {application/json: {schema: {type: object, properties: {name: {type: string}}}}}
                  responses:
                    '201': {$ref: '#/components/responses/Pet'}
                    '400': {$ref: '#/components/responses/Error'}
                    '409': {$ref: '#/components/responses/Error'}
              /pets/{id}:
                parameters: [{name: id, in: path, required: true, schema: {type: string}}]
                get:
                  operationId: getPet
                  responses:
                    '200': {$ref: '#/components/responses/Pet'}
                    '403': {$ref: '#/components/responses/Error'}
                    '404': {$ref: '#/components/responses/Error'}
                delete:
                  responses: {'204': {description: ''}}
              /pets/{id}/photo:
                parameters: [{name: id, in: path, required: true, schema: {type: string}}]
                get:
                  operationId: getPhoto
                  responses: {'200': {description: '', content: {image/png: {}}}}
              /keys:
                post:
                  operationId: addKey
                  responses:
                    '200':
                      description: ''
                      content:
                        application/json:
                          schema: {type: object, properties: {secret: {type: string, pattern: '^[a-z]{3}_[0-9a-zA-Z]{20}$'}}}
            """);

    @TempDir
    private Path folder;

    private static Contract contract(String text) {
        var read = ContractReader.read(text.getBytes(StandardCharsets.UTF_8), "pets.yaml", ReadOptions.defaults());
        return ((ReadResult.Read) read).contract();
    }

    private Recording recording() {
        try {
            return Recording.into(folder, CONTRACT, SecretRules.builtIn());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** {@code POST /pets Name: value {"name": "Rex"} → 201 {"name": "Rex"}}; what does not begin like JSON is a header. */
    private static Request request(String text) {
        var parts = text.split(" ", 3);
        String rest = parts.length > 2 ? parts[2] : "";
        int body = rest.indexOf('{') < 0 ? rest.length() : rest.indexOf('{');
        var headers = headers(rest.substring(0, body));
        int mark = parts[1].indexOf('?');
        return new Request(
                parts[0],
                mark < 0 ? parts[1] : parts[1].substring(0, mark),
                mark < 0 ? "" : parts[1].substring(mark + 1),
                body < rest.length() ? headers.and("Content-Type", "application/json") : headers,
                rest.substring(body).getBytes(StandardCharsets.UTF_8));
    }

    private static Headers headers(String text) {
        var headers = Headers.none();
        for (var field : text.strip().split(";; *")) {
            if (field.contains(": ")) {
                headers = headers.and(field.substring(0, field.indexOf(':')), field.substring(field.indexOf(':') + 2));
            }
        }
        return headers;
    }

    private static Response response(String text) {
        int body = text.indexOf(" {") < 0 ? text.indexOf(" [") : text.indexOf(" {");
        String head = body < 0 ? text : text.substring(0, body);
        var headers = headers(head.substring(3));
        return new Response(
                Integer.parseInt(head.substring(0, 3)),
                body < 0 ? headers : headers.and("Content-Type", "application/json; charset=utf-8"),
                (body < 0 ? "" : text.substring(body + 1)).getBytes(StandardCharsets.UTF_8));
    }

    private static void add(Recording recording, String exchange) {
        var sides = exchange.split(" → ");
        recording.add(request(sides[0]), response(sides[1]));
    }

    private void record(String... exchanges) throws IOException {
        var recording = recording();
        for (var exchange : exchanges) {
            add(recording, exchange);
        }
        recording.save();
    }

    /** The files without the index and without the first line of each. */
    private Map<String, String> files() throws IOException {
        var files = new TreeMap<String, String>();
        try (var all = Files.walk(folder)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                if (!name.equals("_recorded.json")) {
                    files.put(name, text.startsWith("# Recorded") ? text.substring(text.indexOf('\n') + 1) : text);
                }
            }
        }
        return files;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # what the requests differ in               | exchanges                                                                     | files and their conditions
            nothing: one answer needs no conditions     | `GET /pets/1 → 200 {"name":"Rex"}`                                           | getPet/200: always
            the path                                    | `GET /pets/1 → 200 {"name":"Rex"} & GET /pets/2 → 200 {"name":"Tom"}`        | getPet/200-1: path.id=1, getPet/200-2: path.id=2
            the path, below the base path of a server   | `GET /v1/pets/1 → 200 {"name":"Rex"} & GET /v1/pets/2 → 200 {"name":"Tom"}`  | getPet/200-1: path.id=1, getPet/200-2: path.id=2
            the path, with escapes                      | `GET /pets/a%20b → 200 {"name":"Rex"} & GET /pets/c%2Fd → 200 {"name":"Tom"}` | getPet/200-a-b: path.id=a b, getPet/200-c-d: path.id=c/d
            the status, by the path                     | `GET /pets/1 → 200 {"name":"Rex"} & GET /pets/9 → 404 {"message":"no"}`      | getPet/200-1: path.id=1, getPet/404-9: path.id=9
            a lone error is for its path only           | `GET /pets/9 → 404 {"message":"no"}`                                         | getPet/404-9: path.id=9
            equal answers are joined                    | `GET /pets/1 → 200 {"name":"Rex"} & GET /pets/8 → 404 {"message":"no"} & GET /pets/9 → 404 {"message":"no"}` | getPet/200-1: path.id=1, getPet/404-8-and-1-more: path.id=in 8 9
            equal answers everywhere are one            | `GET /pets/1 → 200 {"name":"Rex"} & GET /pets/2 → 200 {"name":"Rex"}`        | getPet/200: always
            the same request again: the last counts     | `GET /pets/1 → 200 {"name":"Rex"} & GET /pets/1 → 200 {"name":"Tom"}`        | getPet/200: always
            the query; without it, the usual answer     | `GET /pets → 200 [] & GET /pets?tag=a → 200 ["a"]`                           | listPets/200: always, listPets/200-tag-a: query.tag=a
            two parameters of the query                 | `GET /pets?a=1&b=1 → 200 [1] & GET /pets?a=1&b=2 → 200 [2] & GET /pets?a=2&b=1 → 200 [3]` | listPets/200-a-1-b-1: query.a=1 query.b=1, listPets/200-a-1-b-2: query.a=1 query.b=2, listPets/200-a-2-b-1: query.a=2 query.b=1
            a field of the body, not those that are equal | `POST /pets {"name":"Rex","age":1} → 201 {"name":"Rex"} & POST /pets {"name":"Tom","age":1} → 409 {"message":"known"}` | addPet/201-name-Rex: body.name=Rex, addPet/409-name-Tom: body.name=Tom
            a nested field of the body                  | `POST /pets {"a":[{"b":"x"}]} → 201 {"name":"Rex"} & POST /pets {"a":[{"b":"y"}]} → 409 {"message":"known"}` | addPet/201-b-x: body./a/0/b=x, addPet/409-b-y: body./a/0/b=y
            the credentials; the usual answer needs none | `GET /pets/1 Authorization: Bearer abcdefghijklmnopqrst → 200 {"name":"Rex"} & GET /pets/1 Authorization: Bearer tsrqponmlkjihgfedcba → 403 {"message":"no"}` | getPet/200: always, getPet/403-Authorization-Bearer-fake-token-724dd0: header.Authorization=Bearer fake-token-724dd0
            missing credentials: the mock refuses them itself | `GET /pets → 200 [] & GET /pets → 401 {"message":"no"}`                | listPets/200: always, listPets/401: always
            an invalid request: the mock refuses it itself | `POST /pets {"name":1} → 400 {"message":"no"} & POST /pets {"name":"Rex"} → 201 {"name":"Rex"}` | addPet/201: always, addPet/400: always
            no body, and no operationId                 | DELETE /pets/1 → 204                                                         | DELETE ~pets~{id}/204: always
            a gateway                                   | `GET /pets/1 → 503 {"message":"busy"}`                                       | getPet/_undocumented/503: always
            """)
    void conditions_are_what_distinguishes_the_requests(String what, String exchanges, String expected)
            throws IOException {
        record(exchanges.split(" & "));

        var read = FixtureReader.read(folder, CONTRACT);
        assertThat(read.broken()).isEmpty();
        var lines = new ArrayList<String>();
        for (var fixture : read.fixtures().all()) {
            String file =
                    folder.relativize(Path.of(fixture.file().file())).toString().replace(".yaml", "");
            var conditions = fixture.when().conditions().entrySet().stream()
                    .map(each -> each.getKey() + "="
                            + each.getValue()
                                    .toString()
                                    .replaceAll("\"|, (?=\")|one of ", "")
                                    .replace("one of", "in"))
                    .toList();
            lines.add(file + ": " + (conditions.isEmpty() ? "always" : String.join(" ", conditions)));
        }
        assertThat(lines.stream().map(line -> line.replace("=8, 9", "=in 8 9")).sorted())
                .isEqualTo(Stream.of(expected.split(", ")).sorted().toList());
    }

    @Test
    void a_file_has_what_the_answer_says_and_nothing_about_its_moment() throws IOException {
        record("GET /pets/1 → 200 Date: Sat, 28 Nov 2026 10:00:00 GMT;; Server: nginx;; ETag: \"1\";; X-Request-Id: 7;;"
                + " Set-Cookie: sid=0123456789abcdef; Path=/ {\"name\":\"Rex\",\"born\":\"2020-01-01\"}");

        assertThat(files()).containsExactly(Map.entry("getPet/200.yaml", """
                response:
                  headers:
                    ETag: "\\"1\\""
                    Set-Cookie: "sid=fake-token-9f9f51; Path=/"
                  body:
                    name: Rex
                    born: "2020-01-01"
                """));
    }

    @Test
    void the_mock_gives_the_recorded_answers() throws IOException {
        var exchanges = List.of(
                "GET /pets → 200 []",
                "GET /pets?tag=a → 200 [\"a\"]",
                "GET /pets/1 → 200 {\"name\":\"Rex\"}",
                "GET /pets/2 → 200 {\"name\":\"Tom\"}",
                "GET /pets/9 → 404 {\"message\":\"no\"}",
                "POST /pets {\"name\":\"Rex\"} → 201 {\"name\":\"Rex\"}",
                "POST /pets {\"name\":\"Tom\"} → 409 {\"message\":\"known\"}");
        record(exchanges.toArray(String[]::new));
        var mock = new MockEngine(CONTRACT, FixtureReader.read(folder, CONTRACT).fixtures(), MockOptions.defaults());

        for (var exchange : exchanges) {
            var sides = exchange.split(" → ");
            var answer = mock.answer(request(sides[0])).response();
            assertThat(answer.status() + " " + answer.text()).as(exchange).isEqualTo(sides[1]);
        }
    }

    @Test
    void a_binary_body_is_a_file() throws IOException {
        var recording = recording();
        recording.add(
                request("GET /pets/1/photo"),
                new Response(200, Headers.of("Content-Type", "image/png"), new byte[] {(byte) 0x89, 'P', 'N', 'G'}));
        recording.save();

        assertThat(files())
                .containsExactly(
                        Map.entry("getPhoto/200.yaml", """
                        response:
                          headers: { Content-Type: image/png }
                          bodyFile: _bodies/200.png
                        """), Map.entry("getPhoto/_bodies/200.png", "\u0089PNG"));
        assertThat(FixtureReader.read(folder, CONTRACT).broken()).isEmpty();
    }

    @Test
    void an_answer_that_violates_the_contract_is_set_aside_with_its_violations() throws IOException {
        record("GET /pets/1 → 200 {\"name\":7,\"accessToken\":\"abcdefghijklmnopqrst\"}", "GET /pets/1 → 418");

        assertThat(files().keySet())
                .containsExactly("_invalid/getPet/200-526755.yaml", "_invalid/getPet/418-faedb7.yaml");
        assertThat(Files.readString(folder.resolve("_invalid/getPet/200-526755.yaml")))
                .isEqualTo("""
                # This answer violates the contract, so it is not served:
                # response.body.schema.type   GET /pets/{id} → 200
                #   at        response body /name
                #   expected  string
                #   but was   integer 7
                #   declared  pets.yaml:7 (/components/schemas/Pet/properties/name/type), JSON Schema 2020-12 Validation §6.1.1
                #   to fix    send a value of the declared type, or declare this type
                response:
                  body:
                    name: 7
                    accessToken: fake-token-dd65ee
                """);
        assertThat(FixtureReader.read(folder, CONTRACT).broken()).isEmpty();
    }

    @Test
    void a_secret_that_violates_the_contract_is_not_shown() throws IOException {
        record("POST /keys → 200 {\"secret\":\"hunter2\"}");

        String text = String.join("", files().values());
        assertThat(text).contains("response.body.schema.pattern").doesNotContain("hunter2");
    }

    @Test
    void recording_again_changes_nothing_that_a_person_edited() throws IOException {
        record(
                "GET /pets/1 → 200 {\"name\":\"Rex\"}",
                "GET /pets/2 → 200 {\"name\":\"Tom\"}",
                "GET /pets/3 → 200 {\"name\":\"Max\"}",
                "GET /pets → 200 [1]");
        var edited = folder.resolve("getPet/200-1.yaml");
        String mine = Files.readString(edited).replace("Rex", "Rex the dog") + "# mine\n";
        Files.writeString(edited, mine);
        Files.delete(folder.resolve("getPet/200-2.yaml"));
        Files.writeString(folder.resolve("listPets/200-mine.json"), "[]");

        record(
                "GET /pets/1 → 200 {\"name\":\"Rex 2\"}",
                "GET /pets/2 → 200 {\"name\":\"Tom 2\"}",
                "GET /pets/3 → 200 {\"name\":\"Max 2\"}",
                "GET /pets/4 → 200 {\"name\":\"Kim\"}",
                "GET /pets → 200 [2]");

        assertThat(files().keySet())
                .containsExactly(
                        "getPet/200-1.yaml",
                        "getPet/200-3.yaml",
                        "getPet/200-4.yaml",
                        "listPets/200-mine.json",
                        "listPets/200.yaml");
        assertThat(Files.readString(edited)).isEqualTo(mine);
        assertThat(files().get("getPet/200-3.yaml")).contains("name: Max 2");
        assertThat(files().get("listPets/200.yaml")).contains("[2]");
        assertThat(FixtureReader.read(folder, CONTRACT).broken()).isEmpty();
    }

    @Test
    void an_edit_while_recording_is_kept() throws IOException {
        var recording = recording();
        add(recording, "GET /pets/1 → 200 {\"name\":\"Rex\"}");
        recording.save();
        var edited = folder.resolve("getPet/200.yaml");
        Files.writeString(edited, "response: {body: {name: mine}}\n");

        add(recording, "GET /pets/1 → 200 {\"name\":\"Rex 2\"}");
        add(recording, "GET /pets/2 → 200 {\"name\":\"Tom\"}");
        recording.save();

        assertThat(files())
                .containsExactly(
                        Map.entry("getPet/200-2.yaml", "when:\n  path: { id: 2 }\nresponse:\n  body: { name: Tom }\n"),
                        Map.entry("getPet/200.yaml", "response: {body: {name: mine}}\n"));
    }

    @Test
    void an_existing_fixture_of_the_same_name_stays() throws IOException {
        Files.createDirectories(folder.resolve("getPet"));
        Files.writeString(folder.resolve("getPet/200.json"), "{\"name\":\"mine\"}");

        record("GET /pets/1 → 200 {\"name\":\"Rex\"}");

        assertThat(files().keySet()).containsExactly("getPet/200-2.yaml", "getPet/200.json");
    }

    @Test
    void recording_the_same_traffic_again_writes_nothing() throws IOException {
        String[] traffic = {
            "GET /pets/1 → 200 {\"name\":\"Rex\"}", "GET /pets/9 → 404 {\"message\":\"no\"}", "GET /pets/1 → 503 {}"
        };
        record(traffic);
        String index = Files.readString(folder.resolve("_recorded.json"));

        var again = recording();
        for (var exchange : traffic) {
            add(again, exchange);
        }
        again.save();

        assertThat(again.summary().files()).isEmpty();
        assertThat(Files.readString(folder.resolve("_recorded.json"))).isEqualTo(index);
    }

    /** The index is a file that anyone can edit. */
    @Test
    void an_index_that_names_a_file_elsewhere_deletes_nothing_there() throws IOException {
        var elsewhere = Files.writeString(folder.resolveSibling("kept.txt"), "mine");
        record("GET /pets/1 → 200 {\"name\":\"Rex\"}");
        var index = folder.resolve("_recorded.json");
        var root = (ObjectNode) Json.read(Files.readString(index));
        ((ObjectNode) root.path("files").iterator().next()).put("bodyFile", "../../kept.txt");
        Files.writeString(index, Json.pretty(root));

        record("GET /pets/1 → 200 {\"name\":\"Tom\"}", "GET /pets/2 → 200 {\"name\":\"Ann\"}");

        assertThat(elsewhere).hasContent("mine");
        assertThat(Files.readString(index)).contains("getPet/200-2.yaml");
    }

    @Test
    void what_cannot_be_recorded_is_counted() throws IOException {
        var recording = recording();
        add(recording, "GET /nowhere → 200 {}");
        add(recording, "PATCH /pets → 200 {}");
        add(recording, "GET /pets/1 → 304");
        recording.add(request("GET /pets"), response("200 Content-Encoding: zstd []"));
        recording.save();

        assertThat(files()).isEmpty();
        assertThat(recording.summary().skipped())
                .isEqualTo(Map.of(
                        "no operation of the contract has this method and path", 2,
                        "304 repeats an earlier answer", 1,
                        "the content coding of the body cannot be decoded", 1));
    }

    @Test
    void answers_are_held_up_to_a_limit() {
        var recording = recording();
        byte[] photo = new byte[Recording.LARGEST_BODY];
        photo[0] = (byte) 0x89;
        for (int i = 0; i < 14; i++) {
            photo[1] = (byte) i;
            recording.add(
                    request("GET /pets/" + i + "/photo"),
                    new Response(200, Headers.of("Content-Type", "image/png"), photo));
        }

        assertThat(recording.summary().skipped()).isEqualTo(Map.of("more than 134217728 bytes of answers", 2));
    }

    @Test
    void a_secret_with_a_pattern_gets_a_fake_of_the_same_form() throws IOException {
        record("POST /keys → 200 {\"secret\":\"abc_0123456789ABCDEFghij\"}");

        assertThat(files().get("addKey/200.yaml"))
                .containsPattern("secret: [a-z]{3}_[0-9a-zA-Z]{20} ")
                .doesNotContain("abc_0123456789ABCDEFghij");
    }
}
