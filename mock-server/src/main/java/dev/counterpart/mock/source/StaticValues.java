package dev.counterpart.mock.source;

import dev.counterpart.fixtures.generate.Generated;
import dev.counterpart.spec.Schema;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Generated values that do not vary: generated on first use and kept.
 *
 * <p>Thread-safe.
 */
public final class StaticValues {

    /** How many are kept; for a contract with more schemas some are generated again. */
    private static final int MOST_KEPT = 10_000;

    private final Function<Schema, Generated> made;
    private final Map<Schema, Generated> kept = new ConcurrentHashMap<>();

    /** @param made generates the value of a schema, the same each time */
    public StaticValues(Function<Schema, Generated> made) {
        this.made = made;
    }

    public Generated of(Schema schema) {
        if (kept.size() > MOST_KEPT) {
            kept.clear();
        }
        return kept.computeIfAbsent(schema, made);
    }
}
