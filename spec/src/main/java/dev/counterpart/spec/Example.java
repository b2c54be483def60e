package dev.counterpart.spec;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An example of a value.
 *
 * @param name its key under {@code examples}; {@code default} for the one under {@code example}
 * @param value absent where only an {@code externalValue} is given
 */
public record Example(String name, Optional<JsonNode> value, Place place) {

    /** The name of an example that has none. */
    public static final String UNNAMED = "default";
}
