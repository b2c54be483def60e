package dev.counterpart.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.FixtureReader;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.live.Exchange;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the console log says of an exchange. */
class ExchangeTextTest {

    @TempDir
    private Path folder;

    private MockEngine engine;

    @BeforeEach
    void read() throws IOException {
        var document = Files.writeString(folder.resolve("shop.yaml"), """
                openapi: 3.0.3
                info: { title: Shop, version: '1' }
                paths:
                  /items/{id}:
                    parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
                    get:
                      operationId: getItem
                      responses:
                        '200':
                          description: One
                          content:
                            application/json:
                              schema: { type: object, required: [id], properties: { id: { type: integer, maximum: 5 }, token: { type: string } } }
                              example: { id: 1, token: secret }
                        '404': { description: None }
                  /odd:
                    get:
                      responses:
                        '200':
                          description: A schema that allows nothing
                          content: { application/json: { schema: { type: string, minLength: 5, maxLength: 3 } } }
                """);
        fixture("getItem/404-reset.yaml", "when: { path: { id: 4 } }\nfault: reset");
        fixture("getItem/200-filled.yaml", """
                when: { path: { id: { in: [2, 9] } } }
                response:
                  body: { id: "{{path.id}}" }
                  template: true
                """);
        fixture("_undocumented/503-maintenance.json", "{\"until\":\"noon\"}");
        var contract = contract(document);
        var fixtures = FixtureReader.read(folder.resolve("fixtures"), contract).fixtures();
        engine = new MockEngine(contract, fixtures, MockOptions.defaults());
    }

    private void fixture(String name, String text) throws IOException {
        var file = folder.resolve("fixtures").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static Contract contract(Path file) {
        return ((ReadResult.Read) ContractReader.read(file.toString(), ReadOptions.defaults())).contract();
    }

    private Exchange exchange(String target, Headers headers) {
        int mark = target.indexOf('?');
        var request = new Request(
                "GET",
                mark < 0 ? target : target.substring(0, mark),
                mark < 0 ? "" : target.substring(mark + 1),
                headers,
                new byte[0]);
        return new Exchange(
                1,
                Instant.EPOCH,
                Duration.ofMillis(7),
                request,
                engine.answer(request, Optional.empty()),
                Optional.empty());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # target                   | the line
            /items/1                   | GET /items/1 → 200 in 7 ms   the document has an example for application/json
            /items/1?page=2&api_key=x  | GET /items/1?page=2&api_key=*** → 200 in 7 ms   the document has an example for application/json
            /items/2                   | GET /items/2 → 200 in 7 ms   200-filled.yaml
            /items/4                   | GET /items/4 → fault reset in 7 ms   404-reset.yaml
            /items/1?__code=503        | GET /items/1?__code=503 → 503 in 7 ms   outside the contract: 503-maintenance.json
            /items/1?__code=502        | GET /items/1?__code=502 → 502 in 7 ms   outside the contract: the status is not declared
            /items/9                   | GET /items/9 → 200 in 7 ms   200-filled.yaml~  warning: response.body.schema.maximum at response body /id: expected a number of at most 5, but was integer 9
            /odd                       | GET /odd → 200 in 7 ms   the schema allows no value; the nearest one is sent~  warning: minLength 5 is more than maxLength 3, declared at shop.yaml:21 (/paths/~1odd/get/responses/200/content/application~1json/schema/minLength)
            /items/x                   | GET /items/x → 422 in 7 ms   no response is declared for it~  request.path.schema.type at request path /id: expected integer, but was string "x"
            """)
    void a_line_says(String target, String expected) {
        assertThat(ExchangeText.lines(exchange(target, Headers.none())).replace(folder + "/", ""))
                .isEqualTo(expected.replace("~  ", "\n  "));
    }

    @Test
    void a_request_cannot_forge_a_line() {
        assertThat(ExchangeText.lines(exchange("/items/1?q=\u001b[31m\nGET /x → 200", Headers.none())))
                .startsWith("GET /items/1?q=\\u001b[31m\\nGET /x → 200 → ")
                .doesNotContain("\n");
    }

    @Test
    void details_are_the_reasons_and_both_messages_without_secrets() {
        var headers = Headers.of("Authorization", "Bearer abc")
                .and("Cookie", "session=s1")
                .and("X-Trace", "t");

        assertThat(ExchangeText.details(exchange("/items/1", headers)))
                .isEqualTo("""
                  because 200 is the usual response
                  because the document has an example for application/json
                  > Authorization: Bearer ***
                  > Cookie: session=***
                  > X-Trace: t
                  < Content-Type: application/json
                  < Access-Control-Allow-Origin: *
                  < Access-Control-Allow-Headers: *
                  < Access-Control-Allow-Credentials: true
                  < Access-Control-Expose-Headers: *
                  < Vary: Origin
                  < {"id":1,"token":"***"}""".indent(2).stripTrailing());
    }

    @Test
    void of_a_long_body_the_beginning_is_printed() {
        var exchange = exchange("/items/1", Headers.none());
        var long1 = exchange.response().withBody("x".repeat(2_000).getBytes(StandardCharsets.UTF_8));
        var cut = new Exchange(
                1,
                Instant.EPOCH,
                Duration.ZERO,
                exchange.request(),
                exchange.answer().with(long1),
                Optional.empty());

        assertThat(ExchangeText.details(cut)).endsWith("x".repeat(1_000) + " …");
    }
}
