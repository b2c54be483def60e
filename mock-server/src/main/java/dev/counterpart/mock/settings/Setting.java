package dev.counterpart.mock.settings;

import dev.counterpart.spec.Operation;
import java.util.Map;

/**
 * A setting for every operation, with other values for some.
 *
 * @param usual for all others
 * @param own by operationId, or by {@code GET /pets/{petId}}
 */
public record Setting<T>(T usual, Map<String, T> own) {

    public Setting {
        own = Map.copyOf(own);
    }

    /** The same for every operation. */
    public static <T> Setting<T> of(T usual) {
        return new Setting<>(usual, Map.of());
    }

    /** The value for that operation. */
    public T of(Operation operation) {
        if (own.isEmpty()) {
            return usual;
        }
        var byKey = own.getOrDefault(operation.key().toString(), usual);
        return operation.operationId().map(id -> own.getOrDefault(id, byKey)).orElse(byKey);
    }
}
