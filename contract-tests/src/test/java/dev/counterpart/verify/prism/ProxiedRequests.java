package dev.counterpart.verify.prism;

import dev.counterpart.fixtures.Fixtures;
import dev.counterpart.fixtures.generate.InvalidValues;
import dev.counterpart.fixtures.generate.ValidValues;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Direction;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Schema;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.route.Route;
import dev.counterpart.spec.route.Router;
import dev.counterpart.spec.schema.SchemaValidator;
import dev.counterpart.verify.prism.PrismRequests.Asked;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Requests of a document for two proxies, and what the upstream server answers: what is right, and what is wrong in one way. */
final class ProxiedRequests {

    /** A request and the upstream's answer to it. */
    record Proxied(Asked asked, Response answer) {}

    /** The kind of a request that is mocked, for the upstream server does not implement it. */
    static final String MOCKED = "answer with status 501";

    private static final Map<String, String> ADDED =
            Map.of("Accept", "*/*", "Accept-Encoding", "identity", "User-Agent", "counterpart");

    private static final int MOST_BODIES = 6;

    private final Contract contract;
    private final MockEngine mock;
    private final Router router;
    private final InvalidValues invalid;
    private final List<Proxied> all = new ArrayList<>();

    ProxiedRequests(Contract contract) {
        var schemas = new SchemaValidator(contract.documents(), contract.version());
        this.contract = contract;
        this.mock =
                new MockEngine(contract, Fixtures.none(), MockOptions.defaults().withCors(false));
        this.router = new Router(contract);
        this.invalid = new InvalidValues(contract, schemas, new ValidValues(contract, schemas));
    }

    /** Each request of {@link PrismRequests}, answered as the mock would; and the good ones, answered wrongly in many ways. */
    List<Proxied> all() {
        for (var made : new PrismRequests(contract).all()) {
            var asked = new Asked(made.kind(), complete(made.request()));
            var answer = usual(asked.request());
            all.add(new Proxied(asked, answer));
            if (asked.kind().equals("valid")
                    && router.route(asked.request().method(), asked.request().path()) instanceof Route.Found found) {
                breakAnswer(asked.request(), answer, found.operation());
            }
        }
        return all;
    }

    /** With what each proxy would add in its own way. */
    private static Request complete(Request request) {
        var complete = request;
        for (var field : ADDED.entrySet()) {
            complete =
                    complete.headers().has(field.getKey()) ? complete : complete.with(field.getKey(), field.getValue());
        }
        return complete;
    }

    /** As the mock answers; nothing before the last answer, and no body where there may be none. */
    private Response usual(Request request) {
        var answer = mock.answer(request).response();
        if (answer.status() < 200) {
            return new Response(200, answer.headers(), answer.body());
        }
        boolean isBodiless = answer.status() == 204 || answer.status() == 304;
        return isBodiless ? answer.withBody(new byte[0]) : answer;
    }

    private void breakAnswer(Request request, Response answer, Operation operation) {
        for (int status : List.of(299, 418, 599, 501)) {
            add("answer with status " + status, request, new Response(status, answer.headers(), answer.body()));
        }
        answer.headers().fields().forEach(field -> breakHeader(request, answer, field.getKey()));
        if (answer.status() != 204) {
            breakType(request, answer);
            breakBody(request, answer, operation);
        }
    }

    private void breakHeader(Request request, Response answer, String name) {
        if (!name.equalsIgnoreCase("Content-Type")) {
            add(
                    "answer without header",
                    request,
                    answer.withHeaders(answer.headers().without(name)));
            add("answer with another header", request, answer.with(name, "?"));
        }
    }

    private void breakType(Request request, Response answer) {
        for (String type : List.of("text/plain", "application/vnd.other+json", "image/png")) {
            add("answer of another type", request, answer.with("Content-Type", type));
        }
        answer.headers()
                .first("Content-Type")
                .ifPresent(type ->
                        add("answer with charset", request, answer.with("Content-Type", type + "; charset=utf-8")));
        add("answer without type", request, answer.withHeaders(answer.headers().without("Content-Type")));
    }

    private void breakBody(Request request, Response answer, Operation operation) {
        for (String body : List.of("", "{\"a\":", "null", "[]", "{}", "\"text\"")) {
            add("answer with body " + body, request, answer.withBody(body.getBytes(StandardCharsets.UTF_8)));
        }
        schema(operation, answer).stream()
                .flatMap(schema -> invalid.invalidValues(schema, Direction.RESPONSE).stream())
                .limit(MOST_BODIES)
                .forEach(value -> add(
                        "answer with broken body",
                        request,
                        answer.withBody(value.value().toString().getBytes(StandardCharsets.UTF_8))));
    }

    private static Optional<Schema> schema(Operation operation, Response answer) {
        var type = answer.contentType().filter(MediaType::isJson);
        return operation
                .responseFor(answer.status())
                .flatMap(declared -> type.flatMap(declared::contentFor))
                .flatMap(content -> content.schema());
    }

    private void add(String kind, Request request, Response answer) {
        all.add(new Proxied(new Asked(kind, request), answer));
    }

    /** As {@link PrismRequests#written}, each request followed by a line {@code <<<} and the answer. */
    static List<Proxied> written(String text) {
        return Stream.of(text.split("(?m)^###.*\\R"))
                .filter(one -> !one.isBlank())
                .map(one -> one.strip().split("\n<<<\n"))
                .map(parts -> new Proxied(new Asked("written", PrismRequests.parsed(parts[0])), answer(parts[1])))
                .toList();
    }

    private static Response answer(String text) {
        var parts = text.split("\n\n", 2);
        var lines = parts[0].split("\n");
        var headers = Headers.none();
        for (int i = 1; i < lines.length; i++) {
            var field = lines[i].split(": ", 2);
            headers = headers.and(field[0], field[1]);
        }
        var body = parts.length == 1 ? new byte[0] : parts[1].getBytes(StandardCharsets.UTF_8);
        return new Response(Integer.parseInt(lines[0]), headers, body);
    }
}
