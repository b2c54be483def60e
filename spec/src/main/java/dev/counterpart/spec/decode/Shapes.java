package dev.counterpart.spec.decode;

import dev.counterpart.spec.Documents;
import dev.counterpart.spec.Place;
import dev.counterpart.spec.Schema;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The shapes of one contract, each found when it is first asked for and kept. Threads may share it. */
final class Shapes {

    private final Documents documents;
    private final Map<Place, Shape> byPlace = new ConcurrentHashMap<>();

    Shapes(Documents documents) {
        this.documents = documents;
    }

    /** The shape of a schema; where there is none, anything is allowed. */
    Shape of(Optional<Schema> schema) {
        return schema.map(known -> byPlace.computeIfAbsent(known.place(), any -> Shape.of(documents, known)))
                .orElseGet(() -> Shape.any(documents));
    }
}
