package dev.counterpart.mock;

import dev.counterpart.spec.http.Request;

/** Requests as they are written in the exchanges. */
public final class Requests {

    private Requests() {}

    /** The request that a text spells: request line, header lines, and a body after an empty line. */
    public static Request of(String text) {
        return Exchange.request(text);
    }
}
