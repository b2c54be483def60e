package dev.counterpart.verify.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.verify.junit.ContractExchanges.Exchanged;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.AssertionFailedError;

/** Exchanges of a document with references that have no target: those of affected operations fail, all others are validated. */
class UntestedExchangesTest {

    @TempDir
    private Path folder = Path.of("");

    private String document = "";

    @BeforeEach
    void write() throws IOException {
        document = Files.writeString(folder.resolve("openapi.yaml"), """
                openapi: 3.1.0
                info: {title: Things, version: '1'}
                servers: [{url: /v1}]
                paths:
                  /things:
                    get: {responses: {200: {description: all, content: {application/json: {schema: {type: array, items: {type: string}}}}}}}
                    post: {responses: {201: {description: new, content: {application/json: {schema: {$ref: '#/components/schemas/Gone'}}}}}}
                    put: {$ref: '#/components/operations/Gone'}
                  /things/{id}: {$ref: things.yaml}
                """).toString();
    }

    private static Exchanged exchanged(String method, String path, int status, String body) {
        return new Exchanged(
                "http://localhost",
                new Request(method, path, "", Headers.none(), new byte[0]),
                Optional.of(new byte[0]),
                new Response(
                        status,
                        Headers.none().and("Content-Type", "application/json"),
                        body.getBytes(StandardCharsets.UTF_8)),
                true,
                Duration.ZERO);
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # method | path        | status | body    | fails with
            GET      | /things     | 200    | ["a"]   | -
            GET      | /v1/things  | 200    | ["a"]   | -
            GET      | /things     | 200    | [1]     | response.body.schema.type
            POST     | /things     | 201    | {}      | coverage.operation.untested
            POST     | /things     | 400    | {}      | coverage.operation.untested
            PUT      | /things     | 200    | {}      | coverage.operation.untested
            PUT      | /v1/things  | 200    | {}      | coverage.operation.untested
            GET      | /things/7   | 200    | {}      | coverage.operation.untested
            DELETE   | /things/7   | 204    | ``      | coverage.operation.untested
            DELETE   | /things     | 204    | ``      | -
            GET      | /others     | 200    | {}      | -
            """)
    void exchanges_of_operations_without_a_complete_description_fail(
            String method, String path, int status, String body, String rule) {
        var exchanges = ContractExchanges.of(document);

        if (rule.equals("-")) {
            exchanges.validate(exchanged(method, path, status, body));
        } else {
            assertThatThrownBy(() -> exchanges.validate(exchanged(method, path, status, body)))
                    .isInstanceOf(AssertionFailedError.class)
                    .hasMessageStartingWith(rule + " ");
        }
    }

    @Test
    void the_failure_names_the_reference_with_its_line_and_how_to_fix_it() {
        assertThatThrownBy(() -> ContractExchanges.of(document).validate(exchanged("POST", "/v1/things", 201, "{}")))
                .hasMessage("""
                        coverage.operation.untested   POST /things → 201 application/json
                          at        document /paths/~1things/post/responses/201/content/application~1json/schema
                          expected  a description without errors
                          but was   not tested: this $ref has no target: #/components/schemas/Gone
                          declared  %s:7 (/paths/~1things/post/responses/201/content/application~1json/schema)
                          to fix    fix the $ref, or add its target""".formatted(document));
    }

    @Test
    void without_the_rule_such_exchanges_are_counted_as_not_validated_and_listed() {
        var exchanges = ContractExchanges.of(document).without("coverage.operation.untested");
        exchanges.validate(exchanged("GET", "/things", 200, "[]"));
        exchanges.validate(exchanged("GET", "/things/7", 200, "{}"));

        assertThat(exchanges.summary()).isEqualTo("""
                Counterpart: 1 exchange validated against %1$s, 0 with violations, 1 not validated; 1 of 1 documented statuses seen
                  not validated  POST /things: %1$s:7: this $ref has no target: #/components/schemas/Gone
                  not validated  PUT /things: %1$s:8: this $ref has no target: #/components/operations/Gone
                  not validated  /things/{id}: %1$s:9: this $ref has no target: things.yaml: no such file
                """.formatted(document));
    }

    @Test
    void a_document_of_which_nothing_is_certain_is_refused_at_once() throws IOException {
        var file = Files.writeString(folder.resolve("none.yaml"), """
                openapi: 3.1.0
                info: {title: Things, version: '1'}
                paths: {/things: {$ref: gone.yaml}}
                """);

        assertThatThrownBy(() -> ContractExchanges.of(file.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none.yaml:3");
    }
}
