package dev.counterpart.mock.record;

import dev.counterpart.fixtures.FixtureFiles;
import dev.counterpart.fixtures.generate.BodyValues;
import dev.counterpart.mock.record.Take.BodyFile;
import dev.counterpart.mock.record.Take.Recorded;
import dev.counterpart.spec.DeclaredResponse;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.format.JsonValue;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.http.Utf8;
import dev.counterpart.spec.tree.TreeReader;
import dev.counterpart.spec.tree.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a response as a fixture does: without secrets, and without headers that are about one connection, moment or gateway. */
final class AnswerText {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** In lower case. */
    private static final Set<String> NOT_RECORDED = Set.of(
            "age",
            "alt-svc",
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "date",
            "expect-ct",
            "keep-alive",
            "nel",
            "proxy-authenticate",
            "proxy-connection",
            "report-to",
            "server",
            "server-timing",
            "sl-violations",
            "strict-transport-security",
            "te",
            "traceparent",
            "tracestate",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "via",
            "x-amz-cf-id",
            "x-amz-cf-pop",
            "x-amzn-requestid",
            "x-amzn-trace-id",
            "x-cache",
            "x-correlation-id",
            "x-powered-by",
            "x-request-id",
            "x-runtime",
            "x-served-by",
            "x-timer");

    private static final List<String> NOT_RECORDED_STARTS = List.of("access-control-", "cf-", "x-envoy-", "x-b3-");

    /** Larger values stand in a file of their own, in characters. */
    private static final int LONGEST_TEXT = 256 * 1024;

    private static final int MOST_NODES = 1_000_000;
    private static final int DEEPEST = 200;

    private final Cleaner cleaner;
    private final Operation operation;
    private final boolean isUndocumented;

    AnswerText(Cleaner cleaner, Operation operation, boolean isUndocumented) {
        this.cleaner = cleaner;
        this.operation = operation;
        this.isUndocumented = isUndocumented;
    }

    /** The response; empty if secrets cannot be removed from its body. */
    Optional<Recorded> of(Response response) {
        return parts(response)
                .map(parts ->
                        new Recorded(response.status(), isUndocumented, parts.node(), parts.file(), Optional.empty()));
    }

    /** @param body if it stands in the fixture itself */
    private record Parts(Headers headers, Optional<JsonNode> body, Optional<BodyFile> file) {

        ObjectNode node() {
            var node = NODES.objectNode();
            if (!headers.fields().isEmpty()) {
                node.set("headers", AnswerText.node(headers));
            }
            body.ifPresent(value -> node.set("body", value));
            return node;
        }
    }

    private Optional<Parts> parts(Response response) {
        var headers = headers(response, operation.responseFor(response.status()));
        if (!response.hasBody()) {
            return Optional.of(new Parts(headers, Optional.empty(), Optional.empty()));
        }
        var text = text(response);
        if (text.isPresent()) {
            return Optional.of(parts(response, text.get(), headers));
        }
        return cleaner.isIn(new String(response.body(), StandardCharsets.ISO_8859_1))
                ? Optional.empty()
                : Optional.of(inFile(response, response.body(), headers));
    }

    private static Optional<String> text(Response response) {
        boolean mayBeText = response.contentType()
                .map(each -> each.isJson() || each.isXml() || each.isText() || each.isForm())
                .orElse(true);
        return mayBeText ? Utf8.text(response.body()) : Optional.empty();
    }

    private Parts parts(Response response, String text, Headers headers) {
        var type = response.contentType();
        boolean isJson = type.filter(MediaType::isJson).isPresent();
        var json = isJson ? json(response.body()) : Optional.<JsonNode>empty();
        var value =
                json.orElseGet(() -> NODES.stringNode(cleaner.body(text, type).orElse("***")));
        if ((isJson && json.isEmpty()) || !isWritten(value)) {
            String whole = json.map(Json::text).orElseGet(value::asString);
            return inFile(response, whole.getBytes(StandardCharsets.UTF_8), headers);
        }
        boolean needsName = needsName(operation.responseFor(response.status()), type, value);
        return new Parts(needsName ? named(headers, response) : headers, Optional.of(value), Optional.empty());
    }

    private static Parts inFile(Response response, byte[] body, Headers headers) {
        var file = new BodyFile(body, FixtureFiles.extensionFor(response.contentType()));
        return new Parts(named(headers, response), Optional.empty(), Optional.of(file));
    }

    private Headers headers(Response response, Optional<DeclaredResponse> declared) {
        var kept = new Headers(response.headers().fields().stream()
                .filter(field -> isRecorded(field.getKey().toLowerCase(Locale.ROOT), declared))
                .filter(field -> FixtureFiles.isField(field.getKey(), field.getValue()))
                .toList());
        return cleaner.headers(kept);
    }

    private static boolean isRecorded(String name, Optional<DeclaredResponse> declared) {
        boolean isDeclared = declared.stream()
                .flatMap(response -> response.headers().stream())
                .anyMatch(header -> header.name().equalsIgnoreCase(name));
        boolean isOfConnection = name.equals("content-length")
                || name.equals("content-type")
                || name.equals("content-encoding")
                || name.equals("transfer-encoding")
                || name.equals("connection");
        return !isOfConnection
                && (isDeclared
                        || (!NOT_RECORDED.contains(name)
                                && NOT_RECORDED_STARTS.stream().noneMatch(name::startsWith)));
    }

    private static Headers named(Headers headers, Response response) {
        return response.headers()
                .first("Content-Type")
                .map(type -> headers.with("Content-Type", type))
                .orElse(headers);
    }

    private static ObjectNode node(Headers headers) {
        var node = NODES.objectNode();
        for (var field : headers.fields()) {
            var all = headers.all(field.getKey());
            if (all.size() == 1) {
                node.put(field.getKey(), field.getValue());
            } else if (node.propertyNames().stream().noneMatch(field.getKey()::equalsIgnoreCase)) {
                var values = node.putArray(field.getKey());
                all.forEach(values::add);
            }
        }
        return node;
    }

    private Optional<JsonNode> json(byte[] body) {
        return Json.parse(body) instanceof Json.Parsed.Value value
                ? Optional.of(cleaner.json(value.node()))
                : Optional.empty();
    }

    /** Whether the value reads back from YAML as the same value. */
    private static boolean isWritten(JsonNode value) {
        if (Json.text(value).length() > LONGEST_TEXT) {
            return false;
        }
        String yaml = YamlText.of(NODES.objectNode().set("body", value));
        try {
            var read = TreeReader.read(("# \n" + yaml).getBytes(StandardCharsets.UTF_8), DEEPEST, MOST_NODES);
            return JsonValue.of(read.root().path("body")).equals(JsonValue.of(value));
        } catch (Unreadable notYaml) {
            return false;
        }
    }

    /** Whether the fixture must name its media type, because without it another one would be sent. */
    private static boolean needsName(Optional<DeclaredResponse> declared, Optional<MediaType> type, JsonNode value) {
        var content = declared.map(DeclaredResponse::content).orElse(List.of());
        var usual = BodyValues.unnamed(content, value.isString());
        return !usual.map(MediaType::bare).equals(type.map(MediaType::bare));
    }

    /** The response that a fixture with this answer has. */
    static Response response(Operation operation, Recorded answer) {
        var headers = Headers.none();
        for (var field : answer.response().path("headers").properties()) {
            var values = field.getValue().isArray() ? field.getValue().values() : List.of(field.getValue());
            for (var value : values) {
                headers = headers.and(field.getKey(), value.asString(""));
            }
        }
        byte[] bytes = answer.body()
                .map(BodyFile::bytes)
                .orElseGet(() -> bytes(answer.response().path("body")));
        if (bytes.length > 0 && !headers.has("Content-Type")) {
            headers = headers.with("Content-Type", usualType(operation, answer));
        }
        return new Response(answer.status(), headers, bytes);
    }

    /** The media type of a fixture that does not name one. */
    private static String usualType(Operation operation, Recorded answer) {
        var content = operation
                .responseFor(answer.status())
                .map(DeclaredResponse::content)
                .orElse(List.of());
        return BodyValues.unnamed(content, answer.response().path("body").isString())
                .orElse(MediaType.JSON)
                .toString();
    }

    private static byte[] bytes(JsonNode body) {
        if (body.isMissingNode()) {
            return new byte[0];
        }
        return body.isString() ? body.asString().getBytes(StandardCharsets.UTF_8) : Json.bytes(body);
    }
}
