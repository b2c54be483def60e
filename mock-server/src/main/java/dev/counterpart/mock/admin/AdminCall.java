package dev.counterpart.mock.admin;

import dev.counterpart.mock.journal.ViolationJson;
import dev.counterpart.spec.Json;
import dev.counterpart.spec.decode.Pairs;
import dev.counterpart.spec.http.Problem;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.rule.Violation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A valid request to the admin API.
 *
 * @param pathValues decoded
 * @param isTrusted whether the client has the admin token
 */
record AdminCall(Request request, Map<String, String> pathValues, boolean isTrusted) {

    String path(String name) {
        return pathValues.getOrDefault(name, "");
    }

    Optional<String> query(String name) {
        return Pairs.ofQuery(request.query()).decodedValues(name).stream().findFirst();
    }

    /** An integer of the query, at most {@link Integer#MAX_VALUE}; {@code 1e2} is one too. */
    int number(String name, int usual) {
        return query(name).map(text -> (int) integer(text, Integer.MAX_VALUE)).orElse(usual);
    }

    /** The id of an item of the mock, in the path. */
    long id() {
        return integer(path("id"), Long.MAX_VALUE);
    }

    private static long integer(String text, long most) {
        return new BigDecimal(text).min(BigDecimal.valueOf(most)).longValue();
    }

    /** Whose requests the call is about: those of a session, or all. */
    Optional<String> session() {
        return query("session");
    }

    /** The body as JSON; a missing node if there is none. */
    JsonNode body() {
        return Json.parse(request.body()) instanceof Json.Parsed.Value value ? value.node() : MissingNode.getInstance();
    }

    static Response json(int status, JsonNode node) {
        return Response.of(status, "application/json", Json.pretty(node) + "\n");
    }

    static Response ok(JsonNode node) {
        return json(200, node);
    }

    static Response done() {
        return Response.of(204);
    }

    static Response notFound(String detail) {
        return problem(404, detail);
    }

    static Response invalid(String detail) {
        return problem(400, detail);
    }

    static Response invalid(String detail, List<Violation> violations) {
        return problem(400, detail, violations);
    }

    /** A text of an object; empty if it is missing or empty. */
    static Optional<String> text(JsonNode node, String name) {
        return Optional.of(node.path(name).asString("")).filter(text -> !text.isEmpty());
    }

    static Response problem(int status, String detail) {
        return Problem.plain(status, detail).response();
    }

    /** A problem with the violations that caused it. */
    static Response problem(int status, String detail, List<Violation> violations) {
        var problem = Problem.plain(status, detail);
        problem.extensions().set("violations", ViolationJson.list(violations));
        return problem.response();
    }
}
