package dev.counterpart.spec.schema;

import dev.counterpart.spec.document.Place;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The faults of the schemas that were found when compiling them, by the place of the keyword. Thread-safe. */
final class Faults {

    private final Map<Place, String> reasons = new ConcurrentHashMap<>();

    void note(Place place, String reason) {
        reasons.putIfAbsent(place, reason);
    }

    Optional<String> at(Place place) {
        return Optional.ofNullable(reasons.get(place));
    }
}
