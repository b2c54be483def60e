package dev.counterpart.mock.source;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Values that are made once for each key and kept. The number is bounded: a contract with more keys has some of them made again.
 *
 * <p>Thread-safe.
 */
public final class Kept<K, V> {

    private static final int MOST = 10_000;

    private final Map<K, V> values = new ConcurrentHashMap<>();

    /** The value of the key; the first call makes it. Two threads may make the same one at once. */
    public V of(K key, Supplier<V> made) {
        V known = values.get(key);
        if (known != null) {
            return known;
        }
        if (values.size() >= MOST) {
            values.clear();
        }
        V value = made.get();
        values.put(key, value);
        return value;
    }
}
