package dev.counterpart.spec.tree;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/** What a node of a document is, as far as it tells which texts in it are references: those in examples are none. */
public enum Meaning {

    /** A part of the document, which may be a reference. */
    PART,
    /** A map of parts, whose members are named by the author. */
    NAMES,
    EXAMPLES,
    /** An Example Object, which may be a reference; what is in it is a value. */
    EXAMPLE,
    /** A discriminator's mapping: it names schemas, or refers to them. */
    MAPPING,
    VALUE;

    private static final Map<String, Meaning> MEMBERS = new HashMap<>();

    static {
        for (String map : List.of(
                "paths",
                "schemas",
                "responses",
                "parameters",
                "requestBodies",
                "headers",
                "securitySchemes",
                "links",
                "callbacks",
                "pathItems",
                "webhooks",
                "content",
                "properties",
                "patternProperties",
                "dependentSchemas",
                "$defs",
                "definitions",
                "securityDefinitions")) {
            MEMBERS.put(map, NAMES);
        }
        for (String value : List.of("example", "default", "enum", "const", "value")) {
            MEMBERS.put(value, VALUE);
        }
        MEMBERS.put("examples", EXAMPLES);
        MEMBERS.put("mapping", MAPPING);
    }

    /** Of the member of that name, in an object of this meaning. */
    public Meaning member(String key) {
        return switch (this) {
            case PART -> key.startsWith("x-") ? VALUE : MEMBERS.getOrDefault(key, PART);
            case NAMES -> PART;
            case EXAMPLES -> EXAMPLE;
            case EXAMPLE, MAPPING, VALUE -> VALUE;
        };
    }

    /** Of the elements, in a list of this meaning. */
    public Meaning element() {
        return this == PART || this == NAMES ? PART : VALUE;
    }

    /**
     * Gives the references that stand in an object of this meaning itself, not in its members.
     *
     * @param found takes the key that holds the reference, and the reference
     */
    public void references(JsonNode object, BiConsumer<String, String> found) {
        if (this == MAPPING) {
            object.properties().forEach(member -> mapping(member.getKey(), member.getValue(), found));
        } else if (this == PART || (this == EXAMPLE && object.size() == 1)) {
            var reference = object.get("$ref");
            if (reference != null && reference.isString()) {
                found.accept("$ref", reference.asString());
            }
        }
    }

    private static void mapping(String key, JsonNode target, BiConsumer<String, String> found) {
        String text = target.isString() ? target.asString() : "";
        if (text.contains("/") || text.endsWith(".json") || text.endsWith(".yaml")) {
            found.accept(key, text);
        }
    }
}
