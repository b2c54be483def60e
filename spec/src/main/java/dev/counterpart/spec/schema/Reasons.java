package dev.counterpart.spec.schema;

import com.networknt.schema.Error;

/** Why a value breaks a keyword, in words; ours where the library's own are for programmers. */
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
