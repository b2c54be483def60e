package dev.counterpart.spec;

/**
 * A request that the provider sends after it has answered an operation.
 *
 * @param name as the document calls it
 * @param expression the URL, with runtime expressions
 * @param operation method, parameters, body and responses; its path has no meaning, and its own callbacks are not read
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#callback-object">OpenAPI 3.1.1, Callback Object</a>
 */
public record Callback(String name, String expression, Operation operation) {}
