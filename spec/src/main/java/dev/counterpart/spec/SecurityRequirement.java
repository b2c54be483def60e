package dev.counterpart.spec;

import dev.counterpart.spec.document.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Schemes that must all be satisfied. An empty requirement allows anonymous access.
 *
 * @param scopes the scopes (or roles) needed, by the name of the scheme
 */
public record SecurityRequirement(Map<String, List<String>> scopes, Place place) {

    public SecurityRequirement {
        scopes = Collections.unmodifiableMap(new LinkedHashMap<>(scopes));
    }

    public boolean isAnonymous() {
        return scopes.isEmpty();
    }
}
