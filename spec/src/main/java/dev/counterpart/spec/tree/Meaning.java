package dev.counterpart.spec.tree;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/** The kind of a node, which decides what text in it is a reference. Text in examples is not. */
public enum Meaning {

    /** A part of the document that may be a reference. */
    PART,
    /** A map of parts with arbitrary keys. */
    NAMES,
    EXAMPLES,
    /** An Example Object, which may be a reference. Its content is a value. */
    EXAMPLE,
    /** A discriminator's mapping to names of schemas or references. */
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

    /** The meaning of the member with that name. */
    public Meaning member(String key) {
        return switch (this) {
            case PART -> key.startsWith("x-") ? VALUE : MEMBERS.getOrDefault(key, PART);
            case NAMES -> PART;
            case EXAMPLES -> EXAMPLE;
            case EXAMPLE, MAPPING, VALUE -> VALUE;
        };
    }

    /** The meaning of the elements of an array. */
    public Meaning element() {
        return this == PART || this == NAMES ? PART : VALUE;
    }

    /**
     * Finds the references in an object with this meaning, without those in its members.
     *
     * @param found receives the key and the reference
     */
    public void references(JsonNode object, BiConsumer<String, String> found) {
        if (this == MAPPING) {
            object.properties().forEach(member -> mapping(member.getKey(), member.getValue(), found));
        } else if (this != VALUE && (this != EXAMPLE || object.size() == 1)) {
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
