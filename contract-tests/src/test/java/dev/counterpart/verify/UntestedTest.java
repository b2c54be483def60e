package dev.counterpart.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.verify.Setup.Loaded;
import dev.counterpart.verify.Setup.Testable;
import dev.counterpart.verify.data.GateData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** References without a target: what depends on them is not tested and reported, everything else is tested. */
class UntestedTest {

    private static final String DOCUMENT = """
            openapi: 3.1.0
            info: {title: T, version: '1'}
            paths:
              /things:
                GET_LIST
                get:
                  responses: {200: {description: ok, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Thing'}}}}}}
                post:
                  requestBody: {$ref: '#/components/requestBodies/Thing'}
                  responses: {201: {description: ok}}
              /owners: {$ref: '#/components/pathItems/Owners'}
              /health:
                get:
                  responses: {200: {description: ok, EXAMPLE}}
            components:
              pathItems:
                Owners: {get: {responses: {200: {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Owner'}}}}}}}
              requestBodies:
                Thing: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/New'}}}}
              schemas:
                Thing: {type: object, properties: {links: {type: string}, next: {$ref: '#/components/schemas/Thing'}}}
                New: {type: object}
                Owner: {type: object}
              securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}
            """;

    @TempDir
    private Path folder;

    private Loaded<Testable> read(String replaced, String by) throws IOException {
        assertThat(DOCUMENT).contains(replaced);
        String document = DOCUMENT.replace(replaced, by).replace("GET_LIST", "").replace(", EXAMPLE", "");
        var file = Files.writeString(folder.resolve("openapi.yaml"), document);
        return Setup.testable(file.toString(), ReadOptions.defaults());
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            # replaced                                      | by                                                                                            | not tested
            New: {type: object}                             | New: {type: object}                                                                           | -
            New: {type: object}                             | New: {$ref: '#/components/schemas/Nwe'}                                                       | POST /things
            links: {type: string}                           | links: {$ref: missing.yaml}                                                                   | GET /things
            links: {type: string}                           | links: {$ref: 'https://example.com/links.yaml'}                                               | GET /things
            {$ref: '#/components/requestBodies/Thing'}      | {$ref: '#/components/requestBodies/Gone'}                                                     | POST /things
            {$ref: '#/components/requestBodies/Thing'}      | {content: {application/json: {schema: {oneOf: [{$ref: '#/components/schemas/Gone'}]}}}}       | POST /things
            Owner: {type: object}                           | Owner: {allOf: [{$ref: '#/components/schemas/Gone'}]}                                         | GET /owners
            {$ref: '#/components/pathItems/Owners'}         | {$ref: '#/components/pathItems/Gone'}                                                         | /owners
            GET_LIST                                        | parameters: [{$ref: '#/components/parameters/Gone'}]                                          | GET /things, POST /things
            EXAMPLE                                         | content: {application/json: {examples: {a: {$ref: '#/components/examples/Gone'}}}}            | -
            EXAMPLE                                         | links: {a: {$ref: '#/components/links/Gone'}}                                                 | -
            EXAMPLE                                         | headers: {X-A: {$ref: '#/components/headers/Gone'}}                                           | GET /health
            """)
    void operations_without_a_complete_description_are_not_tested(String replaced, String by, String untested)
            throws IOException {
        var read = (Loaded.Usable<Testable>) read(replaced, by);

        assertThat(String.join(", ", read.value().untested().errors().keySet()))
                .isEqualTo(untested.equals("-") ? "" : untested);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # replaced                                      | by
            {key: {type: apiKey, in: header, name: X-Key}}  | {key: {$ref: '#/components/securitySchemes/Gone'}}
            openapi: 3.1.0                                  | openapi: 4.0.0
            """)
    void documents_of_which_nothing_is_certain_cannot_be_used(String replaced, String by) throws IOException {
        assertThat(read(replaced, by)).isInstanceOf(Loaded.Unusable.class);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{$ref: '#/components/requestBodies/Gone'}",
                "{content: {application/json: {schema: {$ref: '#/x'}}}}"
            })
    void the_gate_reports_what_it_does_not_test_and_sends_nothing_there(String body) throws IOException {
        var testable = ((Loaded.Usable<Testable>) read("{$ref: '#/components/requestBodies/Thing'}", body)).value();
        var engine = new MockEngine(
                testable.contract(), Fixtures.none(), MockOptions.defaults().withErrors(true));
        Set<Request> requests = ConcurrentHashMap.newKeySet();
        try (var provider = new LocalProvider(request -> {
            requests.add(request);
            return engine.answer(request).response();
        })) {
            assertThat(provider.brokenRules(
                            testable.contract(),
                            GateData.none(),
                            Severity.ERROR,
                            options -> options.withSelection(Selection.all().without(testable.untested()))))
                    .isEqualTo(List.of("coverage.operation.untested"));
        }
        assertThat(requests.stream().filter(request -> request.path().equals("/things")))
                .extracting(Request::method)
                .isNotEmpty()
                .doesNotContain("POST");
        assertThat(requests.stream().map(Request::path).collect(Collectors.toSet()))
                .contains("/things", "/owners", "/health");
    }
}
