package dev.counterpart.verify.prove;

import dev.counterpart.spec.http.Response;

/** The reaction of a provider to a request. */
sealed interface Reply {

    /** An answer. */
    record Answer(Response response) implements Reply {}

    /** A broken connection, or bytes that are not HTTP. */
    record Breakdown(Kind kind) implements Reply {

        /** The kinds of broken connections. */
        enum Kind {
            NOTHING_IS_SENT("closes the connection without an answer"),
            RESET("resets the connection"),
            GARBAGE("sends bytes that are not HTTP"),
            CUT_OFF("closes the connection within the answer");

            private final String text;

            Kind(String text) {
                this.text = text;
            }

            String text() {
                return text;
            }
        }
    }
}
