package dev.counterpart.spec;

import dev.counterpart.spec.document.Place;
import tools.jackson.databind.JsonNode;

/**
 * A JSON Schema and its place in the document.
 *
 * @param place of the schema, before following its {@code $ref}
 * @param node the schema: an object or a boolean
 */
public record Schema(Place place, JsonNode node) {}
