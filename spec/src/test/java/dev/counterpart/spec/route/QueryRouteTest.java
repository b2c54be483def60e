package dev.counterpart.spec.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.spec.Contracts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paths that documents declare with a query. */
class QueryRouteTest {

    private static final Router ROUTER = new Router(Contracts.ofPaths("""
            '/s?type=a': {get: {operationId: a, responses: {200: {description: ok}}}}
            '/s?type=b': {get: {operationId: b, responses: {200: {description: ok}}}}
            '/s?type=a&size=1': {get: {operationId: a1, responses: {200: {description: ok}}}}
            '/s': {get: {operationId: bare, responses: {200: {description: ok}}}}
            '/n?key': {get: {operationId: named, responses: {200: {description: ok}}}}
            '/n?key={key}&x=a b': {get: {operationId: spaced, responses: {200: {description: ok}}}}
            '/p?type=a': {get: {operationId: p, responses: {200: {description: ok}}}, post: {operationId: posted, responses: {200: {description: ok}}}}
            """));

    @ParameterizedTest(name = "{0} {1}?{2} → {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # method | path | query               | operation
            GET      | /s   | ""                  | bare
            GET      | /s   | type=a              | a
            GET      | /s   | type=b              | b
            GET      | /s   | type=c              | bare
            GET      | /s   | type                | bare
            GET      | /s   | x=1&type=b          | b
            GET      | /s   | type=a&size=1       | a1
            GET      | /s   | size=1&type=a&y=2   | a1
            GET      | /s   | size=1              | bare
            GET      | /s   | type=%61            | a
            GET      | /n   | key                 | named
            GET      | /n   | key=7               | named
            GET      | /n   | key=7&x=a+b         | spaced
            GET      | /n   | key=7&x=a%20b       | spaced
            GET      | /n   | x=a+b               | named
            GET      | /p   | ""                  | p
            GET      | /p   | type=z              | p
            POST     | /p   | type=a              | posted
            """)
    void the_operation_whose_whole_query_is_sent(String method, String path, String query, String operation) {
        assertThat(ROUTER.route(method, path, query))
                .isInstanceOfSatisfying(
                        Route.Found.class,
                        found -> assertThat(found.operation().operationId()).contains(operation));
    }
}
