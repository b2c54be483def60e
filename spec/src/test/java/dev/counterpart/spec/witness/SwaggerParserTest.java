package dev.counterpart.spec.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both readers see the same declarations in small documents, and the comparison notices when they do not. */
class SwaggerParserTest {

    @TempDir
    private Path folder;

    @Test
    void the_bundled_document_declares_the_same_for_both() {
        var bundled = Path.of("openapi", "dynamic-oauth-access-token.yaml");

        assertThat(OurView.of(bundled))
                .isEqualTo(SwaggerParserView.of(bundled))
                .contains("GET /oauthAccounts/{oauthAccountId}/accessToken response 200 application/json");
    }

    /** The operation is {@code GET /a/{id}} of OpenAPI 3.0.3, without the answer {@code 200} that all have. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # what                   | operation                                                                            | both read
            style by default         | parameters: [{name: q, in: query, schema: {}}]                                       | parameter query q: form, explode
            a style                  | parameters: [{name: q, in: query, style: pipeDelimited, schema: {type: array, items: {}}}] | parameter query q: pipeDelimited
            explode off              | parameters: [{name: q, in: query, explode: false, schema: {}}]                       | parameter query q: form
            a required header        | parameters: [{name: X-A, in: header, required: true, schema: {}}]                    | parameter header X-A: required, simple
            a cookie                 | parameters: [{name: c, in: cookie, schema: {}}]                                      | parameter cookie c: form, explode
            a parameter with content | parameters: [{name: q, in: query, content: {application/json: {}}}]                  | parameter query q: application/json
            a referenced parameter   | parameters: [{$ref: '#/components/parameters/limit'}]                                | parameter query limit: required, form, explode
            a request body           | requestBody: {content: {text/csv: {}}}                                               | request text/csv
            a referenced body        | requestBody: {$ref: '#/components/requestBodies/pet'}                                | request application/json
            a range of statuses      | responses: {4XX: {description: refused, content: {text/plain: {}}}}                  | response 4XX text/plain
            a referenced response    | responses: {404: {$ref: '#/components/responses/none'}}                              | response 404 application/problem+json
            the document's security  | summary: one                                                                         | security key[]
            two schemes              | security: [{oauth: [read, write], key: []}]                                          | security key[] and oauth[read, write]
            """)
    void both_read(String what, String operation, String line) throws IOException {
        var file = folder.resolve("openapi.yaml");
        Files.writeString(file, """
                openapi: 3.0.3
                info: {title: Test, version: 1.0.0}
                security: [{key: []}]
                paths:
                  /a/{id}:
                    parameters: [{name: id, in: path, required: true, schema: {}}]
                    get:
                      %s
                components:
                  parameters: {limit: {name: limit, in: query, required: true, schema: {}}}
                  requestBodies: {pet: {content: {application/json: {}}}}
                  responses: {none: {description: none, content: {application/problem+json: {}}}}
                  securitySchemes:
                    key: {type: apiKey, in: header, name: X-Key}
                    oauth: {type: oauth2, flows: {clientCredentials: {tokenUrl: /token, scopes: {read: '', write: ''}}}}
                """.formatted(operation));

        assertThat(OurView.of(file))
                .as(what)
                .contains("GET /a/{id} parameter path id: required, simple", "GET /a/{id} " + line)
                .isEqualTo(SwaggerParserView.of(file));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # collectionFormat | both read
            csv                | form
            ssv                | spaceDelimited
            pipes              | pipeDelimited
            multi              | `form, explode`
            """)
    void both_read_the_collection_formats_of_swagger_2_0(String format, String style) throws IOException {
        var file = folder.resolve("swagger.yaml");
        Files.writeString(file, """
                swagger: '2.0'
                info: {title: Test, version: 1.0.0}
                consumes: [application/x-www-form-urlencoded]
                produces: [application/json]
                paths:
                  /a:
                    post:
                      parameters:
                        - {name: ids, in: query, type: array, items: {type: string}, collectionFormat: %s}
                        - {name: file, in: formData, type: string}
                      responses: {200: {description: ok, schema: {}}}
                """.formatted(format));

        assertThat(OurView.of(file))
                .isEqualTo(SwaggerParserView.of(file))
                .containsExactly(
                        "POST /a",
                        "POST /a parameter query ids: " + style,
                        "POST /a request application/x-www-form-urlencoded",
                        "POST /a response 200",
                        "POST /a response 200 application/json");
    }

    @Test
    void a_difference_needs_an_entry_and_an_entry_needs_a_difference() {
        var known = KnownDifferences.of("""
                # comment
                a.yaml | ours: GET .* | not supported there
                a.yaml | swagger-parser: GET /old | an old one
                """);

        known.compare("a.yaml", new TreeSet<>(Set.of("GET /a", "PUT /a")), new TreeSet<>(Set.of("PUT /a", "PUT /b")));

        assertThat(known.problems())
                .containsExactly(
                        "a.yaml | swagger-parser: PUT /b",
                        "matches nothing, remove it: a.yaml | swagger-parser: GET /old | an old one");
    }

    @Test
    void an_entry_without_a_reason_is_refused() {
        assertThatThrownBy(() -> KnownDifferences.of("a.yaml | ours: .*"))
                .hasMessage("an entry is \"document | line | reason\" but was: a.yaml | ours: .*");
    }
}
