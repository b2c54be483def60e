package dev.counterpart.spec;

import java.util.Map;
import java.util.Optional;

/** The version of the OpenAPI Specification that a document is written in. */
public enum OpenApiVersion {
    V2_0,
    V3_0,
    V3_1,
    V3_2;

    /** How references to components begin in Swagger 2.0, and in our tree. */
    public static final Map<String, String> SECTIONS_OF_2 = Map.of(
            "#/definitions/", "#/components/schemas/",
            "#/parameters/", "#/components/parameters/",
            "#/responses/", "#/components/responses/");

    /** The version in {@code openapi: text} or {@code swagger: text}, by its first two numbers. */
    public static Optional<OpenApiVersion> named(String text) {
        for (var version : values()) {
            String number = version.text();
            if (text.equals(number) || text.startsWith(number + ".")) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    /** The first two numbers: {@code 3.1}. */
    public String text() {
        return name().substring(1).replace('_', '.');
    }

    /** A reference of our tree as the user wrote it: Swagger 2.0 has other sections. */
    public String written(String reference) {
        if (this == V2_0) {
            for (var section : SECTIONS_OF_2.entrySet()) {
                if (reference.startsWith(section.getValue())) {
                    return section.getKey()
                            + reference.substring(section.getValue().length());
                }
            }
        }
        return reference;
    }

    /** Whether schemas are JSON Schema 2020-12, and not OpenAPI 3.0's extended subset. */
    public boolean hasJsonSchema() {
        return this == V3_1 || this == V3_2;
    }
}
