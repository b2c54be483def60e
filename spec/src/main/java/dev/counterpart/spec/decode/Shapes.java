package dev.counterpart.spec.decode;

import dev.counterpart.spec.Schema;
import dev.counterpart.spec.document.Documents;
import dev.counterpart.spec.document.Place;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The shapes of one contract, computed on first use and cached. Thread-safe. */
final class Shapes {

    private final Documents documents;
    private final Map<Place, Shape> byPlace = new ConcurrentHashMap<>();

    Shapes(Documents documents) {
        this.documents = documents;
    }

    /** The shape of a schema; without a schema, everything is allowed. */
    Shape of(Optional<Schema> schema) {
        return schema.map(known -> byPlace.computeIfAbsent(known.place(), any -> Shape.of(documents, known)))
                .orElseGet(() -> Shape.any(documents));
    }
}
