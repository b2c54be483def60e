package dev.counterpart.spec.schema;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One keyword of a schema that judges a value by itself, without sub-schemas. Threads may share it. */
@FunctionalInterface
interface Assertion {

    /** Why the value breaks the keyword, in words; nothing if it does not. */
    Optional<String> broken(JsonNode value);

    /** The pattern could not be searched for in time, so nothing was decided. */
    final class Undecided extends RuntimeException {
        private static final long serialVersionUID = 1;

        Undecided(String message) {
            super(message, null, false, false);
        }
    }
}
