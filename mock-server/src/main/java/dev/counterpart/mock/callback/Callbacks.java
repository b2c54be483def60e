package dev.counterpart.mock.callback;

import dev.counterpart.fixtures.generate.BodyValues;
import dev.counterpart.fixtures.generate.ValidValues;
import dev.counterpart.mock.engine.Answer;
import dev.counterpart.mock.engine.Service;
import dev.counterpart.mock.request.Preference;
import dev.counterpart.mock.source.Materials;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.Direction;
import dev.counterpart.spec.Example;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.RuntimeExpressions;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.http.ContentCoding;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.route.Route;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.validate.ResponseValidator;
import dev.counterpart.spec.write.BodyWriter;
import dev.counterpart.spec.write.ParameterWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * The callbacks of an operation, as requests.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#callback-object">OpenAPI 3.1.1, CallbackRequest Object</a>
 */
public final class Callbacks {

    /** Maximum number after one answer. */
    private static final int MOST = 10;

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private final ValidValues values;
    private final BodyWriter writer;
    private final ResponseValidator responses;

    /** @param materials of the engine, so that schemas are compiled once for both */
    public Callbacks(Materials materials) {
        this.values = materials.values();
        this.writer =
                new BodyWriter(materials.contract().documents(), header -> values.sample(header, Direction.REQUEST));
        this.responses = new ResponseValidator(materials.contract(), materials.schemas());
    }

    /**
     * The callbacks after the answer; none after an error.
     *
     * @param skipped receives a line for each callback without an http(s) URL
     */
    public List<CallbackRequest> after(Request request, Answer answer, Consumer<String> skipped) {
        return answer.response().status() < 400
                ? answer.route()
                        .filter(route -> !route.operation().callbacks().isEmpty())
                        .map(route -> of(route, plain(request), answer.response(), skipped))
                        .orElse(List.of())
                : List.of();
    }

    private static Request plain(Request request) {
        return ContentCoding.decoded(request.headers(), request.body(), Service.MOST_HELD)
                        instanceof ContentCoding.Result.Plain plain
                ? request.withBody(plain.body())
                : request;
    }

    /** The violations of the response to a callback. */
    List<Violation> violations(CallbackRequest callback, Response answer) {
        return responses.violations(
                callback.operation(), callback.operation().key().method(), answer);
    }

    private List<CallbackRequest> of(Route.Found route, Request request, Response response, Consumer<String> skipped) {
        var callbacks = new ArrayList<CallbackRequest>();
        var expressions = new RuntimeExpressions(request, route.pathValues(), response);
        for (var declared : route.operation().callbacks()) {
            String text = expressions.filled(declared.expression());
            url(text)
                    .ifPresentOrElse(
                            url -> callbacks.add(new CallbackRequest(
                                    declared.name(),
                                    url,
                                    request(declared.operation(), url, Preference.of(request)),
                                    declared.operation())),
                            () -> skipped.accept("callback " + declared.name() + " was not sent: " + noUrl(text)));
        }
        return callbacks.stream().limit(MOST).toList();
    }

    /** Without user info, query and control characters. */
    private static String withoutSecrets(String text) {
        int query = text.indexOf('?');
        return (query < 0 ? text : text.substring(0, query))
                .replaceAll("//[^/]*@", "//")
                .replaceAll("\\p{Cntrl}", "?");
    }

    private static String noUrl(String text) {
        return text.isEmpty()
                ? "its URL is empty"
                : Violation.shortened(withoutSecrets(text)) + " is not an http or https URL";
    }

    private static Optional<URI> url(String text) {
        try {
            var url = new URI(text);
            return url.getHost() != null
                            && url.getScheme() != null
                            && SCHEMES.contains(url.getScheme().toLowerCase(Locale.ROOT))
                    ? Optional.of(url)
                    : Optional.empty();
        } catch (URISyntaxException noUrl) {
            return Optional.empty();
        }
    }

    private Request request(Operation operation, URI url, Preference preference) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : url.getRawQuery();
        var request = new Request(operation.key().method().name(), path, query, headers(operation), new byte[0]);
        var content = operation.body().stream()
                .flatMap(body -> body.content().stream())
                .findFirst();
        var value = content.flatMap(entry -> value(entry, preference));
        return value.isPresent()
                ? writer.body(value.get(), BodyValues.mediaType(content.get(), value.get()), content.get())
                        .in(request)
                : request;
    }

    /** Documented headers that are required. */
    private Headers headers(Operation operation) {
        var headers = Headers.none();
        for (var parameter : operation.parameters()) {
            var value = parameter.in() == Parameter.In.HEADER && parameter.required()
                    ? first(parameter.examples()).or(() -> generated(parameter.schema()))
                    : Optional.<JsonNode>empty();
            if (value.isPresent()) {
                headers = headers.with(parameter.name(), ParameterWriter.header(parameter, value.get()));
            }
        }
        return headers;
    }

    /** The example that the client prefers, otherwise the first, otherwise a value of the schema. */
    private Optional<JsonNode> value(Content content, Preference preference) {
        var preferred = content.examples().stream()
                .filter(example ->
                        preference.example().filter(example.name()::equals).isPresent())
                .toList();
        return first(preferred).or(() -> first(content.examples())).or(() -> generated(content.schema()));
    }

    private static Optional<JsonNode> first(List<Example> examples) {
        return examples.stream().flatMap(example -> example.value().stream()).findFirst();
    }

    private Optional<JsonNode> generated(Optional<Schema> schema) {
        return schema.filter(known -> known.node().isObject())
                .flatMap(known -> values.writtenValue(known, Direction.REQUEST).found());
    }
}
