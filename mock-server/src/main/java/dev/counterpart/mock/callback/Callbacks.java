package dev.counterpart.mock.callback;

import dev.counterpart.fixtures.generate.ValidValues;
import dev.counterpart.mock.engine.Answer;
import dev.counterpart.mock.engine.Service;
import dev.counterpart.mock.source.Preference;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.DeclaredResponse;
import dev.counterpart.spec.Direction;
import dev.counterpart.spec.Documents;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.OperationKey;
import dev.counterpart.spec.Place;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.StatusKey;
import dev.counterpart.spec.Violation;
import dev.counterpart.spec.decode.Pairs;
import dev.counterpart.spec.http.ContentCoding;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.route.Route;
import dev.counterpart.spec.schema.SchemaValidator;
import dev.counterpart.spec.validate.ResponseValidator;
import dev.counterpart.spec.write.BodyWriter;
import dev.counterpart.spec.write.ParameterWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The callbacks of an operation, as requests.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#callback-object">OpenAPI 3.1.1, Callback Object</a>
 */
public final class Callbacks {

    /** How many are sent after one answer. */
    private static final int MOST = 10;

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private final Documents documents;
    private final ValidValues values;
    private final ResponseValidator responses;

    public Callbacks(Contract contract) {
        var schemas = new SchemaValidator(contract.documents(), contract.version());
        this.documents = contract.documents();
        this.values = new ValidValues(contract, schemas);
        this.responses = new ResponseValidator(contract, schemas);
    }

    /** What is to be sent after the answer; nothing after an error. */
    public List<Callback> after(Request request, Answer answer) {
        return answer.response().status() < 400
                ? answer.route()
                        .map(route -> of(route.operation(), route, plain(request), answer.response()))
                        .orElse(List.of())
                : List.of();
    }

    private static Request plain(Request request) {
        return ContentCoding.decoded(request.headers(), request.body(), Service.MOST_HELD)
                        instanceof ContentCoding.Result.Plain plain
                ? request.withBody(plain.body())
                : request;
    }

    /** What is wrong with what came back from a callback. */
    List<Violation> violations(Callback callback, Response answer) {
        return responses.violations(
                callback.operation(), callback.operation().key().method(), answer);
    }

    /** Those whose address the exchange names; an address that is not an http(s) URL is skipped. */
    private List<Callback> of(Operation operation, Route.Found route, Request request, Response response) {
        var callbacks = new ArrayList<Callback>();
        var expression = new Expression(route, request, response);
        for (var named : members(operation.place().member("callbacks"))) {
            for (var addressed : members(resolved(named.getValue()))) {
                var url = url(expression.filled(addressed.getKey()));
                url.ifPresent(known -> methods(resolved(addressed.getValue()))
                        .forEach(method -> callbacks.add(new Callback(
                                named.getKey(),
                                known,
                                request(method.getKey(), method.getValue(), known, Preference.of(request)),
                                operation(method.getKey(), method.getValue())))));
            }
        }
        return callbacks.stream().limit(MOST).toList();
    }

    private List<Map.Entry<String, Place>> members(Place place) {
        return documents.at(place).isObject()
                ? documents.members(place).entrySet().stream()
                        .filter(member -> !member.getKey().startsWith("x-"))
                        .toList()
                : List.of();
    }

    private List<Map.Entry<Method, Place>> methods(Place pathItem) {
        return members(pathItem).stream()
                .flatMap(member -> Method.named(member.getKey().toUpperCase(Locale.ROOT)).stream()
                        .map(method -> Map.entry(method, member.getValue())))
                .toList();
    }

    private Place resolved(Place place) {
        return documents.resolved(place).orElse(place);
    }

    private static Optional<URI> url(String text) {
        try {
            var url = new URI(text);
            return url.getHost() != null && SCHEMES.contains(url.getScheme()) ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException noUrl) {
            return Optional.empty();
        }
    }

    private Operation operation(Method method, Place place) {
        var responses = members(place.member("responses")).stream()
                .flatMap(member -> StatusKey.parse(member.getKey()).stream()
                        .map(status -> response(status, resolved(member.getValue()))))
                .toList();
        return new Operation(
                new OperationKey(method, "/"),
                Optional.empty(),
                "",
                List.of(),
                false,
                List.of(),
                Optional.empty(),
                responses,
                List.of(),
                List.of(),
                place);
    }

    private DeclaredResponse response(StatusKey status, Place place) {
        var content = members(place.member("content")).stream()
                .flatMap(entry -> MediaType.parse(entry.getKey()).stream()
                        .map(type -> content(entry.getKey(), type, entry.getValue())))
                .toList();
        return new DeclaredResponse(status, "", List.of(), content, place);
    }

    private Content content(String key, MediaType type, Place place) {
        var schema = place.member("schema");
        var node = documents.at(schema);
        return new Content(
                key,
                type,
                node.isMissingNode() ? Optional.empty() : Optional.of(new Schema(schema, node)),
                List.of(),
                Map.of(),
                place);
    }

    private Request request(Method method, Place operation, URI url, Preference preference) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : url.getRawQuery();
        var request = new Request(method.name(), path, query, headers(operation), new byte[0]);
        var content = members(resolved(operation.member("requestBody")).member("content")).stream()
                .findFirst();
        if (content.isEmpty()) {
            return request;
        }
        var body = body(content.get().getValue(), preference);
        var type = MediaType.parse(content.get().getKey());
        return body.isPresent() && type.isPresent()
                ? BodyWriter.body(
                                body.get(),
                                content.get().getKey(),
                                content(
                                        content.get().getKey(),
                                        type.get(),
                                        content.get().getValue()))
                        .in(request)
                : request;
    }

    /** Documented headers that are required. */
    private Headers headers(Place operation) {
        var headers = Headers.none();
        for (var written : documents.elements(operation.member("parameters"))) {
            var parameter = resolved(written);
            var node = documents.at(parameter);
            if (node.path("in").asString("").equals("header")
                    && node.path("required").asBoolean(false)) {
                var value = Optional.ofNullable(node.get("example")).or(() -> generated(parameter.member("schema")));
                if (value.isPresent()) {
                    headers = headers.with(node.path("name").asString(""), ParameterWriter.text(value.get()));
                }
            }
        }
        return headers;
    }

    /** The example that the client prefers, else the first, else what the schema says. */
    private Optional<JsonNode> body(Place content, Preference preference) {
        var node = documents.at(content);
        var examples = members(content.member("examples")).stream()
                .filter(example -> documents.at(resolved(example.getValue())).has("value"))
                .toList();
        var named = examples.stream()
                .filter(example ->
                        preference.example().filter(example.getKey()::equals).isPresent())
                .findFirst();
        if (named.isEmpty() && node.has("example")) {
            return Optional.of(node.get("example"));
        }
        return named.or(() -> examples.stream().findFirst())
                .map(example -> documents.at(resolved(example.getValue())).get("value"))
                .or(() -> generated(content.member("schema")));
    }

    private Optional<JsonNode> generated(Place schema) {
        var node = documents.at(schema);
        return node.isObject()
                ? values.writtenValue(new Schema(schema, node), Direction.REQUEST)
                        .found()
                : Optional.empty();
    }

    /**
     * What a runtime expression says about an exchange.
     *
     * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#runtime-expressions">OpenAPI 3.1.1, Runtime Expressions</a>
     */
    private record Expression(Route.Found route, Request request, Response response) {

        private static final Pattern BRACES = Pattern.compile("\\{(\\$[^{}]*)}");

        /** The key with each expression in braces replaced by its value, empty where there is none; or a bare expression. */
        String filled(String key) {
            return key.startsWith("$")
                    ? value(key)
                    : BRACES.matcher(key).replaceAll(match -> Matcher.quoteReplacement(value(match.group(1))));
        }

        private String value(String expression) {
            if (expression.startsWith("$request.")) {
                return part(expression.substring(9), request.headers(), request.body());
            }
            if (expression.startsWith("$response.")) {
                return part(expression.substring(10), response.headers(), response.body());
            }
            return switch (expression) {
                case "$method" -> request.method();
                case "$statusCode" -> String.valueOf(response.status());
                case "$url" -> "http://" + request.headers().first("Host").orElse("localhost") + request.target();
                default -> "";
            };
        }

        private String part(String source, Headers headers, byte[] body) {
            if (source.startsWith("header.")) {
                return headers.joined(source.substring(7)).orElse("");
            }
            if (source.startsWith("query.")) {
                return Pairs.ofQuery(request.query()).decodedValues(source.substring(6)).stream()
                        .findFirst()
                        .orElse("");
            }
            if (source.startsWith("path.")) {
                return route.pathValues().getOrDefault(source.substring(5), "");
            }
            return source.startsWith("body") ? inBody(source.substring(4), body) : "";
        }

        private static String inBody(String pointer, byte[] body) {
            if (!(Json.parse(body) instanceof Json.Parsed.Value parsed)) {
                return "";
            }
            try {
                var node = parsed.node().at(pointer.startsWith("#") ? pointer.substring(1) : pointer);
                return node.isString() ? node.asString() : node.isMissingNode() ? "" : Json.text(node);
            } catch (IllegalArgumentException noPointer) {
                return "";
            }
        }
    }
}
