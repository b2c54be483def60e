package dev.counterpart.mock.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that are set while the mock runs. */
class OverrideTest {

    @TempDir
    private Path folder;

    private Pets pets;

    @BeforeEach
    void start() throws IOException {
        pets = new Pets(folder, MockOptions.defaults());
    }

    @AfterEach
    void stop() {
        pets.close();
    }

    @ParameterizedTest(name = "{0}: {1} → {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # overrides                                                                      | requests                                    | statuses
            {"operation":"getPet","status":404}                                              | GET /pets/1; GET /pets/2; GET /pets         | 404 404 200
            {"operation":"GET /pets/{petId}","status":404}                                   | GET /pets/1; GET /pets                      | 404 200
            {"operation":"getPet","status":404,"calls":1}                                    | GET /pets/1; GET /pets/1                    | 404 200
            {"operation":"getPet","status":404,"calls":2}                                    | GET /pets/1; GET /pets; GET /pets/1; GET /pets/1 | 404 200 404 200
            {"operation":"tag:pets","status":503}                                            | GET /pets/1; GET /pets; GET /keys           | 503 503 401
            {"operation":"*","status":503}                                                   | GET /pets/1; GET /keys                      | 503 503
            {"status":503}                                                                   | GET /pets; GET /elsewhere                   | 503 404
            {"operation":"*","status":404}                                                   | GET /pets/1; GET /pets                      | 404 200
            {"operation":"getPet","fixture":"404-sold"}                                      | GET /pets/1                                 | 404
            {"operation":"getPet","fixture":"sold"}                                          | GET /pets/1                                 | 404
            {"operation":"getPet","example":"dog"}                                           | GET /pets/1                                 | 200
            {"operation":"getPet","session":"a","status":404}                                | GET /pets/1; GET /pets/1 [a]; GET /pets/1 [b] | 200 404 200
            {"operation":"getPet","status":404}; {"operation":"getPet","status":200}         | GET /pets/1                                 | 200
            {"operation":"getPet","status":404}; {"operation":"*","status":503}              | GET /pets/1; GET /pets                      | 404 503
            {"operation":"tag:pets","status":503}; {"operation":"getPet","status":404,"calls":1} | GET /pets/1; GET /pets/1                | 404 503
            {"session":"a","status":503}; {"operation":"getPet","status":404}                | GET /pets/1 [a]; GET /pets/1                | 503 404
            {"operation":"listKeys","status":200}                                            | GET /keys                                   | 200
            {"operation":"listKeys","auth":false}                                            | GET /keys                                   | 200
            {"operation":"listPets","validation":false}                                      | GET /pets?limit=x                           | 200
            {"operation":"listPets","delay":"1ms"}                                           | GET /pets?limit=x; GET /pets                | 422 200
            {"operation":"getPet","status":404}                                              | GET /pets/1?__code=200                      | 404
            {"operation":"getPet","body":{"name":"Set"}}                                     | GET /pets/1                                 | 200
            {"operation":"getPet","status":404,"body":{}}                                    | GET /pets/1                                 | 404
            """)
    void the_statuses(String overrides, String requests, String statuses) throws IOException {
        for (String override : overrides.split("; ")) {
            assertThat(pets.post("/overrides", override).status()).isEqualTo(201);
        }
        var actual = new ArrayList<String>();
        for (String request : requests.split("; ")) {
            actual.add(Integer.toString(pets.send(request).status()));
        }
        assertThat(String.join(" ", actual)).isEqualTo(statuses);
    }

    @ParameterizedTest(name = "{0} gives {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"operation":"getPet","body":{"name":"Set"}} | {"name":"Set"}
            {"operation":"getPet","example":"dog"}       | {"name":"Rex"}
            {"operation":"getPet","fixture":"sold"}      | {"sold":true}
            """)
    void the_body(String override, String body) throws IOException {
        pets.post("/overrides", override);
        assertThat(pets.send("GET /pets/1").text()).isEqualTo(body);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # override                                     | what is said
            {"operation":"getPett","status":404}           | the nearest is getPet
            {"operation":"tag:nobody","status":404}        | an operationId, a method and path such as GET /pets/{petId}, tag:NAME, or * for all
            {"operation":"getPet","status":418}            | a status that the contract declares: 200, 404; or a gateway status: 408, 413, 429, 500, 502, 503, 504
            {"operation":"getPet","fixture":"slod"}        | the nearest is sold
            {"operation":"getPet","example":"cow"}         | an example of the document: cat, dog
            {"operation":"getPet","body":{}}               | response.body.schema.required
            {"operation":"*","body":{}}                    | must not be all operations or a tag, because a body or headers are for one operation
            {"operation":"getPet"}                         | request.body.schema.anyOf
            {"operation":"getPet","delay":"soon"}          | request.body.schema.anyOf
            {"operation":"getPet","status":404,"calls":0}  | request.body.schema.minimum
            {"operation":"getPet","statu":404}             | request.body.schema.additionalProperties
            {"operation":"getPet","status":404,"for":"1d"} | request.body.schema.pattern
            """)
    void a_mistake_is_refused(String override, String said) throws IOException {
        var response = pets.post("/overrides", override);
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text().replace("\\\"", "\"")).contains(said);
        assertThat(pets.json("/overrides").isEmpty()).isTrue();
    }

    @Test
    void overrides_are_listed_and_removed() throws IOException {
        pets.post("/overrides", "{\"operation\":\"getPet\",\"status\":404,\"calls\":3}");
        pets.post("/overrides", "{\"session\":\"a\",\"delay\":\"5ms..10ms\"}");
        pets.send("GET /pets/1");
        assertThat(pets.json("/overrides")).isEqualTo(Json.read("""
                [{"id": 1, "operation": "getPet", "status": 404, "auth": true, "validation": true, "calls": 2, "text": "status 404"},
                 {"id": 2, "operation": "*", "session": "a", "delay": "5ms..10ms", "auth": true, "validation": true, "text": "delay 5ms..10ms"}]
                """));
        assertThat(pets.send("DELETE /__counterpart/overrides/1").status()).isEqualTo(204);
        assertThat(pets.send("DELETE /__counterpart/overrides/1").status()).isEqualTo(404);
        assertThat(pets.send("DELETE /__counterpart/overrides?session=b").status())
                .isEqualTo(204);
        assertThat(pets.json("/overrides").size()).isEqualTo(1);
        assertThat(pets.send("DELETE /__counterpart/overrides?session=a").status())
                .isEqualTo(204);
        assertThat(pets.json("/overrides").isEmpty()).isTrue();
    }

    @Test
    void the_number_of_overrides_is_bounded() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            assertThat(pets.post("/overrides", "{\"status\":503}").status()).isEqualTo(201);
        }
        var refused = pets.post("/overrides", "{\"status\":503}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("There are 1000 overrides already, which is the maximum.");
    }

    @Test
    void the_reason_is_in_the_journal() throws IOException {
        pets.post("/overrides", "{\"operation\":\"getPet\",\"fixture\":\"sold\"}");
        pets.send("GET /pets/1");
        assertThat(pets.json("/journal/1").path("why").path(0).asString()).isEqualTo("override 1: fixture sold");
    }
}
