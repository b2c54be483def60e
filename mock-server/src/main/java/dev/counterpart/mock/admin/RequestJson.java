package dev.counterpart.mock.admin;

import dev.counterpart.spec.http.Request;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A request as JSON, as the control room writes it as curl and fetch. */
final class RequestJson {

    private RequestJson() {}

    /** @param prefix of all paths of the contract */
    static ObjectNode of(Request request, String prefix) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("method", request.method());
        node.put("target", prefix + request.target());
        var headers = node.putArray("headers");
        request.headers()
                .fields()
                .forEach(
                        field -> headers.addObject().put("name", field.getKey()).put("value", field.getValue()));
        if (request.hasBody()) {
            node.put("body", new String(request.body(), StandardCharsets.UTF_8));
        }
        return node;
    }
}
