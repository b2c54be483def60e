package dev.counterpart.mock.exchange;

import dev.counterpart.mock.record.Recording;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Adds the exchanges of an HTTP Archive, as browsers save it, to a recording.
 *
 * @see <a href="http://www.softwareishard.com/blog/har-12-spec/">HAR 1.2</a>
 */
public final class HarImport {

    private HarImport() {}

    /**
     * Adds all entries.
     *
     * @return why the file is not an HTTP Archive; empty if it is one
     */
    public static Optional<String> add(byte[] har, Recording recording) {
        if (!(Json.parse(har) instanceof Json.Parsed.Value value)
                || !value.node().path("log").path("entries").isArray()) {
            return Optional.of("it is not an HTTP Archive: JSON with log.entries");
        }
        for (var entry : value.node().path("log").path("entries").values()) {
            var request = request(entry.path("request"));
            var response = response(entry.path("response"));
            if (isCut(entry)) {
                recording.skip("the journal had the beginning of its body only");
            } else if (request.isPresent() && response.isPresent()) {
                recording.add(request.get(), response.get());
            } else {
                recording.skip("the entry is incomplete: it has no URL, no status, or a body that is not Base64");
            }
        }
        return Optional.empty();
    }

    private static boolean isCut(JsonNode entry) {
        return entry.at("/request/postData/_cut").asBoolean(false)
                || entry.at("/response/content/_cut").asBoolean(false);
    }

    private static Optional<Request> request(JsonNode node) {
        var target = ImportedUrl.of(node.path("url").asString(""));
        var post = node.path("postData");
        var body = body(post);
        if (target.isEmpty() || !node.path("method").isString() || body.isEmpty()) {
            return Optional.empty();
        }
        var headers = headers(node.path("headers"));
        return Optional.of(new Request(
                node.path("method").asString("").toUpperCase(Locale.ROOT),
                target.get().path(),
                target.get().query(),
                post.has("mimeType") ? typed(headers, post) : headers,
                body.get()));
    }

    private static Headers typed(Headers headers, JsonNode content) {
        return headers.has("Content-Type")
                ? headers
                : headers.and("Content-Type", content.path("mimeType").asString(""));
    }

    /** The body; empty if it cannot be decoded. */
    private static Optional<byte[]> body(JsonNode post) {
        String text = post.has("text")
                ? post.path("text").asString("")
                : ImportedForm.text(post.path("params").valueStream(), "name");
        try {
            return Optional.of(
                    post.path("_encoding").asString("").equals("base64")
                            ? Base64.getDecoder().decode(text)
                            : text.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static Optional<Response> response(JsonNode node) {
        int status = node.path("status").asInt(0);
        var content = node.path("content");
        if (status < 200 || status > 599) {
            return Optional.empty();
        }
        String text = content.path("text").asString("");
        boolean isBase64 = content.path("encoding").asString("").equalsIgnoreCase("base64");
        try {
            byte[] body = isBase64 ? Base64.getMimeDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8);
            var headers = headers(node.path("headers")).without("Content-Encoding");
            boolean isTyped = body.length > 0 && content.has("mimeType");
            return Optional.of(new Response(status, isTyped ? typed(headers, content) : headers, body));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Without the pseudo-headers of HTTP/2, and without the coding of a request body, which is shown decoded. */
    private static Headers headers(JsonNode nodes) {
        var headers = Headers.none();
        for (var each : nodes.isArray() ? nodes.values() : List.<JsonNode>of()) {
            String name = each.path("name").asString("");
            if (!name.isEmpty() && !name.startsWith(":") && !name.equalsIgnoreCase("Content-Encoding")) {
                headers = headers.and(name, each.path("value").asString(""));
            }
        }
        return headers;
    }
}
