package dev.counterpart.verify.prism;

import dev.counterpart.fixtures.generate.InvalidValues;
import dev.counterpart.fixtures.generate.ValidValues;
import dev.counterpart.spec.Content;
import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Direction;
import dev.counterpart.spec.Example;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.StatusKey;
import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.schema.SchemaValidator;
import dev.counterpart.spec.secret.Secret;
import dev.counterpart.spec.write.ParameterWriter;
import dev.counterpart.verify.data.Credential;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.data.Origin;
import dev.counterpart.verify.request.RequestMaker;
import dev.counterpart.verify.request.Samples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Requests of a document for two servers to answer: good ones, and those with one thing wrong or one wish. Always the same ones. */
final class PrismRequests {

    /**
     * A request.
     *
     * @param kind what is special about it
     */
    record Asked(String kind, Request request) {}

    private static final int MOST_OPERATIONS = 10;
    private static final int MOST_OF_A_KIND = 3;
    private static final Location NOWHERE = new Location("made here", 0, JsonPointer.empty());
    private static final Credential ANYBODY = new Credential(
            "anybody", Map.of(Credential.ANY, new Secret("user:secret", "user:secret")), Optional.empty());

    private final Contract contract;
    private final RequestMaker maker;
    private final InvalidValues invalid;
    private final List<Asked> all = new ArrayList<>();

    PrismRequests(Contract contract) {
        this.contract = contract;
        var schemas = new SchemaValidator(contract.documents(), contract.version());
        var values = new ValidValues(contract, schemas);
        this.maker = new RequestMaker(
                contract, GateData.none(), new Samples(contract, schemas, values, Map.of(), Optional.empty()));
        this.invalid = new InvalidValues(contract, schemas, values);
    }

    List<Asked> all() {
        var operations = contract.operations();
        int step = Math.max(1, (operations.size() + MOST_OPERATIONS - 1) / MOST_OPERATIONS);
        for (int i = 0; i < operations.size(); i += step) {
            of(operations.get(i));
        }
        add("no such path", Request.of(Method.GET, "/no/such/path"));
        return all;
    }

    private void of(Operation operation) {
        var request = maker.credentials().applied(maker.anonymous(operation, entry(operation)), operation, ANYBODY);
        add("valid", without(request, "Accept"));
        negotiate(request);
        steer(operation, without(request, "Accept"));
        add("other method", asked(Method.TRACE, request));
        if (operation.key().method().equals(Method.GET)) {
            add("HEAD", asked(Method.HEAD, request));
        }
        add("trailing slash", request.withPath(request.path() + "/"));
        if (!operation.security().isEmpty()) {
            add("no credentials", without(maker.anonymous(operation, entry(operation)), "Accept"));
            add(
                    "other credentials",
                    without(maker.anonymous(operation, entry(operation)), "Accept")
                            .with("Authorization", "Other 42"));
        }
        breakParameters(operation, without(request, "Accept"));
        breakBody(operation, without(request, "Accept"));
    }

    private static Request asked(Method method, Request request) {
        return new Request(method.name(), request.path(), request.query(), request.headers(), request.body());
    }

    private void negotiate(Request request) {
        for (String accept : List.of(
                "*/*", "application/xml", "text/plain;q=0.5, application/json;q=0.4", "image/png", "application/*")) {
            add("Accept", request.with("Accept", accept));
        }
    }

    private void steer(Operation operation, Request request) {
        for (var response : operation.responses()) {
            add(
                    "Prefer: code",
                    request.with("Prefer", "code=" + response.status().status(599)));
            response.content().stream()
                    .flatMap(content -> content.examples().stream())
                    .map(Example::name)
                    .filter(name -> name.matches("[\\w-]+"))
                    .distinct()
                    .limit(MOST_OF_A_KIND)
                    .forEach(name -> add(
                            "Prefer: example",
                            request.with("Prefer", "code=" + response.status().status(599) + ", example=" + name)));
        }
        add("Prefer: unknown example", request.with("Prefer", "example=nobody-wrote-this"));
        add("Prefer: unknown code", request.with("Prefer", "code=299"));
        add("Prefer: malformed", request.with("Prefer", "code=abc"));
        add("Prefer: dynamic", request.with("Prefer", "dynamic=true"));
        add("__code", request.withQuery((request.query().isEmpty() ? "" : request.query() + "&") + "__code=404"));
    }

    private void breakParameters(Operation operation, Request request) {
        int broken = 0;
        for (var parameter : operation.parameters()) {
            if (RequestMaker.isIgnored(parameter) || parameter.in() == Parameter.In.COOKIE) {
                continue;
            }
            if (parameter.required() && parameter.in() == Parameter.In.QUERY) {
                add("parameter missing", request.withQuery(withoutParameter(request.query(), parameter.name())));
            }
            if (parameter.required() && parameter.in() == Parameter.In.HEADER) {
                add("parameter missing", without(request, parameter.name()));
            }
            var schema = parameter.schema();
            if (schema.isPresent() && broken < 2 * MOST_OF_A_KIND) {
                for (var value : invalid.invalidValues(schema.get(), Direction.REQUEST)) {
                    if (value.at().matches()
                            && value.value().isValueNode()
                            && !value.value().isNull()
                            && !ParameterWriter.text(value.value()).isEmpty()
                            && broken++ < 2 * MOST_OF_A_KIND) {
                        add("parameter broken", made(operation, entry(operation, parameter, value.value())));
                    }
                }
            }
        }
    }

    private static String withoutParameter(String query, String name) {
        return String.join(
                "&",
                List.of(query.split("&")).stream()
                        .filter(pair -> !pair.startsWith(name + "="))
                        .toList());
    }

    private void breakBody(Operation operation, Request request) {
        if (operation.body().isEmpty()) {
            if (!operation.key().method().equals(Method.GET)) {
                add(
                        "body undeclared",
                        request.with("Content-Type", "application/json").withBody("{}"));
            }
            return;
        }
        add("body missing", without(request, "Content-Type").withBody(""));
        add(
                "body of another type",
                request.with("Content-Type", "application/x-other").withBody("abc"));
        var json = operation.body().get().content().stream()
                .filter(content -> content.mediaType().isJson())
                .findFirst();
        if (json.isEmpty()) {
            return;
        }
        var typed = request.with("Content-Type", json.get().mediaType().toString());
        add("body null", typed.withBody("null"));
        add("body a string", typed.withBody("\"text\""));
        add("body empty object", typed.withBody("{}"));
        add("body not JSON", typed.withBody("{\"a\":"));
        json.flatMap(Content::schema)
                .ifPresent(schema -> invalid.invalidValues(schema, Direction.REQUEST).stream()
                        .limit(3 * MOST_OF_A_KIND)
                        .forEach(value ->
                                add("body broken", typed.withBody(value.value().toString()))));
    }

    private Request made(Operation operation, GateData.Entry entry) {
        return without(maker.credentials().applied(maker.anonymous(operation, entry), operation, ANYBODY), "Accept");
    }

    private static Request without(Request request, String header) {
        return request.withHeaders(request.headers().without(header));
    }

    private void add(String kind, Request request) {
        all.add(new Asked(kind, request));
    }

    /** With the header Authorization, which credentials bring, where an operation requires it as a parameter. */
    private static GateData.Entry entry(Operation operation) {
        return entry(GateData.Values.NONE, given(operation));
    }

    private static Map<String, String> given(Operation operation) {
        boolean asked = operation.parameters().stream()
                .anyMatch(parameter -> parameter.required() && parameter.name().equalsIgnoreCase("Authorization"));
        return asked ? Map.of("Authorization", "Bearer token") : Map.of();
    }

    private static GateData.Entry entry(Operation operation, Parameter parameter, JsonNode value) {
        var one = Map.of(parameter.name(), value);
        var none = Map.<String, JsonNode>of();
        var values = new GateData.Values(
                parameter.in() == Parameter.In.PATH ? one : none,
                parameter.in() == Parameter.In.QUERY ? one : none,
                none);
        var header = new LinkedHashMap<>(given(operation));
        if (parameter.in() == Parameter.In.HEADER) {
            header.put(parameter.name(), ParameterWriter.header(parameter, value));
        }
        return entry(values, header);
    }

    private static GateData.Entry entry(GateData.Values values, Map<String, String> header) {
        return GateData.Entry.of(StatusKey.parse("400").orElseThrow(), NOWHERE, Origin.Source.DATA)
                .withParameters(values)
                .withHeader(header);
    }

    /** Requests as they are written in a file, one after the other between lines of {@code ###}. */
    static List<Asked> written(String text) {
        var all = new ArrayList<Asked>();
        for (String one : text.split("(?m)^###.*\\R")) {
            if (!one.isBlank()) {
                all.add(new Asked("written", parsed(one.strip())));
            }
        }
        return all;
    }

    static Request parsed(String text) {
        var parts = text.split("\n\n", 2);
        var lines = parts[0].split("\n");
        var first = lines[0].split(" ");
        int mark = first[1].indexOf('?');
        var headers = Headers.none();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers = headers.and(
                    lines[i].substring(0, colon), lines[i].substring(colon + 1).strip());
        }
        boolean isMultipart = headers.joined("Content-Type").orElse("").startsWith("multipart/");
        return new Request(
                        first[0],
                        mark < 0 ? first[1] : first[1].substring(0, mark),
                        mark < 0 ? "" : first[1].substring(mark + 1),
                        headers,
                        new byte[0])
                .withBody(parts.length == 1 ? "" : isMultipart ? parts[1].replace("\n", "\r\n") : parts[1]);
    }
}
