package dev.counterpart.mock.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.mock.Requests;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Response;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The admin API over a socket: journal, scenarios, fixtures, events, and who may use it. */
class AdminApiTest {

    private static final String TOKEN = "correct-horse-battery";

    @TempDir
    private Path folder;

    private Pets pets;

    @BeforeEach
    void start() throws IOException {
        pets = new Pets(folder, MockOptions.defaults().withAdminToken(Optional.of(TOKEN)));
    }

    @AfterEach
    void stop() {
        pets.close();
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            GET /__counterpart/health                      | 200
            HEAD /__counterpart/health                     | 200
            GET /__counterpart/version                     | 200
            GET /__counterpart/openapi.yaml                | 200
            GET /__counterpart/documents                   | 200
            GET /__counterpart/document                    | 200
            GET /__counterpart/document?prefix=/other      | 404
            GET /__counterpart/operations                  | 200
            GET /__counterpart/reference/                  | 200
            GET /__counterpart/operation?name=getPet       | 200
            GET /__counterpart/operation?name=getPett      | 404
            GET /__counterpart/operation                   | 400
            GET /__counterpart/journal?limit=0             | 400
            GET /__counterpart/journal?since=yesterday     | 400
            GET /__counterpart/journal/x                   | 400
            GET /__counterpart/journal/1                   | 404
            PUT /__counterpart/journal                     | 405
            GET /__counterpart                             | 308
            GET /__counterpart/                            | 200
            GET /__counterpart/room/nothing.js             | 404
            GET /__counterpart/nothing                     | 404
            POST /__counterpart/scenarios/none/start       | 404
            POST /__counterpart/scenarios/sale/jump        | 400
            POST /__counterpart/reset                      | 204
            POST /__counterpart/reload                     | 204
            GET /__counterpart/fixtures/file?file=../pets.yaml          | 404
            GET /__counterpart/fixtures/file?file=getPet/..%2F..%2Fpets.yaml | 404
            GET /__counterpart/fixtures/file?file=getPet/404-sold.json  | 200
            DELETE /__counterpart/fixtures/file?file=getPet/nothing.json | 404
            """)
    void the_status(String request, int status) throws IOException {
        assertThat(pets.send(request).status()).isEqualTo(status);
    }

    @ParameterizedTest(name = "journal?{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # query                                | exchanges
            ``                                     | 4 3 2 1
            limit=2                                | 4 3
            limit=2e0                              | 4 3
            operation=getPet                       | 2 1
            operation=GET%20/pets/{petId}          | 2 1
            operation=tag:pets                     | 3 2 1
            status=200                             | 1
            status=4XX                             | 4 3 2
            path=/pets/2                           | 2
            session=s                              | 2
            violation=                             | 3
            violation=request.query                | 3
            violation=request.body                 | ``
            since=2100-01-01T00:00:00Z             | ``
            operation=getPet&status=404            | 2
            """)
    void the_journal_is_searched(String query, String ids) throws IOException {
        pets.send("GET /pets/1");
        pets.send("GET /pets/2?__code=404 [s]");
        pets.send("GET /pets?limit=x");
        pets.send("GET /elsewhere");
        var found = new ArrayList<String>();
        pets.json("/journal?" + query)
                .path("exchanges")
                .forEach(each -> found.add(each.path("id").asString()));
        assertThat(String.join(" ", found)).isEqualTo(ids);
    }

    @Test
    void an_exchange_is_shown_whole_without_secrets() throws IOException {
        pets.send(
                "GET /keys?token=verysecret\nX-Api-Key: topsecret\nAuthorization: Bearer alsosecret\nCookie: a=secretcookie");
        var exchange = pets.json("/journal/1");
        assertThat(exchange.path("operation").asString()).isEqualTo("listKeys");
        assertThat(exchange.path("client").asString()).isEqualTo("127.0.0.1");
        assertThat(exchange.at("/coverage/unreached/0").asString()).isEqualTo("status 401");
        assertThat(exchange.path("request").toString())
                .contains("/keys?token=***", "Bearer ***", "a=***")
                .doesNotContain("secret");
        var trusted = pets.send("GET /__counterpart/journal/1\nAuthorization: Bearer " + TOKEN);
        assertThat(trusted.text()).contains("verysecret", "topsecret", "alsosecret", "secretcookie");
    }

    @Test
    void a_request_that_matched_no_fixture_has_near_misses() throws IOException {
        pets.send("GET /pets/9?age=11");
        assertThat(pets.json("/journal/1").path("nearMisses").path(0).path("conditions"))
                .isEqualTo(Json.read("""
                [{"condition": "path.petId", "holds": true, "expected": "9", "actual": "\\"9\\""},
                 {"condition": "query.age", "holds": false, "expected": "10", "actual": "\\"11\\""}]
                """));
    }

    @Test
    void large_bodies_are_cut() throws IOException {
        String name = "x".repeat(70_000);
        pets.send("POST /pets\nContent-Type: application/json\n\n{\"name\":\"" + name + "\"}");
        var exchange = pets.json("/journal/1");
        assertThat(exchange.path("requestBytes").asInt()).isEqualTo(70_011);
        assertThat(exchange.at("/request/body/cut").asBoolean()).isTrue();
        assertThat(exchange.at("/request/body/text").asString()).hasSize(65_536);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # question                                                                      | count, passed
            {"operation":"createPet"}                                                       | 2 true
            {"operation":"createPet","times":2}                                             | 2 true
            {"operation":"createPet","times":1}                                             | 2 false
            {"operation":"createPet","atLeast":2,"atMost":3}                                | 2 true
            {"operation":"createPet","atLeast":3}                                           | 2 false
            {"operation":"createPet","atMost":1}                                            | 2 false
            {"operation":"createPet","when":{"body":{"/name":"Rex"}},"times":1}             | 1 true
            {"operation":"createPet","when":{"body":{"name":{"matches":"[RT].*"}}}}         | 2 true
            {"operation":"createPet","when":{"body":{"/name":"Ann"}},"times":0}             | 0 true
            {"operation":"createPet","session":"s"}                                         | 1 true
            {"operation":"tag:pets"}                                                        | 2 true
            {"operation":"getPet","times":0}                                                | 0 true
            {}                                                                              | 2 true
            """)
    void calls_are_counted(String question, String expected) throws IOException {
        pets.send("POST /pets\nContent-Type: application/json\n\n{\"name\":\"Rex\"}");
        pets.send("POST /pets\nX-Counterpart-Session: s\nContent-Type: application/json\n\n{\"name\":\"Tom\"}");
        var answer = Json.read(pets.post("/journal/count", question).text());
        assertThat(answer.path("count").asString() + " " + answer.path("passed").asString())
                .isEqualTo(expected);
    }

    @Test
    void a_count_shows_the_calls_that_nearly_match() throws IOException {
        pets.send("POST /pets\nContent-Type: application/json\n\n{\"name\":\"Rex\"}");
        var answer = Json.read(pets.post(
                        "/journal/count",
                        "{\"operation\":\"createPet\",\"times\":1,\"when\":{\"body\":{\"/name\":\"Max\"}}}")
                .text());
        assertThat(answer.path("nearest")).isEqualTo(Json.read("""
                [{"id": 1, "conditions": [{"condition": "body./name", "holds": false, "expected": "\\"Max\\"", "actual": "\\"Rex\\""}]}]
                """));
        var unknown = pets.post("/journal/count", "{\"operation\":\"createPat\"}");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.text()).contains("the nearest is createPet");
    }

    @Test
    void a_scenario_is_played_by_calls_and_requests() throws IOException {
        assertThat(pets.post("/scenarios/sale/start", "").status()).isEqualTo(200);
        assertThat(pets.send("GET /pets/1").text()).isEqualTo("{\"name\":\"Rex\"}");
        assertThat(pets.send("GET /pets/x").status()).isEqualTo(422);
        assertThat(pets.send("GET /pets/1").text()).isEqualTo("{\"name\":\"Rex\"}");
        assertThat(pets.send("GET /pets/1").status()).isEqualTo(404);
        assertThat(pets.json("/scenarios").at("/0/plays/0/step").asInt()).isEqualTo(1);
        pets.send("POST /pets\nContent-Type: application/json\n\n{\"name\":\"Rex\"}");
        assertThat(pets.send("GET /pets/1").text()).isEqualTo("{\"name\":\"Tom\"}");
        pets.post("/scenarios/sale/stop", "");
        assertThat(pets.json("/scenarios").at("/0/plays").isEmpty()).isTrue();
    }

    @Test
    void a_fixture_is_checked_and_written() throws IOException {
        var file = folder.resolve("fixtures/getPet/200-new.json");
        var checked = pets.post("/fixtures/check?file=getPet/200-new.json", "{\"text\":\"{}\"}");
        assertThat(checked.text()).contains("\"valid\" : false", "response.body.schema.required", "\"line\" : 1");
        var refused = put("getPet/200-new.json", "{\\\"nam\\\":1}", "");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(file).doesNotExist();
        assertThat(put("getPet/200-new.json", "{\\\"name\\\":\\\"New\\\"}", "").status())
                .isEqualTo(200);
        assertThat(file).hasContent("{\"name\":\"New\"}");
        assertThat(put("getPet/200-new.json", "{}", "&force=true").status()).isEqualTo(200);
        assertThat(file).hasContent("{}");
        assertThat(put("getPett/200.json", "{}", "").text()).contains("the nearest is getPet");
        assertThat(put("../200.json", "{}", "").status()).isEqualTo(400);
        assertThat(put("_scenarios/new.yaml", "steps: [{answers: {getPet: {fixture: sollld}}}]", "")
                        .text())
                .contains("the nearest is sold");
        assertThat(pets.send("DELETE /__counterpart/fixtures/file?file=getPet/200-new.json")
                        .status())
                .isEqualTo(204);
        assertThat(file).doesNotExist();
        try (var left = Files.list(file.getParent())) {
            assertThat(left.map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrder("404-sold.json", "200-old.yaml");
        }
    }

    private Response put(String file, String text, String more) throws IOException {
        return pets.send("PUT /__counterpart/fixtures/file?file=" + file + more
                + "\nContent-Type: application/json\n\n{\"text\":\"" + text + "\"}");
    }

    @ParameterizedTest(name = "{0} from {1} → {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # headers                                                      | client    | status
            Host: localhost                                                | 127.0.0.1 | 200
            Host: localhost                                                | ::1       | 200
            Host: 10.0.0.7:4010                                            | 10.0.0.8  | 401
            Host: 10.0.0.7:4010; Authorization: Bearer wrong-token         | 10.0.0.8  | 401
            Host: 10.0.0.7:4010; Authorization: Bearer correct-horse-battery | 10.0.0.8 | 200
            Host: mock.example.com; Authorization: bearer correct-horse-battery | 10.0.0.8 | 200
            Host: mock.example.com                                         | 127.0.0.1 | 403
            Host: localhost; X-Forwarded-For: 10.0.0.8                     | 127.0.0.1 | 401
            Host: localhost; Forwarded: for=10.0.0.8                       | 127.0.0.1 | 401
            Host: localhost; Authorization: Bearer wrong-token             | 127.0.0.1 | 401
            Host: localhost; Origin: http://localhost                      | 127.0.0.1 | 200
            Host: localhost; Origin: http://localhost:3000                 | 127.0.0.1 | 403
            Host: localhost; Origin: null                                  | 127.0.0.1 | 403
            Host: localhost; Sec-Fetch-Site: cross-site                    | 127.0.0.1 | 403
            Host: localhost; Origin: http://evil.example; Authorization: Bearer correct-horse-battery | 127.0.0.1 | 403
            """)
    void who_may_use_it(String headers, String client, int status) throws IOException {
        var request = Requests.of("GET /__counterpart/health HTTP/1.1\n" + headers.replace("; ", "\n"));
        var access = new AdminAccess("127.0.0.1", Optional.of(TOKEN));
        var decision = access.of(request, Optional.of(InetAddress.getByName(client)));
        int actual = decision instanceof AdminAccess.Decision.Refused refused
                ? refused.response().status()
                : 200;
        assertThat(actual).isEqualTo(status);
    }

    @Test
    void events_are_streamed_and_resumed() throws IOException {
        String seen = twoEvents();
        assertThat(seen).contains("event: exchange", "\"path\":\"/pets/1\"").doesNotContain("verysecret");
        try (var reader = new EventReader("Last-Event-ID: " + firstId(seen) + "\r\n")) {
            assertThat(reader.until("event: overrides")).doesNotContain("event: exchange", "event: reset");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "earlier-1", "-1", "x", "%s-x", "%s-", "%s-99", "%s-9999999999999999999"})
    void an_id_that_this_run_has_not_given_resets(String id) throws IOException {
        String run = firstId(twoEvents()).replaceAll("-.*", "");
        try (var reader = new EventReader("Last-Event-ID: " + id.formatted(run) + "\r\n")) {
            assertThat(reader.until("event: reset")).doesNotContain("event: exchange");
        }
    }

    private String twoEvents() throws IOException {
        try (var reader = new EventReader("")) {
            reader.until("connected");
            pets.send("GET /pets/1?token=verysecret");
            pets.post("/overrides", "{\"status\":503}");
            return reader.until("event: overrides");
        }
    }

    private static String firstId(String events) {
        return events.lines()
                .filter(line -> line.startsWith("id: "))
                .findFirst()
                .orElseThrow()
                .substring("id: ".length());
    }

    @Test
    void a_reader_that_never_reads_delays_nobody() throws IOException {
        try (var idle = new EventReader("");
                var reader = new EventReader("")) {
            reader.until("connected");
            for (int i = 0; i < 3_000; i++) {
                pets.server().control().overrides().clear(Optional.empty(), Optional.empty());
                pets.server().control().scenarios().stopAll(Optional.empty());
            }
            pets.send("GET /pets/77");
            assertThat(reader.until("/pets/77")).containsAnyOf("event: scenarios", "event: reset");
            assertThat(idle.isOpen()).isTrue();
        }
    }

    /** A client that reads events line by line. */
    private final class EventReader implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader lines;

        EventReader(String header) throws IOException {
            var url = pets.server().url();
            socket = new Socket(url.getHost(), url.getPort());
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET /__counterpart/events HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        /** Everything up to a line that contains the text. */
        String until(String text) throws IOException {
            var read = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                read.append(line).append('\n');
                if (line.contains(text)) {
                    return read.toString();
                }
            }
            throw new IOException("the stream ended before \"" + text + "\": " + read);
        }

        boolean isOpen() {
            return socket.isConnected() && !socket.isClosed();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
