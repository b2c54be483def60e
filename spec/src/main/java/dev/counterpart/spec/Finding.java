package dev.counterpart.spec;

import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * A keyword of a schema that a value breaks.
 *
 * @param keyword for example {@code required}; {@link #UNUSABLE} where the schema itself could not be applied
 * @param at the part of the value, from its root
 * @param declared the keyword that is broken
 * @param limit what the keyword demands: its value in the document; a missing node where it is not known
 * @param actual the part of the value; a missing node where it is not known
 * @param property the property that is missing ({@code required}) or too much ({@code additionalProperties})
 * @param reason the same in words
 */
public record Finding(
        String keyword,
        JsonPointer at,
        Place declared,
        JsonNode limit,
        JsonNode actual,
        Optional<String> property,
        String reason) {

    /** Not a keyword: the schema cannot be applied (it refers to nothing, or only to itself), so nothing was decided. */
    public static final String UNUSABLE = "unusable";
}
