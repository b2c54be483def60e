package dev.counterpart.spec.rule;

/**
 * A rule that a message, document or fixture can violate.
 *
 * @param id stable and dotted, for example {@code response.body.schema.type}
 * @param meaning the requirement in one sentence
 * @param example an example that violates it
 * @param fix how to fix a violation
 */
public record Rule(String id, Severity severity, String meaning, String example, String fix) {

    @Override
    public String toString() {
        return id;
    }
}
