package dev.counterpart.verify.variation;

import java.util.Locale;
import tools.jackson.core.JsonPointer;

/**
 * A part that can be removed from a request.
 *
 * @param index of the pair or header line among those of its kind; 0 for a part of the body
 * @param pointer to the part of the body; empty for all of it, and for other kinds
 */
public record RequestPart(Kind kind, int index, String name, JsonPointer pointer) {

    public enum Kind {
        QUERY,
        HEADER,
        COOKIE,
        BODY;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static RequestPart of(Kind kind, int index, String name) {
        return new RequestPart(kind, index, name, JsonPointer.empty());
    }

    static RequestPart ofBody(JsonPointer pointer) {
        return new RequestPart(Kind.BODY, 0, pointer.toString(), pointer);
    }

    /** Whether this part is within the other one, or the same. */
    public boolean isWithin(RequestPart other) {
        return kind == Kind.BODY && other.kind == Kind.BODY && (pointer + "/").startsWith(other.pointer + "/");
    }

    /** {@code query limit}, {@code body /lines/0}. */
    @Override
    public String toString() {
        return (kind.label() + " " + name).strip();
    }
}
