package dev.counterpart.verify.data;

import dev.counterpart.spec.document.Location;
import java.util.Locale;
import java.util.Optional;

/**
 * The origin of a case.
 *
 * @param reason why its expectation is correct, in words
 * @param declared the line of the document or data file with that reason
 * @param basis the section of a standard, for example {@code RFC 9110 §15.5.2}; may be empty
 */
public record Origin(Source source, String reason, Optional<Location> declared, String basis) {

    /** The kind of source. */
    public enum Source {
        DATA,
        /** The conditions of a fixture, and the status that it answers. */
        FIXTURE,
        EXAMPLE,
        GENERATED,
        NEAR_MISS,
        CREDENTIALS,
        BROKEN,
        METHOD,
        MEDIA_TYPE,
        /** Valid, with an unusual value. */
        VALID,
        /** Valid or not, in an unusual form. */
        UNUSUAL,
        /** Sent over a plain socket, to check the bytes of the answer. */
        WIRE,
        /** A step of a workflow. */
        WORKFLOW,
        /** A smaller request that shows the same violation as another case. */
        SHRUNK;

        /** Whether other cases depend on such requests: they are known or expected to succeed. */
        public boolean isFoundation() {
            return this == DATA || this == FIXTURE || this == EXAMPLE;
        }

        /** The name in reports: {@code near-miss}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public static Origin of(Source source, String reason) {
        return new Origin(source, reason, Optional.empty(), "");
    }

    public Origin declaredAt(Location location) {
        return new Origin(source, reason, Optional.of(location), basis);
    }

    public Origin basedOn(String section) {
        return new Origin(source, reason, declared, section);
    }
}
