package dev.counterpart.spec;

/**
 * Something that can be broken.
 *
 * @param id stable and dotted, for example {@code response.body.schema.type}
 * @param meaning one sentence: what is asked
 * @param example what breaks it
 * @param fix what to do then
 */
public record Rule(String id, Severity severity, String meaning, String example, String fix) {

    @Override
    public String toString() {
        return id;
    }
}
