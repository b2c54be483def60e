package dev.counterpart.mock.store;

import dev.counterpart.spec.Json;
import tools.jackson.databind.JsonNode;

/**
 * The value of an entry; it is never changed, only replaced.
 *
 * @param position in the order in which entries were created, from 1; a replaced value keeps it
 * @param characters the size of name and value as text
 */
public record StateEntry(JsonNode value, long position, int characters) {

    /** An entry whose size is computed. */
    public static StateEntry of(StateKey key, JsonNode value, long position) {
        return new StateEntry(
                value, position, key.characters() + Json.text(value).length());
    }
}
