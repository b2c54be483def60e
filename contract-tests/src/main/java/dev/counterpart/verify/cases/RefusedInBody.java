package dev.counterpart.verify.cases;

import dev.counterpart.spec.Json;
import dev.counterpart.spec.http.Response;
import dev.counterpart.verify.cases.Expectation.Denial;
import dev.counterpart.verify.cases.Expectation.Refusal;
import tools.jackson.databind.JsonNode;

/**
 * Refusals of protocols that answer 200 to everything and say in the body that there was no result: GraphQL over HTTP with {@code
 * application/json}, and JSON-RPC 2.0 §5.1. They count if the operation documents no other refusal.
 */
public final class RefusedInBody {

    private RefusedInBody() {}

    /** Whether that answer to a request that must be refused is such a refusal. */
    public static boolean isRefusal(Case sent, Response response) {
        boolean mustBeRefused = sent.expectation() instanceof Refusal || sent.expectation() instanceof Denial;
        return mustBeRefused
                && response.status() == 200
                && sent.operation().responses().stream()
                        .noneMatch(declared -> declared.status().isDefault()
                                || declared.status().text().startsWith("4"))
                && response.contentType().filter(type -> type.isJson()).isPresent()
                && Json.parse(response.body()) instanceof Json.Parsed.Value value
                && (isGraphQl(value.node()) || isRpc(value.node()));
    }

    private static boolean isGraphQl(JsonNode body) {
        var errors = body.path("errors");
        return errors.isArray()
                && !errors.isEmpty()
                && errors.valueStream().allMatch(error -> error.path("message").isString())
                && (body.path("data").isMissingNode() || body.path("data").isNull());
    }

    private static boolean isRpc(JsonNode body) {
        var error = body.path("error");
        return body.path("jsonrpc").asString("").equals("2.0")
                && error.path("code").isIntegralNumber()
                && error.path("message").isString()
                && !body.has("result");
    }
}
