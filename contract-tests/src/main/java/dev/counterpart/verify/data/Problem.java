package dev.counterpart.verify.data;

import dev.counterpart.spec.Location;

/** A mistake in the data file. */
public record Problem(Location place, String message, String remedy) {

    /** Place, message and remedy, on two lines. */
    public String text() {
        return place + ": " + message + (remedy.isEmpty() ? "" : "\n  to fix    " + remedy);
    }
}
