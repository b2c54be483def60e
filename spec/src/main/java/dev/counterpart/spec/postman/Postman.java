package dev.counterpart.spec.postman;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.document.Document;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.tree.TreeLines;
import dev.counterpart.spec.tree.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Converts a Postman collection to OpenAPI 3.1. Parameters of a request are required, and saved responses become
 * responses with examples. Items with the same path and method become one operation.
 *
 * @see <a href="https://schema.postman.com/collection/json/v2.1.0/draft-07/docs/index.html">Postman Collection Format 2.1.0</a>
 */
public final class Postman {

    /** Deeper folders are skipped. */
    private static final int DEEPEST_FOLDER = 50;

    private static final Pattern VARIABLE = Pattern.compile("\\{\\{([^{}]+)}}");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonNode root;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final ObjectNode paths = NODES.objectNode();
    private final ObjectNode schemes = NODES.objectNode();

    private Postman(JsonNode root) {
        this.root = root;
        for (var variable : root.path("variable").values()) {
            String key = text(variable.has("key") ? variable.path("key") : variable.path("id"));
            variables.put(key, text(variable.path("value")));
        }
    }

    /** Whether a document is a collection: it has items, and is not an OpenAPI document. */
    public static boolean is(JsonNode root) {
        return root.path("item").isArray()
                && root.path("info").isObject()
                && !root.has("openapi")
                && !root.has("swagger");
    }

    /** The same collection in OpenAPI 3.1. All locations have the line of the start of the collection. */
    public static Document converted(Document document, int maxNodes) throws Unreadable {
        var conversion = new Postman(document.tree());
        var tree = conversion.document();
        var lines = new TreeLines(maxNodes);
        addLines(tree, lines);
        return new Document(document.uri(), document.name(), tree, lines.toSourceMap(), document.inserted());
    }

    private static void addLines(JsonNode node, TreeLines lines) throws Unreadable {
        lines.add(1);
        for (var child : node.values()) {
            addLines(child, lines);
        }
    }

    private ObjectNode document() {
        var document = NODES.objectNode().put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", text(root.path("info").path("name")))
                .put("version", "1");
        document.set("paths", paths);
        items(root.path("item"), root.path("auth"), 0);
        document.putObject("components").set("securitySchemes", schemes);
        return document;
    }

    private void items(JsonNode items, JsonNode inherited, int depth) {
        for (var item : items.values()) {
            var auth = item.path("auth").isObject() ? item.path("auth") : inherited;
            if (item.has("item") && depth < DEEPEST_FOLDER) {
                items(item.path("item"), auth, depth + 1);
            } else if (item.has("request")) {
                item(item, auth);
            }
        }
    }

    private void item(JsonNode item, JsonNode inherited) {
        var request = item.path("request");
        var url = PostmanUrl.of(request.isObject() ? request.path("url") : request, this::resolved);
        String method = text(request.path("method")).isEmpty()
                ? "get"
                : text(request.path("method")).toLowerCase(Locale.ROOT);
        var auth = request.path("auth").isObject() ? request.path("auth") : inherited;
        var operation = operation(item, url, auth);
        var methods = paths.withObjectProperty(url.template());
        var known = methods.path(method);
        methods.set(method, known.isObject() ? PostmanMerge.operations((ObjectNode) known, operation) : operation);
    }

    private ObjectNode operation(JsonNode item, PostmanUrl url, JsonNode auth) {
        var request = item.path("request");
        var operation = NODES.objectNode().put("summary", text(item.path("name")));
        addParameters(operation.putArray("parameters"), url, request);
        PostmanAuth.of(auth, this::resolved).ifPresent(way -> way.addTo(operation, schemes));
        body(request.path("body"), type(request.path("header")))
                .ifPresent(content -> operation.putObject("requestBody").set("content", content));
        addResponses(operation.putObject("responses"), item);
        return operation;
    }

    private void addParameters(ArrayNode parameters, PostmanUrl url, JsonNode request) {
        url.pathVariables().forEach(name -> parameters.add(parameter("path", name, Optional.empty())));
        url.query().forEach(entry -> parameters.add(parameter("query", entry.getKey(), Optional.of(entry.getValue()))));
        for (var header : headers(request.path("header"))) {
            String name = text(header.path("key")).toLowerCase(Locale.ROOT);
            parameters.add(parameter("header", name, Optional.of(text(header.path("value")))));
        }
    }

    private void addResponses(ObjectNode responses, JsonNode item) {
        for (var saved : item.path("response").values()) {
            if (saved.path("code").isInt()) {
                String code = saved.path("code").asString();
                var response = response(saved);
                var known = responses.path(code);
                responses.set(code, known.isObject() ? PostmanMerge.responses((ObjectNode) known, response) : response);
            }
        }
    }

    static ObjectNode parameter(String in, String name, Optional<String> example) {
        var parameter = NODES.objectNode().put("name", name).put("in", in).put("required", true);
        example.filter(value -> !value.isEmpty()).ifPresent(value -> {
            parameter.putObject("schema").put("type", "string");
            parameter.put("example", value);
        });
        return parameter;
    }

    private Optional<ObjectNode> body(JsonNode body, Optional<String> type) {
        return switch (text(body.path("mode"))) {
            case "raw" ->
                Optional.of(resolved(text(body.path("raw"))))
                        .filter(raw -> !raw.isEmpty())
                        .map(raw -> content(raw, type.orElse("text/plain")));
            case "formdata" -> Optional.of(form(body.path("formdata"), type.orElse("multipart/form-data")));
            case "urlencoded" ->
                Optional.of(form(body.path("urlencoded"), type.orElse("application/x-www-form-urlencoded")));
            default -> Optional.empty();
        };
    }

    private ObjectNode form(JsonNode fields, String type) {
        var content = NODES.objectNode();
        var schema = content.putObject(type).putObject("schema").put("type", "object");
        var properties = schema.putObject("properties");
        fields.values()
                .forEach(field ->
                        properties.putObject(resolved(text(field.path("key")))).put("type", "string"));
        return content;
    }

    private ObjectNode content(String raw, String type) {
        var content = NODES.objectNode();
        var entry = content.putObject(type);
        boolean isJson = MediaType.parse(type).map(MediaType::isJson).orElse(false);
        if (isJson && Json.parse(raw.getBytes(StandardCharsets.UTF_8)) instanceof Json.Parsed.Value parsed) {
            entry.set("schema", PostmanSchema.of(parsed.node()));
            entry.putObject("examples").putObject("default").set("value", parsed.node());
        } else {
            entry.putObject("examples").putObject("default").put("value", raw);
        }
        return content;
    }

    private ObjectNode response(JsonNode saved) {
        var response = NODES.objectNode().put("description", text(saved.path("name")));
        var headers = response.putObject("headers");
        for (var header : headers(saved.path("header"))) {
            var value = headers.putObject(text(header.path("key")).toLowerCase(Locale.ROOT));
            value.putObject("schema").put("type", "string");
            value.put("example", resolved(text(header.path("value"))));
        }
        var type = type(saved.path("header"));
        String body = resolved(text(saved.path("body")));
        if (type.isPresent() && !body.isEmpty()) {
            response.set("content", content(body, type.get()));
        }
        return response;
    }

    /** The enabled entries of a list of headers. */
    private static List<JsonNode> headers(JsonNode headers) {
        var used = new ArrayList<JsonNode>();
        for (var header : headers.isArray() ? headers.values() : List.<JsonNode>of()) {
            if (header.isObject() && !text(header.path("key")).isEmpty()) {
                used.add(header);
            }
        }
        return used;
    }

    private Optional<String> type(JsonNode headers) {
        return headers(headers).stream()
                .filter(header -> text(header.path("key")).equalsIgnoreCase("Content-Type"))
                .map(header -> resolved(text(header.path("value"))))
                .findFirst();
    }

    /** The text with the collection's variables replaced by their values. */
    private String resolved(String text) {
        return text.contains("{{")
                ? VARIABLE.matcher(text)
                        .replaceAll(match -> Matcher.quoteReplacement(
                                variables.getOrDefault(match.group(1).strip(), match.group())))
                : text;
    }

    static String text(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? node.asString() : "";
    }
}
