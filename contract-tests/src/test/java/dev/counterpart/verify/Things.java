package dev.counterpart.verify;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.route.Route;
import dev.counterpart.spec.route.Router;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.schema.SchemaValidator;
import dev.counterpart.spec.validate.RequestValidator;
import dev.counterpart.verify.data.GateData;
import dev.counterpart.verify.pass.Passes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.node.ObjectNode;

/** A provider of {@code contracts/things.yaml} that keeps what it is given: right, but for the one habit it has. */
final class Things {

    private static final Contract CONTRACT = LocalProvider.contract("things.yaml");

    private static final int MOST_THINGS = 1000;

    private final String habit;
    private final Router router = new Router(CONTRACT);
    private final RequestValidator validator =
            new RequestValidator(CONTRACT, new SchemaValidator(CONTRACT.documents(), CONTRACT.version()));
    private final Map<String, ObjectNode> things = new ConcurrentSkipListMap<>();
    private final AtomicInteger ids = new AtomicInteger(1);
    private final AtomicInteger reads = new AtomicInteger();
    private long second = System.nanoTime();
    private final AtomicInteger underWay = new AtomicInteger();
    private final Map<String, Integer> asked = new java.util.concurrent.ConcurrentHashMap<>();

    private Things(String habit) {
        this.habit = habit;
        things.put("1", thing("1", "pin"));
    }

    /** The rules of that severity that the gate says a provider with the habit breaks. */
    static List<String> brokenRules(String habit, Severity severity) {
        try (var provider = new LocalProvider(new Things(habit)::to)) {
            return provider.brokenRules(CONTRACT, GateData.none(), severity);
        }
    }

    /** The same, with that many more safe requests. */
    static List<String> brokenRules(String habit, Severity severity, int soak) {
        var effort = new Effort(1, OptionalDouble.empty(), Optional.empty(), new Passes(1, 1, soak, 0));
        try (var provider = new LocalProvider(new Things(habit)::to)) {
            return provider.brokenRules(CONTRACT, GateData.none(), severity, options -> options.withEffort(effort));
        }
    }

    /** One without any habit. */
    static Things right() {
        return new Things("");
    }

    private static ObjectNode thing(String id, String name) {
        return ((ObjectNode) Json.read("{}")).put("id", id).put("name", name);
    }

    /** More than 25 reads in one second. */
    private synchronized boolean isTooOften() {
        if (System.nanoTime() - second > 1_000_000_000L) {
            second = System.nanoTime();
            reads.set(0);
        }
        return reads.incrementAndGet() > 25;
    }

    private boolean has(String name) {
        return habit.equals(name);
    }

    private record Answer(int status, String body, Headers headers) {
        static Answer of(int status) {
            return new Answer(status, "", Headers.none());
        }

        static Answer of(int status, Object body) {
            return new Answer(status, body.toString(), Headers.none());
        }

        Response response() {
            var typed = body.isEmpty() || headers.has("Content-Type")
                    ? headers
                    : headers.with("Content-Type", "application/json");
            return new Response(status, typed, body.getBytes(StandardCharsets.UTF_8));
        }
    }

    Response to(Request request) {
        underWay.incrementAndGet();
        try {
            var earlier = LocalProvider.earlier();
            if (has("answers the request before over a kept connection") && !earlier.isEmpty()) {
                return answer(earlier.get(earlier.size() - 1)).response();
            }
            if (has("refuses the second request of a connection") && !earlier.isEmpty()) {
                return Response.of(400);
            }
            if (has("closes every connection")) {
                return answer(request).response().with("Connection", "close");
            }
            return withOrigin(request, answer(request).response());
        } finally {
            underWay.decrementAndGet();
        }
    }

    /** The answer for pages of other origins (Fetch Standard §3.3.3). */
    private Response withOrigin(Request request, Response answer) {
        String asked = request.headers().first("Origin").orElse("");
        boolean isAllowed = has("lets any origin read")
                ? !asked.isEmpty()
                : has("lets its own origins read") && asked.endsWith(".things.example");
        return isAllowed
                ? answer.with("Access-Control-Allow-Origin", asked)
                        .with("Access-Control-Allow-Credentials", "true")
                        .with("Vary", "Origin")
                : answer;
    }

    private Answer answer(Request request) {
        if (has("limits its answers to 20 an hour") && reads.incrementAndGet() > 20) {
            return new Answer(429, "", Headers.of("Retry-After", "3600"));
        }
        if (has("is down after 20 answers") && reads.incrementAndGet() > 20) {
            return new Answer(503, "", Headers.of("Retry-After", "3600"));
        }
        if (has("fails at a body of GET") && request.method().equals("GET") && request.hasBody()) {
            return Answer.of(500);
        }
        boolean head = request.method().equals("HEAD");
        var route = router.route(head ? "GET" : request.method(), request.path());
        if (!(route instanceof Route.Found found)) {
            return route instanceof Route.WrongMethod
                    ? new Answer(
                            405,
                            "",
                            Headers.of("Allow", request.path().endsWith("things") ? "GET, POST" : "GET, DELETE"))
                    : Answer.of(404);
        }
        if (head && (has("knows no HEAD") || has("refuses HEAD with 405"))) {
            return has("knows no HEAD")
                    ? Answer.of(404)
                    : new Answer(405, "", Headers.of("Allow", "GET, POST, DELETE"));
        }
        if (head && has("answers HEAD to any id")) {
            return Answer.of(200);
        }
        boolean isUntyped = request.hasBody() && request.contentType().isEmpty();
        if (isUntyped && has("fails at a body without its type")) {
            return Answer.of(500);
        }
        if (isUntyped && has("refuses a body without its type")) {
            return Answer.of(415);
        }
        if (isUntyped && has("reads a body without its type")) {
            return create(request);
        }
        if (has("fails at a doubled parameter") && request.query().matches(".*\\b(\\w+)=.*&\\1=.*")) {
            return Answer.of(500);
        }
        boolean invalid = validator.violations(found.operation(), found.encodedValues(), request).stream()
                .anyMatch(violation -> violation.severity() == Severity.ERROR);
        String operation = found.operation().name();
        if (invalid) {
            return Answer.of(operation.equals("listThings") || operation.equals("createThing") ? 400 : 404);
        }
        return switch (operation) {
            case "listThings" -> list(request);
            case "createThing" -> create(request);
            case "readThing" -> read(found.encodedValues().getOrDefault("id", ""), head);
            default -> delete(found.encodedValues().getOrDefault("id", ""));
        };
    }

    private Answer list(Request request) {
        boolean refused = (has("refuses the largest limit") && request.query().contains("limit=100"))
                || (has("knows one value of an enum only") && request.query().contains("sort=age"))
                || (has("refuses an example") && request.query().contains("color=blue"))
                || (has("refuses a false boolean") && request.query().contains("archived=false"))
                || (has("refuses long names") && request.query().contains("name=aaaaaaaaaaaaaaaaaaaa"));
        if (refused) {
            return Answer.of(400);
        }
        String accept = request.headers().first("Accept").orElse("*/*");
        if (has("fails at odd headers") && request.headers().has("If-Modified-Since")) {
            return Answer.of(500);
        }
        if (has("refuses odd headers") && request.headers().has("If-Modified-Since")) {
            return Answer.of(400);
        }
        if (has("refuses a body of GET") && request.hasBody()) {
            return Answer.of(400);
        }
        if (has("fails at an unknown Accept") && accept.contains("x-counterpart")) {
            return Answer.of(500);
        }
        if (has("refuses any media type") && accept.equals("*/*")) {
            return Answer.of(406);
        }
        if (has("answers XML when asked for nothing known") && accept.contains("x-counterpart")) {
            return new Answer(200, "<things/>", Headers.of("Content-Type", "application/xml"));
        }
        if (has("says 406 to an unknown Accept") && accept.contains("x-counterpart")) {
            return Answer.of(406);
        }
        if (has("refuses unknown parameters") && request.query().contains("counterpart-unknown")) {
            return Answer.of(400);
        }
        if (has("limits how often it is asked") && isTooOften()) {
            return new Answer(429, "", Headers.of("Retry-After", "1"));
        }
        if (has("fails when busy") && underWay.get() > 3) {
            return Answer.of(400);
        }
        if (has("is overloaded when busy") && underWay.get() > 3) {
            return new Answer(503, "", Headers.of("Retry-After", "1"));
        }
        if (has("fails when busy") || has("is overloaded when busy")) {
            pause(30);
        }
        if (has("counts its reads")) {
            return Answer.of(200, "[{\"id\": \"1\", \"name\": \"" + reads.incrementAndGet() + "\"}]");
        }
        int count = reads.incrementAndGet();
        if ((has("fails after 150 reads") && count > 150) || (has("fails at one read in 70") && count % 70 == 0)) {
            return Answer.of(500);
        }
        if (has("forgets names after 150 reads") && count > 150) {
            return Answer.of(200, "[{\"id\": \"1\"}]");
        }
        if (has("links to what is not there")) {
            return Answer.of(200, "[{\"id\": \"77\", \"name\": \"x\"}]");
        }
        return Answer.of(
                200,
                has("has an empty list")
                        ? "[]"
                        : things.values().stream().limit(3).toList());
    }

    private Answer create(Request request) {
        var body = (ObjectNode) ((Json.Parsed.Value) Json.parse(request.body())).node();
        if ((has("needs what is optional") && !body.has("size"))
                || (has("refuses null") && body.path("note").isNull() && body.has("note"))) {
            return Answer.of(400);
        }
        if (has("refuses three parts") && body.path("parts").size() == 3) {
            return Answer.of(422);
        }
        boolean there =
                things.values().stream().anyMatch(each -> each.get("name").equals(body.get("name")));
        if (has("has each name once") && there) {
            return Answer.of(409);
        }
        String id = Integer.toString(ids.incrementAndGet());
        var thing = thing(id, body.get("name").asString());
        if (!has("forgets what it creates") && things.size() < MOST_THINGS) {
            things.put(id, thing);
        }
        if (has("locates another thing")) {
            return new Answer(201, thing.toString(), Headers.of("Location", "/things/1"));
        }
        if (has("locates a thing under another number")) {
            things.put("9" + id, thing);
            return new Answer(201, thing.toString(), Headers.of("Location", "/things/9" + id));
        }
        if (has("creates later")) {
            return Answer.of(202);
        }
        return new Answer(
                201,
                thing.toString(),
                Headers.of("Location", has("names what it creates in the body only") ? "/" : "/things/" + id));
    }

    private Answer read(String id, boolean head) {
        var thing = things.get(id);
        if (thing == null) {
            return Answer.of(has("says 410 to what is gone") ? 410 : 404);
        }
        if (has("fails the second time") && asked.merge(id, 1, Integer::sum) == 2 && id.equals("1")) {
            return Answer.of(404);
        }
        if (has("fails at length") && asked.merge(id, 1, Integer::sum) > 3 && id.equals("1")) {
            return Answer.of(404);
        }
        if (has("answers HEAD with 204") && head) {
            return Answer.of(204);
        }
        if (has("answers HEAD with zeros before the length") && head) {
            int length = thing.toString().getBytes(StandardCharsets.UTF_8).length;
            return new Answer(200, thing.toString(), Headers.of("Content-Length", "00" + length));
        }
        if (has("answers HEAD with another length") && head) {
            return new Answer(200, thing.toString(), Headers.of("Content-Length", "0"));
        }
        return Answer.of(200, thing);
    }

    private Answer delete(String id) {
        if (!things.containsKey(id)) {
            return Answer.of(404);
        }
        if (has("marks what is deleted")) {
            things.get(id).put("deleted", true);
        } else if (!has("deletes nothing") && !id.equals("1")) {
            things.remove(id);
        }
        return Answer.of(204);
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
