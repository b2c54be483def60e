package dev.counterpart.mock.store;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The entries at one moment. Valid only while it is handed out. */
public interface StateView {

    /** How much is kept. */
    record Totals(int count, long characters) {

        static final Totals NONE = new Totals(0, 0);

        Totals plus(int more, long moreCharacters) {
            return new Totals(count + more, characters + moreCharacters);
        }
    }

    Optional<JsonNode> find(StateKey key);

    /** The values of a group by id, oldest first. */
    Map<String, JsonNode> all(StateKind kind, String owner, String group);

    /** The groups with entries, sorted. */
    Set<String> groups(StateKind kind, String owner);

    Totals totals(StateKind kind, String owner);
}
