package dev.counterpart.spec.http;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Problem details of a failed request.
 *
 * @param type the URI of the problem type
 * @param extensions further members, after the standard ones
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
public record Problem(String type, String title, int status, String detail, ObjectNode extensions) {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final JsonMapper MAPPER = new JsonMapper();

    public static Problem of(String type, String title, int status, String detail) {
        return new Problem(type, title, status, detail, JsonNodeFactory.instance.objectNode());
    }

    /** A problem that its status describes: of the type {@code about:blank}, with the reason phrase as its title (RFC 9457 §4.2.1). */
    public static Problem plain(int status, String detail) {
        return of("about:blank", ReasonPhrase.of(status), status, detail);
    }

    public Response response() {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("type", type).put("title", title).put("status", status).put("detail", detail);
        body.setAll(extensions);
        byte[] bytes = MAPPER.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        return new Response(status, Headers.of("Content-Type", MEDIA_TYPE), bytes);
    }
}
