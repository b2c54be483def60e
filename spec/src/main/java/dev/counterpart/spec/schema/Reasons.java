package dev.counterpart.spec.schema;

import com.networknt.schema.Error;

/** The reason why a value violates a keyword. Replaces messages of the library that are hard to read for users. */
final class Reasons {

    private Reasons() {}

    static String of(Error error) {
        return switch (error.getKeyword()) {
            case "additionalProperties" -> "the property " + error.getProperty() + " is not declared";
            case "unevaluatedProperties" -> "the property " + error.getProperty() + " is not declared by any schema";
            case "propertyNames" ->
                "the name of the property " + error.getProperty() + " is not allowed: " + error.getMessage();
            default -> String.valueOf(error.getMessage());
        };
    }
}
