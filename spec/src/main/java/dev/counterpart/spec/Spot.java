package dev.counterpart.spec;

import java.util.Locale;
import tools.jackson.core.JsonPointer;

/**
 * A part of a message.
 *
 * @param pointer within that part, for a parameter beginning with its name; empty for all of it
 */
public record Spot(Part part, JsonPointer pointer) {

    /** The parts of a request and a response that can be wrong. */
    public enum Part {
        REQUEST,
        REQUEST_PATH,
        REQUEST_QUERY,
        REQUEST_HEADER,
        REQUEST_COOKIE,
        REQUEST_BODY,
        RESPONSE,
        RESPONSE_STATUS,
        RESPONSE_HEADER,
        RESPONSE_BODY,
        DOCUMENT,
        FIXTURE;

        /** As in messages: {@code response body}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    public static Spot of(Part part) {
        return new Spot(part, JsonPointer.empty());
    }

    public static Spot of(Part part, String name) {
        return new Spot(part, JsonPointer.empty().appendProperty(name));
    }

    @Override
    public String toString() {
        return pointer.matches() ? part.label() : part.label() + " " + pointer;
    }
}
