package dev.counterpart.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The exchange is the one of the specification's example, with a few more values.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#runtime-expressions">OpenAPI 3.1.1, Runtime Expressions</a>
 */
class RuntimeExpressionsTest {

    private static final RuntimeExpressions EXPRESSIONS = new RuntimeExpressions(
            new Request(
                    "POST",
                    "/subscribe/my%20Event",
                    "queryUrl=https%3A%2F%2Fclientdomain.com%2Fstreaming&empty=&a%2Bb=1+2",
                    Headers.none()
                            .with("Host", "example.org")
                            .with("Content-Type", "application/json")
                            .and("X-Many", "a")
                            .and("X-Many", "b"),
                    """
                    {"failedUrl": "https://clientdomain.com/failed",
                     "successUrls": ["https://clientdomain.com/fast", "https://clientdomain.com/slow"],
                     "a/b": 1, "m~n": true, "p%q": 2, "r s": 3, "nothing": null, "": "empty name"}""".getBytes(StandardCharsets.UTF_8)),
            Map.of("eventType", "my Event"),
            Response.of(201, "application/json", "{\"status\": \"ready\", \"n\": 1.50}")
                    .with("Location", "https://example.org/subscription/1"));

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # expression                            | value
            $url                                    | http://example.org/subscribe/my%20Event?queryUrl=https%3A%2F%2Fclientdomain.com%2Fstreaming&empty=&a%2Bb=1+2
            $method                                 | POST
            $statusCode                             | 201
            $request.path.eventType                 | my Event
            $request.path.other                     | none
            $request.query.queryUrl                 | https://clientdomain.com/streaming
            $request.query.empty                    | ``
            $request.query.a+b                      | 1 2
            $request.query.other                    | none
            $request.header.content-type            | application/json
            $request.header.x-many                  | a, b
            $request.header.other                   | none
            $request.body#/failedUrl                | https://clientdomain.com/failed
            $request.body#/successUrls/1            | https://clientdomain.com/slow
            $request.body#/successUrls/2            | none
            $request.body#/successUrls              | none
            $request.body#/a~1b                     | 1
            $request.body#/m~0n                     | true
            $request.body#/p%q                      | 2
            $request.body#/r%20s                    | 3
            $request.body#/                         | empty name
            $request.body#/nothing                  | none
            $request.body#failedUrl                 | none
            $request.body                           | none
            $request.bodyguard                      | none
            $response.header.Location               | https://example.org/subscription/1
            $response.body#/status                  | ready
            $response.body#/n                       | 1.50
            $response.path.eventType                | none
            $other                                  | none
            a constant                              | a constant
            12                                      | 12
            {$request.body#/failedUrl}?s={$response.body#/status} | https://clientdomain.com/failed?s=ready
            {$request.body#/other}/x                | none
            {braces} $method                        | {braces} $method
            """)
    void an_expression_has_the_value(String expression, String value) {
        assertThat(EXPRESSIONS
                        .value(JsonNodeFactory.instance.stringNode(expression))
                        .orElse("none"))
                .isEqualTo(value);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # expression                                    | URL
            $request.query.queryUrl                         | https://clientdomain.com/streaming
            $request.query.other                            | ``
            http://a.b/{$request.path.eventType}/{$nothing} | http://a.b/my Event/
            http://a.b/{id}                                 | http://a.b/{id}
            """)
    void a_missing_value_is_empty_in_the_url_of_a_callback(String expression, String url) {
        assertThat(EXPRESSIONS.filled(expression)).isEqualTo(url);
    }
}
