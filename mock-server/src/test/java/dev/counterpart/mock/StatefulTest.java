package dev.counterpart.mock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.control.Control;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.mock.state.Items;
import dev.counterpart.mock.state.Rows;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Collections that keep what requests create, change and remove. */
class StatefulTest {

    private static final Contract CONTRACT = Exchange.contract(Path.of("src/test/resources/contracts/stateful.yaml"));

    private static final String ANSWERS = """
            # requests; the last one is checked                                      | status | body
            GET /pets                                                                | 200 | [{"id":1,"name":"Tom","kind":"cat"},{"id":2,"name":"Rex","kind":"dog"},{"id":3,"name":"Ann","kind":"cat"}]
            GET /pets/2                                                              | 200 | {"id":2,"name":"Rex","kind":"dog"}
            GET /pets/9                                                              | 404 | {"gone":true}
            POST /pets {"name":"Kim"}                                                | 201 | {"id":4,"name":"Kim"}
            POST /pets {"name":"Kim","id":77}                                        | 201 | {"id":4,"name":"Kim"}
            POST /pets {"name":"Kim","pin":"1234"}                                   | 201 | {"id":4,"name":"Kim"}
            POST /pets {"name":"Kim"}; GET /pets/4                                   | 200 | {"id":4,"name":"Kim"}
            POST /pets {"name":"Kim"}; GET /pets?limit=1&offset=3                    | 200 | [{"id":4,"name":"Kim"}]
            POST /pets {"name":""}                                                   | 422 |
            POST /pets {"name":""}; GET /pets/4                                      | 404 | {"gone":true}
            DELETE /pets/1                                                           | 204 |
            DELETE /pets/1; GET /pets/1                                              | 404 | {"gone":true}
            DELETE /pets/1; DELETE /pets/1                                           | 404 |
            DELETE /pets/3; POST /pets {"name":"Kim"}                                | 201 | {"id":3,"name":"Kim"}
            PUT /pets/2 {"name":"Max"}                                               | 200 | {"id":2,"name":"Max"}
            PUT /pets/2 {"name":"Max"}; GET /pets/2                                  | 200 | {"id":2,"name":"Max"}
            PUT /pets/9 {"name":"Max"}                                               | 404 |
            PATCH /pets/2 {"name":"Max"}                                             | 200 | {"id":2,"name":"Max","kind":"dog"}
            PATCH /pets/2 {"kind":null}; GET /pets/2                                 | 200 | {"id":2,"name":"Rex"}
            PATCH /pets/2 {"id":5}; GET /pets/2                                      | 200 | {"id":2,"name":"Rex","kind":"dog"}
            PATCH /pets/9 {"name":"Max"}                                             | 404 |
            GET /pets?kind=cat                                                       | 200 | [{"id":1,"name":"Tom","kind":"cat"},{"id":3,"name":"Ann","kind":"cat"}]
            GET /pets?kind=cow                                                       | 200 | []
            GET /pets?sort=name&limit=1                                              | 200 | [{"id":3,"name":"Ann","kind":"cat"}]
            GET /pets?sort=-name&limit=1                                             | 200 | [{"id":1,"name":"Tom","kind":"cat"}]
            GET /pets?sort=id,desc&limit=1                                           | 200 | [{"id":3,"name":"Ann","kind":"cat"}]
            GET /pets?sort=name,description&limit=1                                  | 200 | [{"id":3,"name":"Ann","kind":"cat"}]
            GET /pets?sort=name,descending&limit=1                                   | 200 | [{"id":1,"name":"Tom","kind":"cat"}]
            POST /pets {"name":"Kim","limit":9}; GET /pets?limit=1&offset=3          | 200 | [{"id":4,"name":"Kim","limit":9}]
            GET /pets?limit=0                                                        | 200 | []
            GET /users?page=2&per_page=1                                             | 200 | {"data":[{"userId":"bob","email":"b@example.com"}],"total":2}
            POST /users {"userId":"kim"}                                             | 201 | {"user":{"userId":"kim"}}
            POST /users {"userId":"kim"}; GET /users/kim                             | 200 | {"userId":"kim"}
            POST /users {"userId":"ann"}                                             | 409 |
            GET /users/nobody                                                        | 200 |
            DELETE /users/ann                                                        | 204 |
            DELETE /users/ann; DELETE /users/ann                                     | 204 |
            DELETE /users/ann; GET /users/ann                                        | 404 | {"type":"about:blank","title":"Not Found","status":404,"detail":"/users has no item ann, and the contract does not declare 404."}
            DELETE /users/ann; POST /users {"userId":"ann"}; GET /users/ann          | 200 | {"userId":"ann"}
            PUT /users/new {"userId":"new","email":"n@example.com"}; GET /users/new  | 200 | {"userId":"new","email":"n@example.com"}
            GET /users/ann/keys                                                      | 200 | []
            POST /users/ann/keys {"label":"a"}; GET /users/bob/keys                  | 200 | []
            """;

    private final Control control = new Control(InstantSource.system(), subject -> {});
    private MockEngine engine = engine(CONTRACT);

    private MockEngine engine(Contract contract) {
        return new MockEngine(
                contract,
                Fixtures.none(),
                MockOptions.defaults().withStateful(true).withErrors(true),
                InstantSource.system(),
                control.of(0, List.of()));
    }

    /** {@code GET /pets}, or {@code POST /pets {"name":"Rex"}}. */
    private Response send(String line) {
        int body = line.indexOf(" {");
        String type = line.startsWith("PATCH") ? "application/merge-patch+json" : "application/json";
        return engine.answer(Exchange.request(
                        body < 0
                                ? line + " HTTP/1.1"
                                : line.substring(0, body) + " HTTP/1.1\nContent-Type: " + type + "\n\n"
                                        + line.substring(body + 1)))
                .response();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = ANSWERS)
    void the_last_answer(String requests, int status, String body) {
        Response last = Response.of(500);
        for (String request : requests.split("; ")) {
            last = send(request);
        }
        assertThat(last.status()).isEqualTo(status);
        if (body != null) {
            assertThat(Json.read(last.text())).isEqualTo(Json.read(body));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = ANSWERS)
    void the_same_if_media_ranges_are_declared(String requests, int status, String body) throws IOException {
        String document = Files.readString(Path.of("src/test/resources/contracts/stateful.yaml"));
        engine = engine(((ReadResult.Read) ContractReader.read(
                        document.replace("application/json:", "'*/*':").getBytes(UTF_8),
                        "openapi.yaml",
                        ReadOptions.defaults()))
                .contract());

        the_last_answer(requests, status, body);
    }

    @Test
    void a_created_item_has_an_id_by_its_schema_and_a_location() {
        var created = send("POST /users/ann/keys {\"label\":\"a\"}");
        assertThat(created.status()).isEqualTo(201);
        String id = Json.read(created.text()).path("id").asString();
        assertThat(id).matches("[0-9a-f-]{36}");
        assertThat(Json.read(created.text()).path("created").asString()).isNotEmpty();
        assertThat(created.headers().all("Location")).containsExactly("/users/ann/keys/" + id);
        assertThat(send("GET /users/ann/keys/" + id).text()).isEqualTo(created.text());
        assertThat(send("GET /users/bob/keys/" + id).status()).isEqualTo(404);
    }

    @Test
    void the_same_requests_get_the_same_answers() {
        String first = send("POST /users/ann/keys {\"label\":\"a\"}").text();
        control.reset(Optional.empty());
        assertThat(send("POST /users/ann/keys {\"label\":\"a\"}").text()).isEqualTo(first);
    }

    @Test
    void a_status_that_is_asked_for_changes_nothing() {
        send("DELETE /pets/1?__code=404");
        assertThat(send("GET /pets/1").status()).isEqualTo(200);
    }

    @Test
    void the_number_of_items_is_bounded() {
        var last = Response.of(500);
        for (int i = 0; i <= Rows.MOST; i++) {
            last = send("POST /users {\"userId\":\"u" + i + "\"}");
        }
        assertThat(last.status()).isEqualTo(507);
        assertThat(last.text())
                .contains("The mock holds 10000 items, which is the maximum. Remove some, or reset the state.");
        assertThat(send("GET /users/u1").status()).isEqualTo(200);
    }

    @Test
    void the_size_of_items_is_bounded() {
        var last = Response.of(500);
        String large = "x".repeat(4_000_000);
        for (int i = 0; i < 5; i++) {
            last = send("POST /users {\"userId\":\"u" + i + "\",\"email\":\"" + large + "\"}");
        }
        assertThat(last.status()).isEqualTo(507);
        assertThat(last.text()).contains("The mock holds 16777216 characters of items, which is the maximum.");
        assertThat(send("GET /users/u3").status()).isEqualTo(200);
        assertThat(send("GET /users").text()).contains("\"u3\"").doesNotContain("\"u4\"");
    }

    /** Reading does not make collections, so that guessed ids use no memory. */
    @Test
    void a_collection_begins_with_its_first_item() {
        send("GET /users/ann/keys");
        send("GET /users/bob/keys");
        send("POST /users/ann/keys {\"label\":\"a\"}");
        assertThat(control.rows(0).read(Items::counts)).containsExactly(Map.entry("/users/ann/keys", 1));
    }
}
