package dev.counterpart.spec.postman;

import dev.counterpart.spec.http.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The URL of a request in a collection.
 *
 * @param segments of its path; a segment that begins with a colon is a variable
 * @param query names and values, in order
 */
record PostmanUrl(List<String> segments, List<Map.Entry<String, String>> query) {

    static PostmanUrl of(JsonNode url, UnaryOperator<String> resolved) {
        if (!url.isObject()) {
            return parsed(resolved.apply(Postman.text(url)));
        }
        var parsed = parsed(resolved.apply(Postman.text(url.path("raw"))));
        var segments = segments(url.path("path"), resolved);
        if (!url.path("query").isArray()) {
            return new PostmanUrl(url.has("path") ? segments : parsed.segments(), parsed.query());
        }
        var query = new ArrayList<Map.Entry<String, String>>();
        for (var entry : url.path("query").values()) {
            query.add(Map.entry(
                    resolved.apply(Postman.text(entry.path("key"))),
                    resolved.apply(Postman.text(entry.path("value")))));
        }
        return new PostmanUrl(url.has("path") ? segments : parsed.segments(), query);
    }

    private static List<String> segments(JsonNode path, UnaryOperator<String> resolved) {
        if (!path.isArray()) {
            return split(resolved.apply(Postman.text(path)));
        }
        var segments = new ArrayList<String>();
        for (var segment : path.values()) {
            segments.add(resolved.apply(Postman.text(segment.isObject() ? segment.path("value") : segment)));
        }
        return segments;
    }

    /** {@code https://host/a/:b?c=d#e}; the text before the first slash is the host. */
    private static PostmanUrl parsed(String text) {
        String rest = text.split("#", 2)[0];
        String[] parts = rest.split("\\?", 2);
        int scheme = parts[0].indexOf("://");
        String path = scheme < 0 ? parts[0] : parts[0].substring(scheme + 3);
        int slash = path.indexOf('/');
        return new PostmanUrl(
                slash < 0 ? List.of() : split(path.substring(slash + 1)),
                parts.length < 2 ? List.of() : pairs(parts[1]));
    }

    private static List<Map.Entry<String, String>> pairs(String query) {
        return Pair.ofQuery(query).stream()
                .map(pair -> Map.entry(pair.name(), pair.value()))
                .toList();
    }

    private static List<String> split(String path) {
        return List.of((path.startsWith("/") ? path.substring(1) : path).split("/", -1));
    }

    /** The path in the notation of OpenAPI: {@code /a/{b}}. */
    String template() {
        return segments.stream()
                .map(segment -> segment.startsWith(":") ? "{" + segment.substring(1) + "}" : segment)
                .collect(Collectors.joining("/", "/", ""));
    }

    List<String> pathVariables() {
        return segments.stream()
                .filter(segment -> segment.startsWith(":"))
                .map(segment -> segment.substring(1))
                .toList();
    }
}
