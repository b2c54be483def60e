package dev.counterpart.mock.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.mock.settings.MockOptions;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the document of the admin API allows is accepted, or refused for a reason that it states; what it does not allow is refused. */
class AdminSchemaTest {

    @TempDir
    private Path folder;

    private Pets pets;

    @BeforeEach
    void start() throws IOException {
        pets = new Pets(folder, MockOptions.defaults().withStateful(true));
    }

    @AfterEach
    void stop() {
        pets.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # body                                                                                  | said
            {"operation":"getPet","body":{"name":"Set"}}                                            | 201
            {"operation":"GET /pets/{petId}","body":{"name":"Set"}}                                 | 201
            {"operation":"/#getPet","body":{"name":"Set"}}                                          | 201
            {"operation":"getPet","headers":{"X-A":"1"},"body":{"name":"Set"}}                      | 201
            {"operation":"listKeys","headers":{"X-A":["1","b c"],"X-B":2,"X-C":true}}               | 201
            {"operation":"getPet","status":404,"body":null}                                         | response.body.schema.type
            {"body":{"name":"Set"}}                                                                 | request.body.schema.required
            {"headers":{"X-A":"1"}}                                                                 | request.body.schema.required
            {"operation":"*","body":{"name":"Set"}}                                                 | must not be all operations or a tag, because a body or headers are for one operation
            {"operation":"*","headers":{"X-A":"1"}}                                                 | must not be all operations or a tag, because a body or headers are for one operation
            {"operation":"tag:pets","body":{"name":"Set"}}                                          | must not be all operations or a tag, because a body or headers are for one operation
            {"operation":"/#*","body":{"name":"Set"}}                                               | must not be all operations or a tag, because a body or headers are for one operation
            {"operation":"/#tag:pets","body":{"name":"Set"}}                                        | must not be all operations or a tag, because a body or headers are for one operation
            {"operation":"*","status":503}                                                          | 201
            {"operation":"tag:pets","delay":"1ms"}                                                  | 201
            {"operation":"","status":503}                                                           | request.body.schema.minLength
            {"operation":"getPet","headers":{"X A":"1"}}                                            | request.body.schema.propertyNames
            {"operation":"listKeys","headers":{"X-A":" a"}}                                         | request.body.schema.anyOf
            {"operation":"listKeys","headers":{"X-A":"a\\nb"}}                                      | request.body.schema.anyOf
            {"operation":"listKeys","headers":{"X-A":{}}}                                           | request.body.schema.anyOf
            {"operation":"getPet","delay":"soon"}                                                   | request.body.schema.anyOf
            {"operation":"getPet","delay":{"min":"1ms"}}                                            | request.body.schema.anyOf
            {"operation":"getPet","delay":{"min":"1ms","max":"2ms"}}                                | 201
            {"operation":"getPet","delay":"1.5s..2m"}                                               | 201
            {"operation":"getPet","delay":"2s..1s"}                                                 | a duration such as 300ms, or {min: 100ms, max: 2s}
            {"operation":"getPet","delay":"169h"}                                                   | a duration such as 300ms, or {min: 100ms, max: 2s}
            {"operation":"getPet","status":404,"for":"168h"}                                        | 201
            {"operation":"getPet","status":404,"for":"169h"}                                        | "for" must be a time such as 30s, at most 168h (7 days) but was "169h"
            {"operation":"getPet","status":418}                                                     | a status that the contract declares
            {"operation":"getPet","fixture":""}                                                     | request.body.schema.minLength
            {"operation":"getPet","fixture":"none"}                                                 | a fixture: 200-old, 404-sold
            {"operation":"none","status":503}                                                       | an operationId, a method and path
            """)
    void an_override(String body, String said) throws IOException {
        var response = pets.post("/overrides", body);
        if (said.equals("201")) {
            assertThat(response.status()).as(response.text()).isEqualTo(201);
        } else {
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.text().replace("\\\"", "\"")).contains(said);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # request                                                          | status
            GET /fixtures/file?file=getPet/404-sold.json                       | 200
            GET /fixtures/file?file=state.yaml                                 | 404
            PUT /fixtures/file?file=state.yaml {"text":"{}"}                   | 422
            PUT /fixtures/file?file=state.yaml {"text":"collections: []"}      | 200
            POST /fixtures/check?file=state.yaml {"text":"{}"}                 | 200
            DELETE /fixtures/file?file=state.yaml                              | 404
            PUT /fixtures/file?file=other.yaml {"text":"{}"}                   | 400
            PUT /fixtures/file?file=getPet/404-new.json {"base64":"eyJhIjogMX0="}      | 200
            PUT /fixtures/file?file=getPet/404-new.json {}                     | 400
            POST /state/seed {"collection":"/owners","items":[{"name":"Kim"}]} | 400
            POST /state/seed {"collection":"/owners","items":[{"id":"1"}]}     | 200
            POST /state/seed {"collection":"/none","items":[]}                 | 404
            PUT /state/items?collection=/pets&id=1 {"any":1}                   | 204
            POST /journal/count {"operation":"none"}                           | 400
            POST /journal/count {"when":{"quer":{}}}                           | 400
            POST /journal/count {"operation":"getPet","when":{"path":{"petId":1}},"times":0,"session":""} | 200
            GET /journal?since=2026-01-01T00:00:00.5%2B02:00                   | 200
            GET /journal?since=2016-12-31t23:59:60z                            | 200
            GET /journal?since=2016-12-31T15:59:60-08:00                       | 200
            GET /journal?since=0000-01-01T00:00:00Z                            | 200
            GET /journal?limit=1e2                                             | 200
            GET /journal?limit=1001                                            | 400
            GET /journal?status=4xx&operation=&path=&violation=                | 200
            POST /scenarios/sale/start                                         | 200
            POST /scenarios/%2F%23sale/stop                                    | 200
            POST /scenarios/sale/on                                            | 400
            GET /fixtures/draft?operation=getPet&status=4XX                    | 404
            """)
    void a_request(String request, int status) throws IOException {
        int body = request.indexOf(" {");
        String line = (body < 0 ? request : request.substring(0, body)).replaceFirst(" ", " " + AdminApi.ROOT);
        String rest = body < 0 ? "" : "\nContent-Type: application/json\n\n" + request.substring(body + 1);
        var response = pets.send(line + rest);
        assertThat(response.status()).as(response.text()).isEqualTo(status);
    }
}
