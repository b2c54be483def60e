package dev.counterpart.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.FixtureReader;
import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.control.Control;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Collections that are recognised by what a {@code state.yaml} says. */
class StateRulesTest {

    private static final Contract CONTRACT =
            Exchange.contract(Path.of("src/test/resources/contracts/odd-collections.yaml"));

    private static final String RULES = """
            collections:
              - path: /orders
                item: /order/{key}
                id: number
                list: result/rows
                total: result/count
                unique: [mail]
                filters: {state: status}
                limit: max
                page: p
                firstPage: 0
                sort: by
              - {path: /health, stateful: false}
            """;

    @TempDir
    private Path folder;

    private MockEngine engine = new MockEngine(CONTRACT, Fixtures.none(), MockOptions.defaults());

    @BeforeEach
    void start() throws IOException {
        Files.writeString(folder.resolve("state.yaml"), RULES);
        var loaded = FixtureReader.read(folder, CONTRACT);
        assertThat(loaded.broken()).isEmpty();
        engine = new MockEngine(
                CONTRACT,
                loaded.fixtures(),
                MockOptions.defaults().withStateful(true).withErrors(true),
                InstantSource.system(),
                new Control(InstantSource.system(), subject -> {}).of(0, List.of()));
    }

    private Response send(String line) {
        int body = line.indexOf(" {");
        return engine.answer(Exchange.request(
                        body < 0
                                ? line + " HTTP/1.1"
                                : line.substring(0, body) + " HTTP/1.1\nContent-Type: application/json\n\n"
                                        + line.substring(body + 1)))
                .response();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # requests; the last one is checked                                    | status | body
            GET /orders?max=1                                                      | 200 | {"result":{"rows":[{"number":"a1","status":"open","mail":"x@example.com"}],"count":3}}
            GET /orders?max=1&p=1                                                  | 200 | {"result":{"rows":[{"number":"b2","status":"sent","mail":"y@example.com"}],"count":3}}
            GET /orders?state=sent                                                 | 200 | {"result":{"rows":[{"number":"b2","status":"sent","mail":"y@example.com"}],"count":1}}
            GET /orders?by=-number&max=1                                           | 200 | {"result":{"rows":[{"number":"c3","status":"open"}],"count":3}}
            GET /order/c3                                                          | 200 | {"number":"c3","status":"open"}
            GET /order/none                                                        | 404 |
            POST /orders {"number":"d4","status":"new"}; GET /v1/order/d4          | 200 | {"number":"d4","status":"new"}
            POST /orders {"number":"d4","status":"new","mail":"x@example.com"}     | 409 | {"exists":true}
            POST /orders {"number":"d4","status":"new","mail":"x@example.com"}; GET /order/d4 | 404 |
            PUT /order/a1 {"number":"a1","status":"new","mail":"x@example.com"}    | 200 | {"number":"a1","status":"new","mail":"x@example.com"}
            PUT /order/a1 {"number":"a1","status":"new","mail":"y@example.com"}    | 409 |
            DELETE /order/a1; GET /order/a1                                        | 404 |
            GET /health/none                                                       | 200 | {"number":"h","status":"up"}
            """)
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

    /** The path of an item is another one than that of the collection, behind the same prefix. */
    @ParameterizedTest
    @CsvSource({"/orders, /order/a%20b", "/v1/orders, /v1/order/a%20b"})
    void the_location_of_a_created_item(String path, String location) {
        assertThat(send("POST " + path + " {\"number\":\"a b\",\"status\":\"new\"}")
                        .headers()
                        .all("Location"))
                .containsExactly(location);
        assertThat(send("GET " + location).status()).isEqualTo(200);
    }

    @Test
    void an_invalid_file_is_not_used() throws IOException {
        Files.writeString(folder.resolve("state.yaml"), RULES.replace("/order/{key}", "/oder/{key}"));
        assertThat(FixtureReader.read(folder, CONTRACT).fixtures().state().collections())
                .isEmpty();
    }
}
