package dev.counterpart.verify.data;

import dev.counterpart.spec.Location;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a case comes from.
 *
 * @param reason why its expectation is right, in words
 * @param declared the line of the document or of the data file that says so
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
        /** Valid, with a value that is seldom used. */
        VALID,
        /** Valid or not, in a way that is seldom used. */
        UNUSUAL,
        /** Sent over a plain socket, for the bytes of the answer. */
        WIRE,
        /** Another case's request with less in it, as it shows the same. */
        SHRUNK;

        /** Whether others build on such requests: they are known to be answered so, or meant to succeed. */
        public boolean isFoundation() {
            return this == DATA || this == FIXTURE || this == EXAMPLE;
        }

        /** As reports name it: {@code near-miss}. */
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
