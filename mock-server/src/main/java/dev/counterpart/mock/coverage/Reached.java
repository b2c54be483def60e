package dev.counterpart.mock.coverage;

import dev.counterpart.spec.Content;
import dev.counterpart.spec.DeclaredResponse;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.Parameter;
import dev.counterpart.spec.RequestBody;
import dev.counterpart.spec.decode.Pairs;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The parts of an operation that requests and answers have reached. Only declared parts and status numbers are kept. */
final class Reached {

    /** The largest body that is searched for properties, in bytes. */
    private static final int LARGEST_BODY = 256 * 1024;

    private final Operation operation;
    private final Documents documents;
    private final Set<String> declared;
    private final Set<String> seen = new TreeSet<>();

    /** The parameters that no request has had yet, and their labels. */
    private final Map<Parameter, String> unsent = new LinkedHashMap<>();

    /** The last response of each status. */
    private final IdentityHashMap<DeclaredResponse, Response> counted = new IdentityHashMap<>();

    private final TreeMap<Integer, Long> statuses = new TreeMap<>();
    private long requests;

    Reached(Operation operation, Documents documents) {
        this.operation = operation;
        this.documents = documents;
        this.declared = declared();
        operation.parameters().forEach(parameter -> unsent.put(parameter, label(parameter)));
    }

    /** The name in reports: {@code status 200}, {@code query limit}, {@code request /name}, {@code response 200 /id}. */
    private Set<String> declared() {
        var parts = new TreeSet<String>();
        operation.responses().forEach(response -> parts.add(label(response)));
        operation.parameters().forEach(parameter -> parts.add(label(parameter)));
        properties(requestContent()).forEach(property -> parts.add("request " + property));
        for (var response : operation.responses()) {
            properties(response.content()).forEach(property -> parts.add(prefix(response) + property));
        }
        return parts;
    }

    private List<Content> requestContent() {
        return operation.body().map(RequestBody::content).orElse(List.of());
    }

    private Set<String> properties(List<Content> content) {
        return DeclaredProperties.of(content, documents);
    }

    private static String label(DeclaredResponse response) {
        return "status " + response.status().text();
    }

    private static String label(Parameter parameter) {
        return parameter.in().label() + " " + parameter.name();
    }

    private static String prefix(DeclaredResponse response) {
        return "response " + response.status().text() + " ";
    }

    synchronized void add(Request request, Response response) {
        requests++;
        statuses.merge(response.status(), 1L, Long::sum);
        if (seen.size() == declared.size()) {
            return;
        }
        if (!unsent.isEmpty()) {
            unsent.entrySet().removeIf(entry -> isReached(entry.getKey(), entry.getValue(), request));
        }
        if (request.hasBody()) {
            addProperties("request ", request.body());
        }
        var known = operation.responseFor(response.status());
        if (known.isPresent() && !isCounted(known.get(), response)) {
            seen.add(label(known.get()));
            addProperties(prefix(known.get()), response.body());
            counted.put(known.get(), response);
        }
    }

    private boolean isReached(Parameter parameter, String label, Request request) {
        if (!seen.contains(label) && !isSent(parameter, request)) {
            return false;
        }
        seen.add(label);
        return true;
    }

    /** Whether the same bytes were counted last for that status: answers that do not vary are sent many times. */
    private boolean isCounted(DeclaredResponse declared, Response response) {
        var last = counted.get(declared);
        return last != null && last.sharesBytesWith(response);
    }

    /** Adds what an earlier version of the same operation has reached. */
    void add(Reached earlier) {
        var before = earlier.copy();
        synchronized (this) {
            requests += before.requests;
            before.statuses.forEach((status, count) -> statuses.merge(status, count, Long::sum));
            seen.addAll(before.seen);
            seen.retainAll(declared);
        }
    }

    private synchronized Reached copy() {
        var copy = new Reached(operation, documents);
        copy.requests = requests;
        copy.statuses.putAll(statuses);
        copy.seen.addAll(seen);
        return copy;
    }

    private static boolean isSent(Parameter parameter, Request request) {
        return switch (parameter.in()) {
            case PATH -> true;
            case QUERY -> names(request.query()).anyMatch(name -> isOf(name, parameter));
            case QUERYSTRING -> !request.query().isEmpty();
            case HEADER -> request.headers().has(parameter.name());
            case COOKIE -> Pairs.ofCookies(request.headers()).names().contains(parameter.name());
        };
    }

    private static Stream<String> names(String query) {
        return Pairs.ofQuery(query).names().stream();
    }

    /** {@code filter[name]} counts for {@code filter}. */
    private static boolean isOf(String name, Parameter parameter) {
        return name.equals(parameter.name()) || name.startsWith(parameter.name() + "[");
    }

    private void addProperties(String prefix, byte[] body) {
        boolean isAny = body.length > 0 && body.length <= LARGEST_BODY;
        boolean canAdd = isAny && declared.stream().anyMatch(part -> part.startsWith(prefix) && !seen.contains(part));
        if (canAdd && Json.parse(body) instanceof Json.Parsed.Value value) {
            var properties = new TreeSet<String>();
            declared.stream()
                    .filter(part -> part.startsWith(prefix))
                    .forEach(part -> properties.add(part.substring(prefix.length())));
            DeclaredProperties.in(value.node(), properties).forEach(property -> seen.add(prefix + property));
        }
    }

    synchronized long requests() {
        return requests;
    }

    /** The number of declared items of that kind. */
    long declared(String kind) {
        return declared.stream().filter(part -> kind(part).equals(kind)).count();
    }

    /** The number of those that were reached. */
    synchronized long seen(String kind) {
        return seen.stream().filter(part -> kind(part).equals(kind)).count();
    }

    synchronized List<String> unseen() {
        return declared.stream().filter(part -> !seen.contains(part)).toList();
    }

    /** The parts of totals: statuses, parameters, properties. */
    private static String kind(String part) {
        if (part.startsWith("status ")) {
            return Coverage.STATUSES;
        }
        boolean isProperty = part.startsWith("request /") || part.startsWith("response ");
        return isProperty ? Coverage.PROPERTIES : Coverage.PARAMETERS;
    }

    synchronized ObjectNode json(String prefix) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put(
                "operation",
                operation.key().method() + " " + prefix + operation.key().path());
        node.put("requests", requests);
        var counts = node.putObject("statuses");
        statuses.forEach((status, count) -> counts.put(status.toString(), count));
        listed(node.putArray("reached"), List.copyOf(seen));
        listed(node.putArray("unreached"), unseen());
        return node;
    }

    private static void listed(ArrayNode list, List<String> parts) {
        parts.forEach(list::add);
    }

    String name(String prefix) {
        return operation.key().method() + " " + prefix + operation.key().path();
    }
}
