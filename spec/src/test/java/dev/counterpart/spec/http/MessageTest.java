package dev.counterpart.spec.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests, responses, their headers and their methods. */
class MessageTest {

    private static final Headers HEADERS = Headers.of("A", "1", "b", "2", "a", "3");

    @Test
    void header_names_are_compared_without_case() {
        assertThat(HEADERS.first("a")).contains("1");
        assertThat(HEADERS.all("A")).containsExactly("1", "3");
        assertThat(HEADERS.joined("a")).contains("1, 3");
        assertThat(HEADERS.joined("c")).isEmpty();
        assertThat(HEADERS.has("B")).isTrue();
        assertThat(HEADERS.has("c")).isFalse();
        assertThat(Headers.none().fields()).isEmpty();
    }

    @ParameterizedTest(name = "{0} and {1} → {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            # a line       | one more line | elements
            gzip           | br            | gzip / br
            a,b            | ''            | a / b
            ' a , , b ,'   | ,             | a / b
            'x="1,2", y'   | z             | 'x="1,2" / y / z'
            'x="1\\",2", y' | z             | 'x="1\\",2" / y / z'
            'open="1, x'   | z             | 'open="1, x / z'
            ''             | ''            | ''
            """)
    void a_list_header_has_elements(String line, String more, String elements) {
        var headers = Headers.of("List", line, "Other", "o", "list", more);

        assertThat(String.join(" / ", headers.elements("LIST"))).isEqualTo(elements);
        assertThat(headers.elements("None")).isEmpty();
    }

    @Test
    void a_header_is_set_in_place_of_the_first_of_its_name() {
        assertThat(HEADERS.with("A", "9")).isEqualTo(Headers.of("A", "9", "b", "2"));
        assertThat(HEADERS.with("c", "9")).isEqualTo(Headers.of("A", "1", "b", "2", "a", "3", "c", "9"));
        assertThat(HEADERS.and("b", "9")).isEqualTo(Headers.of("A", "1", "b", "2", "a", "3", "b", "9"));
        assertThat(HEADERS.without("a")).isEqualTo(new Headers(List.of(Map.entry("b", "2"))));
    }

    @Test
    void names_without_a_value_are_our_callers_mistake() {
        assertThatThrownBy(() -> Headers.of("A", "1", "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("names and values must be pairs but were [A, 1, b]");
    }

    @ParameterizedTest(name = "{0} → path {1}, query {2}")
    @CsvSource(textBlock = """
            # target,    path,   query
            /pets,       /pets,  ''
            /pets?,      /pets,  ''
            /pets?a=b?c, /pets,  a=b?c
            """)
    void a_target_is_path_and_query(String target, String path, String query) {
        var request = Request.of(Method.GET, target);

        assertThat(request).isEqualTo(new Request("GET", path, query, Headers.none(), new byte[0]));
        assertThat(request.target()).isEqualTo(query.isEmpty() ? path : target);
    }

    @Test
    void a_changed_request_keeps_the_rest() {
        var request = Request.of(Method.POST, "/pets?a=1")
                .with("Content-Type", "application/json")
                .withBody("{}");

        assertThat(request.withMethod(Method.PUT).toString()).isEqualTo("PUT /pets?a=1 (2 bytes)");
        assertThat(request.withPath("/cats").toString()).isEqualTo("POST /cats?a=1 (2 bytes)");
        assertThat(request.withQuery("b=2").toString()).isEqualTo("POST /pets?b=2 (2 bytes)");
        assertThat(request.with("content-type", "text/html").headers())
                .isEqualTo(Headers.of("content-type", "text/html"));
        assertThat(request.contentType()).contains(new MediaType("application", "json", Map.of()));
        assertThat(request.withQuery("b=2").contentType()).isEqualTo(request.contentType());
        assertThat(request.body()).isEqualTo(new byte[] {'{', '}'});
        assertThat(request.hasBody()).isTrue();
        assertThat(request.withBody("").hasBody()).isFalse();
        assertThat(request.knownMethod()).contains(Method.POST);
    }

    @Test
    void requests_are_equal_if_every_part_is() {
        var request = Request.of(Method.POST, "/pets?a=1").with("A", "1").withBody("x");

        assertThat(request).isEqualTo(request.withBody("x")).hasSameHashCodeAs(request.withBody("x"));
        assertThat(List.of(
                        request.withMethod(Method.PUT),
                        request.withPath("/"),
                        request.withQuery(""),
                        request.with("A", "2"),
                        request.withBody("y")))
                .noneMatch(request::equals)
                .noneMatch(other -> other.hashCode() == request.hashCode());
    }

    @Test
    void responses_are_equal_if_every_part_is() {
        var response = Response.of(200, "text/plain", "ü");

        assertThat(response)
                .isEqualTo(new Response(
                        200, Headers.of("Content-Type", "text/plain"), new byte[] {(byte) 0xC3, (byte) 0xBC}))
                .hasSameHashCodeAs(response.withBody(response.body()))
                .hasToString("200 (2 bytes)");
        assertThat(List.of(
                        new Response(201, response.headers(), response.body()),
                        response.with("A", "2"),
                        response.withBody(new byte[1])))
                .noneMatch(response::equals)
                .noneMatch(other -> other.hashCode() == response.hashCode());
        assertThat(response.text()).isEqualTo("ü");
        assertThat(response.contentType()).contains(new MediaType("text", "plain", Map.of()));
        assertThat(response.hasBody()).isTrue();
        assertThat(Response.of(204).hasBody()).isFalse();
        assertThat(Response.of(204).with("A", "1").headers()).isEqualTo(Headers.of("A", "1"));
    }

    @Test
    void a_body_cannot_be_changed_from_outside() {
        byte[] bytes = {1};
        var request = Request.of(Method.GET, "/").withBody(bytes);
        var response = Response.of(200).withBody(bytes);
        bytes[0] = 2;
        request.body()[0] = 3;
        response.body()[0] = 3;

        assertThat(request.body()).isEqualTo(new byte[] {1});
        assertThat(response.body()).isEqualTo(new byte[] {1});
    }

    @Test
    void what_no_message_can_have_is_our_callers_mistake() {
        assertThatThrownBy(() -> Request.of(Method.GET, "pets")).hasMessage("path must start with / but was \"pets\"");
        assertThatThrownBy(() -> Response.of(99)).hasMessage("status must have three digits but was 99");
        assertThatThrownBy(() -> Response.of(1000)).hasMessage("status must have three digits but was 1000");
        assertThat(Response.of(100).status() + Response.of(999).status()).isEqualTo(1099);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(textBlock = """
            GET,     safe idempotent
            HEAD,    safe idempotent
            OPTIONS, safe idempotent
            TRACE,   safe idempotent
            QUERY,   safe idempotent
            PUT,     idempotent
            DELETE,  idempotent
            POST,    neither
            PATCH,   neither
            get,     unknown
            """)
    void a_method_is(String name, String expected) {
        String found = Method.named(name)
                .map(method -> (method.isSafe() ? "safe " : "") + (method.isIdempotent() ? "idempotent" : "neither"))
                .orElse("unknown");

        assertThat(found).isEqualTo(expected);
    }

    @Test
    void a_problem_becomes_a_response() {
        var problem = Problem.of("https://example.com/no", "No", 404, "There is \"none\"");
        problem.extensions().put("nearest", "/pets");

        var response = problem.response();

        assertThat(response)
                .isEqualTo(Response.of(
                        404,
                        "application/problem+json",
                        "{\"type\":\"https://example.com/no\",\"title\":\"No\",\"status\":404,"
                                + "\"detail\":\"There is \\\"none\\\"\",\"nearest\":\"/pets\"}"));
    }
}
