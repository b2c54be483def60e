package dev.counterpart.spec.rule;

import dev.counterpart.spec.document.Place;
import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * A violation of one schema keyword by a value.
 *
 * @param keyword for example {@code required}; {@link #UNUSABLE} if the schema could not be applied
 * @param at the invalid part of the value, from its root
 * @param declared the place of the keyword
 * @param limit the keyword's value in the document; a missing node if unknown
 * @param actual the invalid part of the value; a missing node if unknown
 * @param property the property that is missing ({@code required}) or not allowed ({@code additionalProperties})
 * @param reason the violation in words
 */
public record Finding(
        String keyword,
        JsonPointer at,
        Place declared,
        JsonNode limit,
        JsonNode actual,
        Optional<String> property,
        String reason) {

    /**
     * Not a keyword: the schema cannot be applied (for example, it refers only to itself), so the result is unknown.
     */
    public static final String UNUSABLE = "unusable";
}
