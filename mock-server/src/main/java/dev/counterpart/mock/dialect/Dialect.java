package dev.counterpart.mock.dialect;

/**
 * What differs between Counterpart's own behaviour and that of another mock: one part for each stage of an answer.
 *
 * <p>Thread-safe.
 *
 * @param validation how credentials, requests and responses are validated
 * @param negotiation which media type a response has
 * @param serialisation where bodies come from, and how they are written
 * @param headers which headers of documented responses are sent
 * @param refusals the problem documents
 * @param cors what pages of other origins may read
 */
public record Dialect(
        Validation validation,
        Negotiation negotiation,
        Serialisation serialisation,
        HeaderRules headers,
        Refusals refusals,
        Cors cors) {}
