package dev.counterpart.spec.schema;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A keyword that asserts something about a value without subschemas. Thread-safe. */
@FunctionalInterface
interface Assertion {

    /** The reason why the value violates the keyword; empty if it does not. */
    Optional<String> broken(JsonNode value);

    /** The search for the pattern took too long, so the result is unknown. */
    final class Undecided extends RuntimeException {
        private static final long serialVersionUID = 1;

        Undecided(String message) {
            super(message, null, false, false);
        }
    }
}
