package dev.counterpart.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.mock.control.Control;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entity tags and conditions (RFC 9110 §8.8.3, §13) of items whose document declares them, and JSON Patch (RFC 6902). */
class ConditionalRequestTest {

    private static final Contract CONTRACT = Exchange.contract(Path.of("src/test/resources/contracts/versions.yaml"));

    private final MockEngine engine = new MockEngine(
            CONTRACT,
            Fixtures.none(),
            MockOptions.defaults().withStateful(true).withErrors(true),
            InstantSource.system(),
            new Control(InstantSource.system(), subject -> {}).of(0, List.of()));

    private Response send(String method, String path, Headers headers, String body) {
        boolean isPatch = method.equals("PATCH");
        String type = !isPatch
                ? "application/json"
                : body.startsWith("[") ? "application/json-patch+json" : "application/merge-patch+json";
        var all = body.isEmpty() ? headers : headers.and("Content-Type", type);
        return engine.answer(new Request(method, path, "", all, body.getBytes(StandardCharsets.UTF_8)))
                .response();
    }

    private String tag(String path) {
        return send("GET", path, Headers.none(), "").headers().first("ETag").orElse("none");
    }

    /** In conditions, {@code NOW} is the tag of the item, and {@code OLD} one that it does not have. */
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # method | path     | condition                     | body           | status | body
            GET      | /notes/1 | ``                            | ``             | 200    | {"id":1,"text":"one"}
            GET      | /notes/1 | If-None-Match: NOW            | ``             | 304    | ``
            GET      | /notes/1 | If-None-Match: W/NOW          | ``             | 304    | ``
            GET      | /notes/1 | If-None-Match: OLD, NOW       | ``             | 304    | ``
            GET      | /notes/1 | If-None-Match: *              | ``             | 304    | ``
            GET      | /notes/1 | If-None-Match: OLD            | ``             | 200    | {"id":1,"text":"one"}
            GET      | /notes/9 | If-None-Match: *              | ``             | 404    | ``
            GET      | /notes/1 | If-Match: OLD                 | ``             | 412    | ``
            GET      | /notes   | If-None-Match: NOW            | ``             | 304    | ``
            GET      | /notes   | If-None-Match: OLD            | ``             | 200    | [{"id":1,"text":"one"},{"id":2,"text":"two"}]
            PUT      | /notes/1 | If-Match: NOW                 | {"id":1,"text":"new"} | 200 | {"id":1,"text":"new"}
            PUT      | /notes/1 | If-Match: *                   | {"id":1,"text":"new"} | 200 | {"id":1,"text":"new"}
            PUT      | /notes/1 | If-Match: OLD, NOW            | {"id":1,"text":"new"} | 200 | {"id":1,"text":"new"}
            PUT      | /notes/1 | If-Match: OLD                 | {"id":1,"text":"new"} | 412 | {"reason":"changed"}
            PUT      | /notes/1 | If-Match: W/NOW               | {"id":1,"text":"new"} | 412 | {"reason":"changed"}
            PUT      | /notes/1 | If-None-Match: *              | {"id":1,"text":"new"} | 412 | {"reason":"changed"}
            PUT      | /notes/9 | If-None-Match: *              | {"id":9,"text":"new"} | 200 | {"id":9,"text":"new"}
            PUT      | /notes/9 | If-Match: *                   | {"id":9,"text":"new"} | 412 | {"reason":"changed"}
            PATCH    | /notes/1 | If-Match: NOW                 | {"text":"new"}        | 200 | {"id":1,"text":"new"}
            PATCH    | /notes/1 | If-Match: OLD                 | {"text":"new"}        | 412 | {"type":"about:blank","title":"Precondition Failed","status":412,"detail":"If-Match names another version, and the contract does not declare 412."}
            PATCH    | /notes/9 | If-Match: OLD                 | {"text":"new"}        | 404 | ``
            DELETE   | /notes/1 | If-Match: NOW                 | ``                    | 204 | ``
            DELETE   | /notes/1 | If-Match: OLD                 | ``                    | 412 | {"type":"about:blank","title":"Precondition Failed","status":412,"detail":"If-Match names another version, and the contract does not declare 412."}
            GET      | /plain/1 | If-None-Match: *              | ``                    | 200 | {"id":1,"text":"one"}
            DELETE   | /plain/1 | If-Match: OLD                 | ``                    | 204 | ``
            PATCH    | /notes/1 | ``  | [{"op":"replace","path":"/text","value":"new"}]            | 200 | {"id":1,"text":"new"}
            PATCH    | /notes/1 | ``  | [{"op":"add","path":"/tags","value":["a"]},{"op":"add","path":"/tags/-","value":"b"}] | 200 | {"id":1,"text":"one","tags":["a","b"]}
            PATCH    | /notes/1 | ``  | [{"op":"test","path":"/text","value":"one"},{"op":"replace","path":"/text","value":"new"}] | 200 | {"id":1,"text":"new"}
            PATCH    | /notes/1 | ``  | [{"op":"test","path":"/text","value":"two"}]               | 409 | {"reason":"state"}
            PATCH    | /notes/1 | ``  | [{"op":"remove","path":"/none"}]                           | 409 | {"reason":"state"}
            PATCH    | /notes/1 | ``  | [{"op":"replace","path":"/text","value":""}]               | 422 | {"type":"about:blank","title":"Unprocessable Content","status":422,"detail":"the result of the patch is invalid, and the contract does not declare 422."}
            PATCH    | /notes/1 | ``  | [{"op":"turn"}]                                            | 400 | {"type":"about:blank","title":"Bad Request","status":400,"detail":"operation 0 is malformed: object {\\"op\\":\\"turn\\"}, and the contract does not declare 400."}
            PATCH    | /notes/9 | ``  | [{"op":"remove","path":"/tags"}]                           | 404 | ``
            """)
    void the_answer(String method, String path, String condition, String body, int status, String expected) {
        var headers = Headers.none();
        if (!condition.isEmpty()) {
            String value =
                    condition.replaceAll(".*?: ", "").replace("NOW", tag(path)).replace("OLD", "\"0\"");
            headers = Headers.of(condition.replaceAll(":.*", ""), value);
        }
        String before = tag(path);
        var answer = send(method, path, headers, body);
        assertThat(answer.status()).isEqualTo(status);
        if (expected.startsWith("{") || expected.startsWith("[")) {
            assertThat(Json.read(answer.text())).isEqualTo(Json.read(expected));
        }
        if (status >= 300) {
            assertThat(tag(path)).as("nothing has changed").isEqualTo(before);
        }
        if (status == 304) {
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers().first("ETag")).contains(before);
        }
    }

    @Test
    void a_change_gives_the_tag_that_the_item_has_from_now_on() {
        String before = tag("/notes/1");
        var changed = send("PUT", "/notes/1", Headers.none(), "{\"id\":1,\"text\":\"new\"}");
        assertThat(changed.headers().all("ETag")).containsExactly(tag("/notes/1"));
        assertThat(tag("/notes/1")).isNotEqualTo(before).matches("\"[0-9a-f]{32}\"");
        var created = send("POST", "/notes", Headers.none(), "{\"id\":7,\"text\":\"x\"}");
        assertThat(created.headers().all("ETag")).containsExactly(tag("/notes/7"));
        assertThat(send("DELETE", "/notes/7", Headers.none(), "").headers().has("ETag"))
                .isFalse();
    }

    @Test
    void a_tag_has_the_form_that_the_document_wants() {
        assertThat(tag("/weak/1")).matches("W/\"[0-9a-f]{32}\"");
        assertThat(tag("/plain/1")).isEqualTo("none");
    }

    /** Of two clients that change the same version, one does. */
    @Test
    void a_lost_update_is_refused() {
        var both = Headers.of("If-Match", tag("/notes/1"));
        assertThat(send("PUT", "/notes/1", both, "{\"id\":1,\"text\":\"a\"}").status())
                .isEqualTo(200);
        assertThat(send("PUT", "/notes/1", both, "{\"id\":1,\"text\":\"b\"}").status())
                .isEqualTo(412);
        assertThat(send("GET", "/notes/1", Headers.none(), "").text()).contains("\"a\"");
    }
}
