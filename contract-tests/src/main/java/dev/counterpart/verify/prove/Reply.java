package dev.counterpart.verify.prove;

import dev.counterpart.spec.http.Response;

/** What a provider does with a request. */
sealed interface Reply {

    /** It answers. */
    record Answer(Response response) implements Reply {}

    /** It breaks off, or sends what is no HTTP. */
    record Breakdown(Kind kind) implements Reply {

        /** The ways to break. */
        enum Kind {
            NOTHING_IS_SENT("closes the connection without an answer"),
            RESET("resets the connection"),
            GARBAGE("sends bytes that are no HTTP"),
            CUT_OFF("breaks off within the answer");

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
