package dev.counterpart.spec.rule;

import java.util.Locale;
import tools.jackson.core.JsonPointer;

/**
 * A part of a message.
 *
 * @param pointer within that part; for a parameter it begins with its name; empty for the whole part
 */
public record Spot(Part part, JsonPointer pointer) {

    /** The parts of requests and responses. */
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

        /** The name in messages: {@code response body}. */
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

    /**
     * Parses the result of {@link #toString}.
     *
     * @throws IllegalArgumentException if the part is unknown
     */
    public static Spot parse(String text) {
        int slash = text.indexOf(" /");
        String label = slash < 0 ? text : text.substring(0, slash);
        var part = Part.valueOf(label.toUpperCase(Locale.ROOT).replace(' ', '_'));
        return new Spot(part, JsonPointer.compile(slash < 0 ? "" : text.substring(slash + 1)));
    }

    @Override
    public String toString() {
        return pointer.matches() ? part.label() : part.label() + " " + pointer;
    }
}
