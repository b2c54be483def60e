package dev.counterpart.mock.source;

import dev.counterpart.fixtures.generate.Generated;
import dev.counterpart.spec.Schema;
import java.util.function.Function;

/**
 * Generated values that do not vary: generated on first use and kept.
 *
 * <p>Thread-safe.
 */
public final class StaticValues {

    private final Function<Schema, Generated> made;
    private final Kept<Schema, Generated> kept = new Kept<>();

    /** @param made generates the value of a schema, the same each time */
    public StaticValues(Function<Schema, Generated> made) {
        this.made = made;
    }

    public Generated of(Schema schema) {
        return kept.of(schema, () -> made.apply(schema));
    }
}
