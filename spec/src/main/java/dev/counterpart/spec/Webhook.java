package dev.counterpart.spec;

/**
 * A request that the provider sends by itself, to a URL agreed upon elsewhere.
 *
 * @param name as the document calls it
 * @param operation method, parameters, body and responses; its path has no meaning
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html#oas-webhooks">OpenAPI 3.1.1, webhooks</a>
 */
public record Webhook(String name, Operation operation) {}
