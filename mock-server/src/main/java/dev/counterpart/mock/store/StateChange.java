package dev.counterpart.mock.store;

import tools.jackson.databind.JsonNode;

/** A change under way: what it puts and removes is seen by itself at once, and by others all together or not at all. */
public interface StateChange extends StateView {

    /** Creates or replaces an entry. The value must not be changed afterwards. */
    void put(StateKey key, JsonNode value);

    /** Removes an entry; returns whether it existed. */
    boolean remove(StateKey key);
}
