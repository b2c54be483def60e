package dev.counterpart.spec;

import tools.jackson.databind.JsonNode;

/**
 * A JSON Schema where it is written.
 *
 * @param place of the schema, before any {@code $ref} in it is followed
 * @param node what is written there: an object or a boolean
 */
public record Schema(Place place, JsonNode node) {}
