package dev.counterpart.spec.overlay;

import dev.counterpart.spec.tree.Lined;
import java.util.Optional;
import tools.jackson.core.JsonPointer;

/**
 * One action of an overlay; one of {@code removes}, {@code update} and {@code copy} counts.
 *
 * @param at its place in the overlay
 * @param target a JSONPath
 * @param update the value to merge, append or set
 * @param copy a JSONPath of that value in the document (Overlay 1.1)
 * @see <a href="https://spec.openapis.org/overlay/v1.1.0.html#action-object">Overlay 1.1.0, Action Object</a>
 */
record OverlayAction(JsonPointer at, String target, boolean removes, Optional<Field> update, Optional<Field> copy) {

    /**
     * A field of the action, or of the reusable action that it refers to (Overlay 1.2).
     *
     * @param at its place in the overlay
     */
    record Field(JsonPointer at, Lined value) {}

    /** The place of the target. */
    JsonPointer targetAt() {
        return at.appendProperty("target");
    }
}
