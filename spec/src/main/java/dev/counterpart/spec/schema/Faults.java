package dev.counterpart.spec.schema;

import dev.counterpart.spec.Place;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What is wrong with the schemas themselves, by the place of the keyword, as compiling them found it. Threads may share it. */
final class Faults {

    private final Map<Place, String> reasons = new ConcurrentHashMap<>();

    void note(Place place, String reason) {
        reasons.putIfAbsent(place, reason);
    }

    Optional<String> at(Place place) {
        return Optional.ofNullable(reasons.get(place));
    }
}
