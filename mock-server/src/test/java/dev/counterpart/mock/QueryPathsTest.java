package dev.counterpart.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.read.ContractReader;
import dev.counterpart.spec.read.ReadOptions;
import dev.counterpart.spec.read.ReadResult;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys of {@code paths} that have a query, and the requests that they describe. */
class QueryPathsTest {

    private static final String PATHS = """
              /search?type=a: {get: {responses: {200: {description: ok, content: {text/plain: {example: a}}}}}}
              /search?type=b: {get: {responses: {200: {description: ok, content: {text/plain: {example: b}}}}}}
              /search?type=b&deep=true: {get: {responses: {200: {description: ok, content: {text/plain: {example: b deep}}}}}}
              /one?kind=x%20y: {get: {responses: {200: {description: ok, content: {text/plain: {example: one}}}}}}
              /both: {get: {responses: {200: {description: ok, content: {text/plain: {example: plain}}}}}}
              /both?flag: {get: {responses: {200: {description: ok, content: {text/plain: {example: flag}}}}}}
              /pets/{id}?v={version}: {get: {parameters: [{name: id, in: path, required: true, schema: {type: integer}}, {name: version, in: path, required: true, schema: {type: integer}}], responses: {200: {description: ok, content: {text/plain: {example: pet}}}}}}
              /own?n=5: {get: {parameters: [{name: n, in: query, schema: {type: integer}}, {name: m, in: query, schema: {type: integer}}], responses: {200: {description: ok, content: {text/plain: {example: own}}}}}}
              /shared?n=5: {parameters: [{name: n, in: query, schema: {type: integer}}], get: {responses: {200: {description: ok, content: {text/plain: {example: shared}}}}}}
              /empty?: {get: {responses: {200: {description: ok, content: {text/plain: {example: empty}}}}}}
            """;

    private static final String DOCUMENT = "openapi: 3.1.1\ninfo: {title: T, version: '1'}\npaths:\n" + PATHS;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # target                         | answer
            /search?type=a                   | a
            /search?type=b                   | b
            /search?x=1&type=b               | b
            /search?type=b&deep=true         | b deep
            /search?deep=true&type=b         | b deep
            /search?type=b&deep=false        | b
            /search                          | 422 request.query.required /type
            /search?type=c                   | 422 request.query.schema.enum /type
            /one?kind=x%20y                  | one
            /one?kind=x+y                    | one
            /one?kind=x                      | 422 request.query.schema.enum /kind
            /one                             | 422 request.query.required /kind
            /both                            | plain
            /both?flag                       | flag
            /both?flag=1                     | flag
            /pets/7?v=2                      | pet
            /pets/7?v=x                      | 422 request.query.schema.type /v
            /pets/7                          | 422 request.query.required /v
            /own?n=5                         | own
            /own?n=6                         | 422 request.query.schema.enum /n
            /own?n=5&m=x                     | 422 request.query.schema.type /m
            /shared?n=5                      | shared
            /shared                          | 422 request.query.required /n
            /empty                           | empty
            /empty?a=1                       | empty
            """)
    void a_request_reaches_the_operation_of_its_query(String target, String expected) {
        var engine = new MockEngine(read(DOCUMENT).contract(), Fixtures.none(), MockOptions.defaults());
        var answer = engine.answer(Requests.of("GET " + target + " HTTP/1.1\n\n"));

        String said = answer.response().status() == 200
                ? answer.response().text()
                : answer.response().status() + " "
                        + answer.violations().stream()
                                .map(violation -> violation.rule().id() + " "
                                        + violation.at().pointer())
                                .collect(Collectors.joining(", "));
        assertThat(said).isEqualTo(expected);
    }

    @Test
    void each_such_key_is_reported() {
        assertThat(read(DOCUMENT).warnings())
                .filteredOn(warning -> warning.rule().id().equals("document.path.template"))
                .hasSize(9)
                .first()
                .satisfies(warning -> {
                    assertThat(warning.line())
                            .isEqualTo(
                                    "document.path.template at document /paths/~1search?type=a: expected a path without"
                                            + " query and fragment, but was /search?type=a, whose query is read as required parameters");
                    assertThat(warning.declared().orElseThrow().line()).isEqualTo(4);
                });
    }

    /** Also after the conversion of Swagger 2.0, and with the parameter of the document unchanged otherwise. */
    @Test
    void swagger_two_has_such_keys_as_well() {
        var contract = read("""
                        swagger: '2.0'
                        info: {title: T, version: '1'}
                        paths:
                          /a?n=5: {get: {parameters: [{name: n, in: query, type: integer, description: D}], responses: {200: {description: ok}}}}
                        """).contract();
        var parameter = contract.operations().get(0).parameters().get(0);

        assertThat(contract.operations().get(0).key()).hasToString("GET /a?n=5");
        assertThat(Json.text(contract.documents().at(parameter.place())))
                .isEqualTo("{\"name\":\"n\",\"in\":\"query\",\"required\":true,\"description\":\"D\","
                        + "\"schema\":{\"allOf\":[{\"type\":\"integer\"},{\"enum\":[\"5\",5]}]}}");
    }

    private static ReadResult.Read read(String document) {
        return (ReadResult.Read)
                ContractReader.read(document.getBytes(StandardCharsets.UTF_8), "openapi.yaml", ReadOptions.defaults());
    }
}
