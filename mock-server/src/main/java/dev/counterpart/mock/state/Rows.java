package dev.counterpart.mock.state;

import dev.counterpart.mock.store.StateChange;
import dev.counterpart.mock.store.StateKey;
import dev.counterpart.mock.store.StateKind;
import dev.counterpart.mock.store.StateStore;
import dev.counterpart.mock.store.StateView;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * The items of all collections of one contract. The number of items and their size are bounded.
 *
 * <p>Thread-safe.
 */
public final class Rows {

    /** Maximum number of items, and of collections. */
    public static final int MOST = 10_000;

    /** Maximum size of all items, as JSON text with their names, in characters. */
    public static final long MOST_CHARACTERS = 16L * 1024 * 1024;

    private final StateStore store;
    private final String contract;
    private final Runnable changed;

    /**
     * @param contract names it in the store
     * @param changed runs after each change by a request or a person
     */
    public Rows(StateStore store, String contract, Runnable changed) {
        this.store = store;
        this.contract = contract;
        this.changed = changed;
    }

    /** Reads the items as they are known. {@code reader} must not change them. */
    public <T> T read(Function<Items, T> reader) {
        return store.read(view -> reader.apply(new Items(new Unchanged(view), contract)));
    }

    /**
     * Reads and changes items as one step. {@code change} may be called twice.
     *
     * @throws dev.counterpart.mock.store.StateUnavailable if the change could not be kept
     */
    public <T> T change(Function<Items, T> change) {
        long before = changes();
        T result = store.change(state -> change.apply(new Items(state, contract)));
        if (changes() != before) {
            changed.run();
        }
        return result;
    }

    private long changes() {
        return store.changes(StateKind.ITEM) + store.changes(StateKind.COLLECTION);
    }

    /** Forgets everything; collections are filled again when they are used. */
    public void clear() {
        change(items -> {
            items.clear();
            return true;
        });
    }

    /** What is read without a change. */
    private record Unchanged(StateView view) implements StateChange {

        @Override
        public void put(StateKey key, JsonNode value) {
            throw new IllegalStateException("the state is only read");
        }

        @Override
        public boolean remove(StateKey key) {
            throw new IllegalStateException("the state is only read");
        }

        @Override
        public Optional<JsonNode> find(StateKey key) {
            return view.find(key);
        }

        @Override
        public Map<String, JsonNode> all(StateKind kind, String owner, String group) {
            return view.all(kind, owner, group);
        }

        @Override
        public Set<String> groups(StateKind kind, String owner) {
            return view.groups(kind, owner);
        }

        @Override
        public Totals totals(StateKind kind, String owner) {
            return view.totals(kind, owner);
        }
    }
}
