package dev.counterpart.mock.dialect;

/**
 * What differs between Counterpart's own behaviour and that of another mock: one part for each stage of an answer.
 *
 * <p>Thread-safe.
 */
public interface Dialect {

    /** How credentials, requests and responses are validated. */
    Validation validation();

    /** Which media type a response has. */
    Negotiation negotiation();

    /** Where bodies come from, and how they are written. */
    Serialisation serialisation();

    /** Which headers of documented responses are sent. */
    HeaderRules headers();

    /** The problem documents. */
    Refusals refusals();

    /** What pages of other origins may read. */
    Cors cors();
}
