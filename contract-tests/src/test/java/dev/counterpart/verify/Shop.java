package dev.counterpart.verify;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.route.Route;
import dev.counterpart.spec.route.Router;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.schema.SchemaValidator;
import dev.counterpart.spec.validate.RequestValidator;
import dev.counterpart.verify.data.DataReader;
import dev.counterpart.verify.data.GateData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A provider of {@code contracts/shop.yaml}: right in everything, but for its answer to some requests. */
final class Shop {

    private static final Contract CONTRACT = LocalProvider.contract("shop.yaml");
    private static final GateData DATA = ((DataReader.Result.Read)
                    DataReader.read(Path.of("src/test/resources/data/shop.yaml"), name -> Optional.empty()))
            .data();

    private static final String ORDER = "{\"id\": \"0f8fad5b-d9cb-469f-a165-70867728950e\", \"customer\":"
            + " \"ann@example.com\", \"total\": 12.5, \"count\": 1, \"placed\": \"2026-01-02T03:04:05Z\", \"state\":"
            + " \"open\", \"tags\": [\"new\"], \"coupon\": null}";

    private static final String LIST = "{\"items\": [" + ORDER + "], \"next\": null}";

    private final Router router = new Router(CONTRACT);
    private final RequestValidator validator =
            new RequestValidator(CONTRACT, new SchemaValidator(CONTRACT.documents(), CONTRACT.version()));
    private final Pattern requests;
    private final String answer;

    private Shop(String requests, String answer) {
        this.requests = Pattern.compile(spelt(requests), Pattern.DOTALL);
        this.answer = spelt(answer);
    }

    /**
     * The errors that the gate finds.
     *
     * @param requests a pattern, found in the method, the target, the header lines and the body of what is answered otherwise
     * @param answer {@code 200; Name: value; … >> body}; {@code right} instead of a status changes the right answer: headers
     *     without a value are left out, and so is the body where none is given, unless the right one has any
     */
    static List<String> brokenRules(String requests, String answer) {
        var shop = new Shop(requests, answer);
        try (var provider = new LocalProvider(shop::answer)) {
            return provider.brokenRules(CONTRACT, DATA, Severity.ERROR);
        }
    }

    /** Short names in a table: requests that are known to be right, and right answers, whatever was asked. */
    private static String spelt(String text) {
        String id = "/orders/0f8fad5b-d9cb-469f-a165-70867728950e";
        return text.replace(
                        "LISTING",
                        "^GET /orders\n(?!.*cookie)(?=.*: Bearer token-of-ann-0123456789\n).*x-tenant: (north|south)\n")
                .replace("READING", "^GET " + id + "\n.*: Bearer token-of-ann-0123456789\n")
                .replace("RECEIPT", "^GET " + id + "/receipt\\?api_key=key-of-ann-0123456789\n")
                .replace(
                        "UNKNOWN",
                        "^GET /orders/00000000-0000-4000-8000-000000000404\n.*: Bearer token-of-ann-0123456789\n")
                .replace("LISTED", "200; X-Total: 1; Content-Type: application/json >> " + LIST)
                .replace("READ", "200; Etag: \"1\"; Content-Type: application/json >> " + ORDER)
                .replace("PLACED", "201; Location: " + id + "; Content-Type: application/json >> " + ORDER);
    }

    private Response answer(Request request) {
        var right = right(request);
        boolean isMeant = requests.matcher(text(request)).find()
                || (request.method().equals("HEAD")
                        && requests.matcher(text(request.withMethod(Method.GET)))
                                .find());
        boolean isOdd = request.hasBody() && request.method().equals("GET");
        return isMeant && !isOdd ? changed(right) : right;
    }

    /** One line each for the target and the headers, and the body. */
    private static String text(Request request) {
        var text = new StringBuilder(request.method() + " " + request.target() + "\n");
        request.headers()
                .fields()
                .forEach(field -> text.append(field.getKey().toLowerCase(java.util.Locale.ROOT))
                        .append(": ")
                        .append(field.getValue())
                        .append('\n'));
        return text.append('\n')
                .append(new String(request.body(), StandardCharsets.UTF_8))
                .toString();
    }

    private Response changed(Response right) {
        String[] parts = answer.split(" >> ", 2);
        String[] head = parts[0].strip().split("; (?=[A-Z])", -1);
        var response = head[0].equals("right") ? right : Response.of(Integer.parseInt(head[0]));
        for (int i = 1; i < head.length; i++) {
            int colon = head[i].indexOf(':');
            String name = head[i].substring(0, colon);
            String value = head[i].substring(colon + 1).strip();
            response = value.isEmpty()
                    ? response.withHeaders(response.headers().without(name))
                    : response.with(name, value);
        }
        return parts.length > 1 ? response.withBody(parts[1].strip().getBytes(StandardCharsets.UTF_8)) : response;
    }

    private Response right(Request request) {
        boolean head = request.method().equals("HEAD");
        var route = router.route(head ? "GET" : request.method(), request.path());
        if (route instanceof Route.WrongMethod wrong) {
            return Response.of(405)
                    .with(
                            "Allow",
                            String.join(
                                    ", ",
                                    wrong.allowed().stream().map(Method::name).toList()));
        }
        if (!(route instanceof Route.Found found)) {
            return Response.of(404);
        }
        if (!isKnown(found.operation(), request)) {
            return denied(found.operation());
        }
        boolean invalid = validator.violations(found.operation(), found.encodedValues(), request).stream()
                .anyMatch(violation -> violation.severity() == Severity.ERROR);
        String id = found.encodedValues().getOrDefault("id", "");
        return invalid ? refused(found.operation()) : right(found.operation(), id);
    }

    private static boolean isKnown(Operation operation, Request request) {
        String authorization = request.headers().first("Authorization").orElse("");
        return switch (operation.name()) {
            case "readPhoto", "health" -> true;
            case "readReceipt" ->
                ("&" + request.query() + "&").contains("&api_key=key-of-ann-0123456789&")
                        || authorization.matches("(?i:bearer) token-of-ann-0123456789");
            case "logIn" -> authorization.matches("(?i:basic) YW5uOnBhc3N3b3JkLTAxMjM0NTY3ODk=");
            default -> authorization.matches("(?i:bearer) token-of-ann-0123456789");
        };
    }

    private static Response denied(Operation operation) {
        return operation.name().matches("read.*|logIn")
                ? Response.of(401).with("WWW-Authenticate", "Bearer, Basic realm=\"shop\"")
                : problem(401).with("WWW-Authenticate", "Bearer");
    }

    private static Response refused(Operation operation) {
        return switch (operation.name()) {
            case "readOrder" -> problem(404);
            case "readReceipt", "readPhoto" -> Response.of(404);
            case "logIn", "health", "readBatch" -> Response.of(400);
            default -> problem(operation.name().equals("placeOrder") ? 422 : 400);
        };
    }

    private static Response problem(int status) {
        return Response.of(status, "application/problem+json", "{\"title\": \"no\", \"status\": " + status + "}");
    }

    private static Response right(Operation operation, String id) {
        boolean there = id.startsWith("0f8fad5b");
        return switch (operation.name()) {
            case "listOrders" -> json(LIST).with("X-Total", "1");
            case "placeOrder" ->
                new Response(201, json(ORDER).headers(), json(ORDER).body())
                        .with("Location", "/orders/0f8fad5b-d9cb-469f-a165-70867728950e");
            case "readOrder" -> there ? json(ORDER).with("ETag", "\"1\"") : problem(404);
            case "readBatch" -> json("[" + ORDER + "]");
            case "scan" -> Response.of(204);
            case "cancelOrder" -> there ? Response.of(202) : problem(404);
            case "readReceipt" -> there ? Response.of(200, "text/plain", "12.50 paid") : Response.of(404);
            case "readPhoto" ->
                there ? Response.of(302).with("Location", "https://img.example.com/1.png") : Response.of(404);
            case "logIn" -> json("{\"access_token\": \"abc\"}").with("Cache-Control", "no-store");
            default -> json("{\"up\": true, \"since\": \"2026-01-02T03:04:05+01:00\", \"load\": 0.5}");
        };
    }

    private static Response json(String body) {
        return Response.of(200, "application/json", body);
    }
}
