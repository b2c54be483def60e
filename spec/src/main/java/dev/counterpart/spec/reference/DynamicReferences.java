package dev.counterpart.spec.reference;

import dev.counterpart.spec.document.Place;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Resolves {@code $dynamicRef}, and its predecessor {@code $recursiveRef}: they refer to the outermost schema resource
 * in the dynamic scope that has the anchor.
 *
 * @see <a href="https://json-schema.org/draft/2020-12/json-schema-core#section-8.2.3.2">JSON Schema 2020-12 Core, §8.2.3.2</a>
 */
public record DynamicReferences(References references) {

    private static final String DYNAMIC = "$dynamicRef";
    private static final String RECURSIVE = "$recursiveRef";

    /** The keywords of 2020-12 and 2019-09. */
    public static final List<String> KEYWORDS = List.of(DYNAMIC, RECURSIVE);

    /**
     * The target of a reference in the schema at {@code from}; empty if it does not exist.
     *
     * @param scope the schemas that are being applied, from the outside in
     */
    public Optional<Place> target(Place from, String keyword, String reference, Iterable<Place> scope) {
        return references.target(from, reference).map(target -> switch (keyword) {
            case DYNAMIC -> dynamic(target, reference, scope);
            case RECURSIVE -> recursive(target, scope);
            default -> target;
        });
    }

    private Place dynamic(Place target, String reference, Iterable<Place> scope) {
        String anchor = references.at(target).path("$dynamicAnchor").asString("");
        return !anchor.isEmpty() && reference.endsWith("#" + anchor)
                ? outermost(scope, place -> references.dynamicAnchor(place, anchor))
                        .orElse(target)
                : target;
    }

    private Place recursive(Place target, Iterable<Place> scope) {
        return isRecursive(target)
                ? outermost(
                                scope,
                                place -> Optional.of(references.resourceRoot(place))
                                        .filter(this::isRecursive))
                        .orElse(target)
                : target;
    }

    private boolean isRecursive(Place place) {
        return references.at(place).path("$recursiveAnchor").asBoolean(false);
    }

    private static Optional<Place> outermost(Iterable<Place> scope, Function<Place, Optional<Place>> offers) {
        for (var place : scope) {
            var offered = offers.apply(place);
            if (offered.isPresent()) {
                return offered;
            }
        }
        return Optional.empty();
    }
}
