package dev.counterpart.mock.state;

import dev.counterpart.spec.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * The items of all collections of one contract, in memory. Items are in the order in which they were created. The number of items and
 * their size are bounded.
 *
 * <p>Thread-safe; an item is never changed, only replaced.
 */
public final class Rows {

    /** Maximum number of items. */
    public static final int MOST = 10_000;

    /** Maximum size of all items, as JSON text, in characters. */
    public static final long MOST_CHARACTERS = 16L * 1024 * 1024;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}");

    /** The result of storing an item. */
    public enum Stored {
        CREATED,
        REPLACED,
        /** A bound was met; nothing was stored. */
        FULL
    }

    private record Row(ObjectNode item, int characters) {}

    private final Map<String, Map<String, Row>> collections = new TreeMap<>();
    private final Runnable changed;
    private int count;
    private long characters;
    private long numbers;

    /** @param changed runs after each change by a request or a person */
    public Rows(Runnable changed) {
        this.changed = changed;
    }

    /** Fills a collection that was never used. */
    public synchronized void begin(String collection, Supplier<Map<String, ObjectNode>> seeds) {
        if (!collections.containsKey(collection)) {
            collections.put(collection, new LinkedHashMap<>());
            seeds.get().forEach((id, item) -> store(collection, id, item));
        }
    }

    /** The names of the collections in use, sorted. */
    public synchronized List<String> collections() {
        return List.copyOf(collections.keySet());
    }

    /** The items of a collection by id. */
    public synchronized Map<String, ObjectNode> items(String collection) {
        var items = new LinkedHashMap<String, ObjectNode>();
        collections.getOrDefault(collection, Map.of()).forEach((id, row) -> items.put(id, row.item()));
        return items;
    }

    public synchronized Optional<ObjectNode> find(String collection, String id) {
        return Optional.ofNullable(
                        collections.getOrDefault(collection, Map.of()).get(id))
                .map(Row::item);
    }

    /** The highest id that is a number; 0 if there is none. */
    public synchronized long highestNumber(String collection) {
        return collections.getOrDefault(collection, Map.of()).keySet().stream()
                .filter(id -> NUMBER.matcher(id).matches())
                .mapToLong(Long::parseLong)
                .max()
                .orElse(0);
    }

    /** Creates or replaces an item. */
    public Stored put(String collection, String id, ObjectNode item) {
        Stored stored;
        synchronized (this) {
            stored = store(collection, id, item);
        }
        changed.run();
        return stored;
    }

    private Stored store(String collection, String id, ObjectNode item) {
        var rows = collections.computeIfAbsent(collection, name -> new LinkedHashMap<>());
        var old = Optional.ofNullable(rows.get(id));
        int size = Json.text(item).length();
        long after = characters + size - old.map(Row::characters).orElse(0);
        if ((old.isEmpty() && count >= MOST) || after > MOST_CHARACTERS) {
            return Stored.FULL;
        }
        rows.put(id, new Row(item, size));
        characters = after;
        count += old.isEmpty() ? 1 : 0;
        return old.isEmpty() ? Stored.CREATED : Stored.REPLACED;
    }

    /** Removes an item; returns whether it existed. */
    public boolean remove(String collection, String id) {
        boolean existed;
        synchronized (this) {
            var row = Optional.ofNullable(
                    collections.getOrDefault(collection, new LinkedHashMap<>()).remove(id));
            row.ifPresent(removed -> {
                count--;
                characters -= removed.characters();
            });
            existed = row.isPresent();
        }
        if (existed) {
            changed.run();
        }
        return existed;
    }

    /** A number that was not given before, from 1; the same sequence in every run. */
    public synchronized long nextNumber() {
        return ++numbers;
    }

    /** Forgets everything; collections are filled again when they are used. */
    public void clear() {
        synchronized (this) {
            collections.clear();
            count = 0;
            characters = 0;
            numbers = 0;
        }
        changed.run();
    }

    /** The number of items of each collection in use. */
    public synchronized Map<String, Integer> counts() {
        var counts = new TreeMap<String, Integer>();
        for (String name : new ArrayList<>(collections.keySet())) {
            counts.put(name, collections.getOrDefault(name, Map.of()).size());
        }
        return counts;
    }
}
