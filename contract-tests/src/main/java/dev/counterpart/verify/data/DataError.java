package dev.counterpart.verify.data;

import dev.counterpart.spec.document.Location;

/** An error in the data file. */
public record DataError(Location place, String message, String remedy) {

    /** Location, message and how to fix it, on two lines. */
    public String text() {
        return place + ": " + message + (remedy.isEmpty() ? "" : "\n  to fix    " + remedy);
    }
}
