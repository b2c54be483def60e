package dev.counterpart.mock.state;

import dev.counterpart.mock.store.StateChange;
import dev.counterpart.mock.store.StateKey;
import dev.counterpart.mock.store.StateKind;
import dev.counterpart.spec.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The items of all collections of one contract during one change, in the order in which they were created. An item is never changed,
 * only replaced.
 */
public final class Items {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}");
    private static final String SEQUENCE = "items";

    /** The result of storing an item. */
    public enum Stored {
        CREATED,
        REPLACED,
        /** There are {@link Rows#MOST} items; nothing was stored. */
        TOO_MANY,
        /** The items have {@link Rows#MOST_CHARACTERS} characters; nothing was stored. */
        TOO_LARGE,
        /** There are {@link Rows#MOST} collections; nothing was stored. */
        TOO_MANY_COLLECTIONS;

        /** Whether a bound was met. */
        public boolean isFull() {
            return compareTo(REPLACED) > 0;
        }

        /** Which bound was met, and what to do, in sentences. */
        public String bound() {
            String what = switch (this) {
                case TOO_LARGE -> Rows.MOST_CHARACTERS + " characters of items";
                case TOO_MANY_COLLECTIONS -> Rows.MOST + " collections";
                default -> Rows.MOST + " items";
            };
            return "The mock holds " + what + ", which is the maximum. Remove some, or reset the state.";
        }
    }

    private final StateChange state;
    private final String contract;

    Items(StateChange state, String contract) {
        this.state = state;
        this.contract = contract;
    }

    private StateKey key(String collection, String id) {
        return new StateKey(StateKind.ITEM, contract, collection, id);
    }

    private StateKey begun(String collection) {
        return new StateKey(StateKind.COLLECTION, contract, "", collection);
    }

    /** Whether the collection has its first items. */
    public boolean isBegun(String collection) {
        return state.find(begun(collection)).isPresent();
    }

    /** Fills a collection that was never used, as far as the bounds allow. */
    public void begin(String collection, Map<String, ObjectNode> seeds) {
        if (!seeds.isEmpty() && !isBegun(collection) && markedAsBegun(collection)) {
            seeds.forEach((id, item) -> store(collection, id, item));
        }
    }

    private boolean markedAsBegun(String collection) {
        boolean isFull = state.totals(StateKind.COLLECTION, contract).count() >= Rows.MOST;
        if (!isFull) {
            state.put(begun(collection), JsonNodeFactory.instance.objectNode());
        }
        return !isFull;
    }

    /** The items of a collection by id. */
    public Map<String, ObjectNode> all(String collection) {
        var items = new LinkedHashMap<String, ObjectNode>();
        state.all(StateKind.ITEM, contract, collection).forEach((id, item) -> items.put(id, (ObjectNode) item));
        return items;
    }

    public Optional<ObjectNode> find(String collection, String id) {
        return state.find(key(collection, id)).map(ObjectNode.class::cast);
    }

    /** Creates or replaces an item. The first item of a collection counts as its beginning. */
    public Stored put(String collection, String id, ObjectNode item) {
        return isBegun(collection) || markedAsBegun(collection)
                ? store(collection, id, item)
                : Stored.TOO_MANY_COLLECTIONS;
    }

    private Stored store(String collection, String id, ObjectNode item) {
        var key = key(collection, id);
        var old = state.find(key);
        var totals = state.totals(StateKind.ITEM, contract);
        if (old.isEmpty() && totals.count() >= Rows.MOST) {
            return Stored.TOO_MANY;
        }
        long more = (long) Json.text(item).length()
                - old.map(Json::text).map(String::length).orElse(0);
        if (totals.characters() + more > Rows.MOST_CHARACTERS) {
            return Stored.TOO_LARGE;
        }
        state.put(key, item);
        state.remove(removed(collection, id));
        return old.isEmpty() ? Stored.CREATED : Stored.REPLACED;
    }

    /** Removes an item; returns whether it existed. */
    public boolean remove(String collection, String id) {
        boolean was = state.remove(key(collection, id));
        if (was) {
            remember(collection, id);
        }
        return was;
    }

    private void remember(String collection, String id) {
        if (state.totals(StateKind.REMOVED, contract).count() < Rows.MOST) {
            state.put(removed(collection, id), JsonNodeFactory.instance.objectNode());
        }
    }

    /** Whether it is remembered that an item was removed. */
    public boolean wasRemoved(String collection, String id) {
        return state.find(removed(collection, id)).isPresent();
    }

    private StateKey removed(String collection, String id) {
        return new StateKey(StateKind.REMOVED, contract, collection, id);
    }

    /** The highest id that is a number; 0 if there is none. */
    public long highestNumber(String collection) {
        return state.all(StateKind.ITEM, contract, collection).keySet().stream()
                .filter(id -> NUMBER.matcher(id).matches())
                .mapToLong(Long::parseLong)
                .max()
                .orElse(0);
    }

    /** A number that was not given before, from 1; the same sequence in every run. */
    public long nextNumber() {
        var key = sequence();
        long next = state.find(key).map(JsonNode::asLong).orElse(0L) + 1;
        state.put(key, JsonNodeFactory.instance.numberNode(next));
        return next;
    }

    private StateKey sequence() {
        return new StateKey(StateKind.NUMBER, contract, "", SEQUENCE);
    }

    /** Removes a collection; it is filled again when it is used. */
    public void clear(String collection) {
        List.copyOf(all(collection).keySet()).forEach(id -> remove(collection, id));
        List.copyOf(state.all(StateKind.REMOVED, contract, collection).keySet())
                .forEach(id -> state.remove(removed(collection, id)));
        state.remove(begun(collection));
    }

    /** The size of all items, in characters. */
    public long characters() {
        return state.totals(StateKind.ITEM, contract).characters();
    }

    /** Removes everything; collections are filled again when they are used. */
    void clear() {
        var names = new TreeSet<>(state.groups(StateKind.ITEM, contract));
        names.addAll(state.groups(StateKind.REMOVED, contract));
        names.addAll(state.all(StateKind.COLLECTION, contract, "").keySet());
        names.forEach(this::clear);
        state.remove(sequence());
    }

    /** The number of items of each collection in use, sorted by name. */
    public Map<String, Integer> counts() {
        var names = new TreeSet<>(state.all(StateKind.COLLECTION, contract, "").keySet());
        names.addAll(state.groups(StateKind.ITEM, contract));
        var counts = new TreeMap<String, Integer>();
        names.forEach(name ->
                counts.put(name, state.all(StateKind.ITEM, contract, name).size()));
        return counts;
    }
}
