package dev.counterpart.verify.cli;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.verify.LocalProvider;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider with logins whose ids are only known once it runs, and the requests that it got. */
final class Notes implements AutoCloseable {

    static final String DOCUMENT = """
            openapi: 3.1.0
            info: {title: notes, version: '1'}
            paths:
              /session:
                post:
                  operationId: logIn
                  requestBody:
                    required: true
                    content: {application/json: {schema: {type: object, required: [user, password], properties: {user: {type: string}, password: {type: string}}}}}
                  responses:
                    '200': {description: x, content: {application/json: {schema: {type: object}}}}
                    '401': {description: x}
              /notes:
                post:
                  operationId: createNote
                  security: [{bearer: []}, {oauth: [write]}]
                  requestBody:
                    required: true
                    content: {application/json: {schema: {type: object, required: [title], properties: {title: {type: string, minLength: 1}, text: {type: [string, 'null']}}}}}
                  responses:
                    '201': {description: x, content: {application/json: {schema: {type: object, required: [id], properties: {id: {type: integer}, title: {type: string}}}}}}
                    '400': {description: x}
                    '401': {description: x}
              /notes/{noteId}:
                parameters: [{name: noteId, in: path, required: true, schema: {type: integer}}]
                get:
                  operationId: readNote
                  security: [{bearer: []}, {oauth: []}]
                  parameters: [{name: view, in: query, required: true, schema: {enum: [full, short]}}]
                  responses:
                    '200': {description: x, content: {application/json: {schema: {type: object, required: [id, title]}}}}
                    '400': {description: x}
                    '401': {description: x}
                    '404': {description: x}
            components:
              securitySchemes:
                bearer: {type: http, scheme: bearer}
                oauth:
                  type: oauth2
                  flows:
                    clientCredentials: {tokenUrl: /oauth/token, scopes: {write: x}}
                    password: {tokenUrl: oauth/token, scopes: {}}
            """;

    static final String PASSWORD = "pass word+0123456789";

    private final Set<String> habits;
    private final AtomicInteger tokens = new AtomicInteger();
    private final AtomicInteger logins = new AtomicInteger();
    private final AtomicInteger ids = new AtomicInteger(4711);
    private final Map<String, Long> validUntil = new ConcurrentHashMap<>();
    private final Map<String, String> notes = new ConcurrentHashMap<>();
    private final Queue<Request> got = new ConcurrentLinkedQueue<>();
    private final LocalProvider provider;

    Notes(String... habits) {
        this.habits = Set.of(habits);
        this.provider = new LocalProvider(this::answer);
    }

    String url() {
        return provider.target().toString();
    }

    List<Request> got(String method, String path) {
        return got.stream()
                .filter(request ->
                        request.method().equals(method) && request.path().startsWith(path))
                .toList();
    }

    private boolean is(String habit) {
        return habits.contains(habit);
    }

    private Response answer(Request request) {
        got.add(request);
        String path = request.path();
        boolean isPost = request.method().equals("POST");
        boolean isLogin = isPost && (path.equals("/session") || path.equals("/oauth/token"));
        if (isLogin && (is("limits every login") || (is("limits the first login") && logins.getAndIncrement() == 0))) {
            return new Response(429, Headers.of("Retry-After", "0"), new byte[0]);
        }
        if (isLogin && is("is not ready for the first login") && logins.getAndIncrement() == 0) {
            return new Response(503, Headers.of("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT"), new byte[0]);
        }
        if (isLogin && is("fails at logins")) {
            return new Response(503, Headers.none(), new byte[0]);
        }
        if (isLogin && is("answers logins with a page")) {
            return Response.of(200, "text/html", "<h1>Welcome</h1>");
        }
        if (isLogin && is("puts line breaks into tokens")) {
            return json(200, "{\"data\": {\"accessToken\": \"a\\r\\nX-Other: b\"}, \"access_token\": \"a\\nb\"}");
        }
        if (path.equals("/session") && isPost) {
            return session(request);
        }
        if (path.equals("/oauth/token") && isPost) {
            return oauth(request);
        }
        if (!path.matches("/notes(/[^/]*)?")) {
            return Response.of(404);
        }
        boolean isNote = path.length() > "/notes".length();
        boolean isRead = request.method().equals("GET") || request.method().equals("HEAD");
        if (isNote ? !isRead : !isPost) {
            return new Response(405, Headers.of("Allow", isNote ? "GET" : "POST"), new byte[0]);
        }
        String credentials = request.headers().first("Authorization").orElse("");
        long now = System.nanoTime();
        boolean isKnown = credentials.regionMatches(true, 0, "Bearer ", 0, 7)
                && validUntil.getOrDefault(credentials.substring(7), now - 1) - now > 0;
        if (!isKnown && (isNote || !is("takes notes of everybody"))) {
            return new Response(401, Headers.of("WWW-Authenticate", "Bearer"), new byte[0]);
        }
        return isNote ? read(request, path.substring("/notes/".length())) : create(request);
    }

    private Response session(Request request) {
        var body = Json.parse(request.body()) instanceof Json.Parsed.Value value ? value.node() : Json.read("{}");
        if (!body.path("user").isString() || !body.path("password").isString() || !isJson(request)) {
            return Response.of(400);
        }
        if (!body.path("password").asString().equals(PASSWORD)) {
            return Response.of(401);
        }
        String token = token();
        if (is("puts its token into the second of three cookies")) {
            var cookies = Headers.of("Set-Cookie", "lang=de", "Set-Cookie", "session=" + token + "; HttpOnly");
            return new Response(
                    200, cookies.and("Set-Cookie", "theme=dark").and("Content-Type", "application/json"), bytes("{}"));
        }
        return is("puts its token into a header")
                ? new Response(
                        200,
                        Headers.of("Content-Type", "application/json", "X-Session", "token=" + token + "; x"),
                        bytes("{}"))
                : json(200, "{\"data\": {\"accessToken\": \"" + token + "\", \"expiresIn\": 1}}");
    }

    private Response oauth(Request request) {
        String form = new String(request.body(), StandardCharsets.UTF_8);
        String basic = "Basic " + Base64.getEncoder().encodeToString(bytes("client%201:s%2F3cret-0123456789"));
        boolean isClient = is("knows clients by the body only")
                ? form.contains("client_id=client%201&client_secret=s%2F3cret-0123456789")
                : request.headers().first("Authorization").filter(basic::equals).isPresent();
        boolean isUser = form.contains("grant_type=password&username=ann&password=pass%20word%2B0123456789");
        if (!isUser && !(isClient && form.startsWith("grant_type=client_credentials"))) {
            return json(is("says 400 to unknown clients") ? 400 : 401, "{\"error\": \"invalid_client\"}");
        }
        return json(200, "{\"access_token\": \"" + token() + "\", \"token_type\": \"Bearer\", \"expires_in\": \"1\"}");
    }

    private static boolean isJson(Request request) {
        return request.contentType().filter(type -> type.isJson()).isPresent();
    }

    private String token() {
        String token = "token-" + tokens.incrementAndGet() + "-of-ann-0123456789";
        validUntil.put(token, System.nanoTime() + (is("lets tokens expire") ? 3_000_000_000L : 3_600_000_000_000L));
        return token;
    }

    private Response create(Request request) {
        var body = Json.parse(request.body()) instanceof Json.Parsed.Value value ? value.node() : Json.read("{}");
        var title = body.path("title");
        var text = body.path("text");
        boolean isRight = isJson(request)
                && title.isString()
                && !title.asString().isEmpty()
                && (text.isMissingNode() || text.isNull() || text.isString());
        if (!isRight) {
            return Response.of(400);
        }
        if (is("has each title once") && notes.containsValue(title.asString())) {
            return Response.of(409);
        }
        String id = Integer.toString(ids.incrementAndGet());
        notes.put(id, title.asString());
        var headers = Headers.of("Content-Type", "application/json", "Location", "/notes/" + id);
        return is("forgets the id")
                ? new Response(201, headers, bytes("{}"))
                : new Response(201, headers, bytes("{\"id\": " + id + ", \"title\": " + title + "}"));
    }

    private Response read(Request request, String id) {
        if (!id.matches("[0-9]+") || !request.query().matches("(.*&)?view=(full|short)(&.*)?")) {
            return Response.of(400);
        }
        String title = notes.get(id);
        return title == null
                ? Response.of(404)
                : json(
                        200,
                        "{\"id\": " + id + ", \"title\": "
                                + Json.text(tools.jackson.databind.node.JsonNodeFactory.instance.stringNode(title))
                                + "}");
    }

    private static Response json(int status, String body) {
        return new Response(
                status, Headers.of("Content-Type", "application/json", "Cache-Control", "no-store"), bytes(body));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        provider.close();
    }
}
