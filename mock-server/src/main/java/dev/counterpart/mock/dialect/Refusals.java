package dev.counterpart.mock.dialect;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.http.ContentCoding;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Problem;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.route.Route;
import dev.counterpart.spec.rule.Keyword;
import dev.counterpart.spec.rule.MessageRules;
import dev.counterpart.spec.rule.Violation;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The problem documents of the mock and the proxy (RFC 9457). Their types are Prism's URIs in every dialect, so that clients
 * which test for them keep working.
 *
 * <p>Thread-safe.
 */
public final class Refusals {

    private static final String TYPE = "https://stoplight.io/prism/errors#";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Words words;

    public Refusals(Words words) {
        this.words = words;
    }

    public Response noPath(Route.Nowhere nowhere) {
        var problem = Problem.of(
                TYPE + "NO_PATH_MATCHED_ERROR", "Route not resolved, no path matched", 404, words.noPath(nowhere));
        if (isFull()) {
            nowhere.nearest().ifPresent(path -> problem.extensions().put("nearest", path));
        }
        return problem.response();
    }

    /** Only paths below these prefixes are served. */
    public Response outside(String path, List<String> prefixes) {
        return Problem.of(
                        TYPE + "NO_PATH_MATCHED_ERROR",
                        "Route not resolved, no path matched",
                        404,
                        "The route " + path + " hasn't been found: everything is served below "
                                + String.join(", ", prefixes))
                .response();
    }

    public Response noMethod(Route.WrongMethod wrong, String method) {
        var problem = Problem.of(
                TYPE + "NO_METHOD_MATCHED_ERROR",
                "Route resolved, but no method matched",
                405,
                "The route " + wrong.path() + " has been matched, but it does not have \""
                        + (isFull() ? method : method.toLowerCase(Locale.ROOT)) + "\" method defined");
        return problem.response().with("Allow", allowed(wrong.allowed()));
    }

    /** The available methods: those declared, and HEAD where GET is. */
    private static String allowed(Set<Method> declared) {
        var methods = new TreeSet<>(declared);
        if (methods.contains(Method.GET)) {
            methods.add(Method.HEAD);
        }
        return methods.stream().map(Method::name).collect(Collectors.joining(", "));
    }

    /**
     * A preference that cannot be read.
     *
     * @param given its value as JSON
     */
    public Response wrongPreference(String name, String given, String expected) {
        String complaint = "optional property \"" + name + "\"\n└─ cannot decode " + given + ", should be " + expected;
        return Problem.of(TYPE + "UNPROCESSABLE_ENTITY", "Invalid request", 422, complaint)
                .response();
    }

    public Response unauthorised(Operation operation, String challenge) {
        var problem =
                Problem.of(TYPE + "UNAUTHORIZED", "Invalid security scheme used", 401, words.unauthorised(operation));
        if (challenge.isEmpty()) {
            return problem.response();
        }
        problem.extensions().putObject("headers").put("WWW-Authenticate", challenge);
        return problem.response().with("WWW-Authenticate", challenge);
    }

    public Response forbidden() {
        return Problem.of(
                        TYPE + "FORBIDDEN",
                        "Not allowed",
                        403,
                        "The token is valid, but lacks what this response requires, and the contract declares no 403.")
                .response();
    }

    public Response invalid(Operation operation, List<Violation> violations) {
        var mediaType = violations.stream().filter(Refusals::isMediaType).findFirst();
        var problem = mediaType.isPresent()
                ? Problem.of(
                        TYPE + "INVALID_CONTENT_TYPE",
                        "Invalid content type",
                        415,
                        ViolationEntry.text(mediaType.get()))
                : Problem.of(TYPE + "UNPROCESSABLE_ENTITY", "Invalid request", 422, words.invalid(operation));
        if (mediaType.isEmpty() || isFull()) {
            problem.extensions().set("validation", validation(violations));
        }
        return problem.response();
    }

    /** Whether the body cannot be read because of its Content-Type. */
    public static boolean isMediaType(Violation violation) {
        return violation.rule().equals(MessageRules.BODY_MEDIA_TYPE)
                || (violation.rule().equals(MessageRules.BODY_SYNTAX)
                        && violation.expected().startsWith("a boundary"));
    }

    /** A request that the proxy does not forward, for any reason. */
    public Response unprocessable(List<Violation> violations) {
        var problem = Problem.of(TYPE + "UNPROCESSABLE_ENTITY", "Invalid request", 422, words.notForwarded());
        problem.extensions().set("validation", validation(violations));
        return problem.response();
    }

    public Response bodyOfGet() {
        return Problem.of(TYPE + "PROXY_UNSUPPORTED_REQUEST_BODY", words.bodyOfGet(), 501, "")
                .response();
    }

    /** The upstream server gave no valid answer (RFC 9110 §15.6.3). */
    public Response unreachable(String reason) {
        return Problem.of("FetchError", reason, 502, "").response();
    }

    /** The upstream server took too long (RFC 9110 §15.6.5). */
    public Response late(String reason) {
        return Problem.of("FetchError", reason, 504, "").response();
    }

    /** A body whose rest is not read, so the connection is closed. */
    public Response tooLarge(int most) {
        return Problem.plain(413, "The body is larger than " + most + " bytes.")
                .response()
                .with("Connection", "close");
    }

    /** A body whose content coding is not supported (RFC 9110 §15.5.16), or that is not encoded as declared. */
    public Response undecoded(ContentCoding.Result body) {
        if (body instanceof ContentCoding.Result.TooLarge large) {
            return tooLarge(large.limit());
        }
        if (body instanceof ContentCoding.Result.Corrupt corrupt) {
            String detail = "The body is not " + corrupt.coding() + " data, as Content-Encoding says: "
                    + corrupt.reason() + ".";
            return Problem.plain(400, detail).response();
        }
        String coding = ((ContentCoding.Result.Unsupported) body).coding();
        String detail =
                "The content coding " + coding + " is not supported; supported are " + ContentCoding.ACCEPTED + ".";
        return Problem.of(TYPE + "INVALID_CONTENT_TYPE", "Unsupported content coding", 415, detail)
                .response()
                .with("Accept-Encoding", ContentCoding.ACCEPTED);
    }

    public Response noSuchStatus(int code, Collection<String> declared) {
        var problem = notFound("Requested status code " + code + " is not defined in the document.");
        return available(problem, "statuses", declared);
    }

    public Response noSuchExample(String mediaType, String name, Collection<String> existing) {
        var problem =
                notFound("Response for contentType: " + mediaType + " and exampleKey: " + name + " does not exist.");
        return available(problem, "examples", existing);
    }

    public Response noSuchBranch(String mediaType, String name, Collection<String> existing) {
        var problem = notFound("Response for contentType: " + mediaType + " has no branch of oneOf or anyOf called "
                + name + "; there " + (existing.isEmpty() ? "is none" : "are " + String.join(", ", existing)) + ".");
        return available(problem, "branches", existing);
    }

    public Response notAcceptable(String accept, Collection<String> offered) {
        var problem = Problem.of(
                TYPE + "NOT_ACCEPTABLE",
                "The server cannot produce a representation for your accept header",
                406,
                "Unable to find content for " + accept);
        return available(problem, "mediaTypes", offered);
    }

    public Response noResponse(Operation operation) {
        return Problem.of(
                        TYPE + "NO_RESPONSE_RESPONSE_DEFINED",
                        "No response defined for the selected operation",
                        500,
                        words.noResponse(operation))
                .response();
    }

    public Response noServers(String url) {
        return Problem.of(
                        TYPE + "NO_SERVER_CONFIGURATION_PROVIDED_ERROR",
                        "Route not resolved, no server configuration provided",
                        404,
                        "No server configuration has been provided, although " + url + " is set as server url")
                .response();
    }

    public Response noServer(String url) {
        return Problem.of(
                        TYPE + "NO_SERVER_MATCHED_ERROR",
                        "Route not resolved, no server matched",
                        404,
                        "The server url " + url + " hasn't been matched with any of the provided servers")
                .response();
    }

    public Response complexText() {
        String title = "Cannot serialise complex objects as text";
        return Problem.of(TYPE + "NO_COMPLEX_OBJECT_TEXT", title, 500, title).response();
    }

    /** A status that the contract does not declare, on request. */
    public Response outage(int status) {
        return Problem.plain(status, "This status was requested. The contract does not declare it.")
                .response();
    }

    /** Neither the response that was requested can be made, nor the usual one. */
    public Response neither(String requested, String usual) {
        return unknown(requested + ". We tried default response, but we got " + usual);
    }

    public Response unknown(String title) {
        return Problem.of(TYPE + "UNKNOWN", title, 500, "").response();
    }

    /** The schema allows no body. */
    public Response impossible(String reason) {
        return Problem.of(TYPE + "UNKNOWN", "No body can be made", 500, reason).response();
    }

    /** The answer violates the contract, and the options replace it by an error. */
    public Response wrongAnswer(List<Violation> violations, Response invalid) {
        var problem = Problem.of(TYPE + "VIOLATIONS", "Request/Response not valid", 500, words.invalidAnswer());
        var list = problem.extensions().putArray("validation");
        violations.forEach(violation -> list.add(SlViolations.prefixed("response", entry(violation))));
        return invalid.headers()
                .first(SlViolations.HEADER)
                .map(found -> problem.response().with(SlViolations.HEADER, found))
                .orElseGet(problem::response);
    }

    private Problem notFound(String detail) {
        return Problem.of(TYPE + "NOT_FOUND", "The server cannot find the requested content", 404, detail);
    }

    private Response available(Problem problem, String name, Collection<String> values) {
        if (isFull()) {
            var list = problem.extensions().putArray(name);
            values.forEach(list::add);
        }
        return problem.response();
    }

    private ArrayNode validation(List<Violation> violations) {
        var list = NODES.arrayNode();
        violations.forEach(violation -> list.add(entry(violation)));
        return list;
    }

    private ObjectNode entry(Violation violation) {
        var entry = ViolationEntry.finding(violation);
        if (isFull()) {
            entry.put("rule", violation.rule().id());
            violation.facts().forEach((label, fact) -> entry.put(label.replace(' ', '-'), fact));
            violation
                    .finding()
                    .filter(finding -> Keyword.find(finding.keyword()).isPresent())
                    .filter(finding ->
                            !finding.limit().isMissingNode() && !finding.limit().isContainer())
                    .ifPresent(finding -> entry.set(finding.keyword(), finding.limit()));
        }
        return entry;
    }

    private boolean isFull() {
        return words.areExplicit();
    }
}
