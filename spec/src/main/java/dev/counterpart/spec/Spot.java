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

    /**
     * The spot that {@link #toString} wrote.
     *
     * @throws IllegalArgumentException if no part of a message is called so
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
