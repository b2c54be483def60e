package dev.counterpart.mock.exchange;

import dev.counterpart.mock.record.Recording;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Adds the saved examples of a Postman collection to a recording.
 *
 * @see <a href="https://schema.postman.com/collection/json/v2.1.0/draft-07/docs/index.html">Postman Collection 2.1</a>
 */
public final class PostmanImport {

    /** Deeper folders are not read. */
    private static final int DEEPEST = 50;

    private PostmanImport() {}

    /**
     * Adds all saved responses.
     *
     * @return why the file is not a collection; empty if it is one
     */
    public static Optional<String> add(byte[] collection, Recording recording) {
        if (!(Json.parse(collection) instanceof Json.Parsed.Value value)) {
            return Optional.of("it is not JSON");
        }
        var root = value.node().has("collection") ? value.node().path("collection") : value.node();
        if (!root.path("item").isArray()) {
            return Optional.of("it is not a Postman collection 2.0 or 2.1: JSON with item");
        }
        items(root.path("item"), recording, 0);
        return Optional.empty();
    }

    private static void items(JsonNode items, Recording recording, int depth) {
        for (var item : items.values()) {
            if (item.path("item").isArray() && depth < DEEPEST) {
                items(item.path("item"), recording, depth + 1);
            }
            if (item.path("response").isArray()) {
                item.path("response").forEach(response -> example(item, response, recording));
            }
        }
    }

    private static void example(JsonNode item, JsonNode response, Recording recording) {
        var original = response.path("originalRequest");
        var request = request(original.isObject() ? original : item.path("request"));
        var answer = response(response);
        if (request.isPresent() && answer.isPresent()) {
            recording.add(request.get(), answer.get());
        } else {
            recording.skip("the example is incomplete: it has no URL, no status");
        }
    }

    private static Optional<Request> request(JsonNode node) {
        var target = ImportedUrl.of(url(node.isString() ? node : node.path("url")));
        if (target.isEmpty()) {
            return Optional.empty();
        }
        var body = body(node.path("body"));
        var headers = headers(node.path("header"));
        boolean needsType = !body.type().isEmpty() && !headers.has("Content-Type");
        return Optional.of(new Request(
                node.path("method").asString("GET").toUpperCase(Locale.ROOT),
                target.get().path(),
                target.get().query(),
                needsType ? headers.and("Content-Type", body.type()) : headers,
                body.text().getBytes(StandardCharsets.UTF_8)));
    }

    /** @param type of a request without {@code Content-Type}; empty if it is unknown */
    private record Body(String text, String type) {}

    private static Body body(JsonNode body) {
        return switch (body.path("mode").asString("")) {
            case "raw" -> raw(body);
            case "urlencoded" -> {
                var sent = body.path("urlencoded")
                        .valueStream()
                        .filter(each -> !each.path("disabled").asBoolean(false));
                yield new Body(ImportedForm.text(sent, "key"), "application/x-www-form-urlencoded");
            }
            default -> new Body("", "");
        };
    }

    private static Body raw(JsonNode body) {
        String language = body.path("options").path("raw").path("language").asString("");
        return new Body(body.path("raw").asString(""), language.equals("json") ? "application/json" : "");
    }

    /** The URL with the values of its path variables, {@code :id}. */
    private static String url(JsonNode node) {
        if (node.isString()) {
            return node.asString();
        }
        String url = node.path("raw").asString("");
        for (var variable :
                node.path("variable").isArray() ? node.path("variable").values() : List.<JsonNode>of()) {
            String name = "/:" + variable.path("key").asString("");
            String value = variable.path("value").asString("");
            if (!value.isEmpty() && !value.contains("{{")) {
                url = (url + "/")
                        .replace(name + "/", "/" + PercentEncoding.encoded(value) + "/")
                        .replace(name + "?", "/" + PercentEncoding.encoded(value) + "?")
                        .replaceAll("/$", "");
            }
        }
        return url;
    }

    private static Optional<Response> response(JsonNode node) {
        int status = node.path("code").asInt(0);
        if (status < 200 || status > 599) {
            return Optional.empty();
        }
        byte[] body = node.path("body").asString("").getBytes(StandardCharsets.UTF_8);
        var headers = headers(node.path("header")).without("Content-Encoding");
        boolean isJson = node.path("_postman_previewlanguage").asString("").equals("json");
        boolean needsType = body.length > 0 && isJson && !headers.has("Content-Type");
        return Optional.of(
                new Response(status, needsType ? headers.and("Content-Type", "application/json") : headers, body));
    }

    private static Headers headers(JsonNode nodes) {
        var headers = Headers.none();
        for (var each : nodes.isArray() ? nodes.values() : List.<JsonNode>of()) {
            String name = each.path("key").asString("");
            if (!name.isEmpty() && !each.path("disabled").asBoolean(false)) {
                headers = headers.and(name, each.path("value").asString(""));
            }
        }
        return headers;
    }
}
