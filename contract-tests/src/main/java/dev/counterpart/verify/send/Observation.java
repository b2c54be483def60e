package dev.counterpart.verify.send;

import dev.counterpart.spec.http.Response;
import java.time.Duration;
import java.util.List;

/** What came back for a request. */
public sealed interface Observation {

    /**
     * An answer.
     *
     * @param response its body without transfer and content coding, as far as that could be undone
     * @param faults what is wrong with how the answer was sent
     * @param took from sending to the last byte
     */
    record Answered(Response response, List<Fault> faults, Duration took) implements Observation {
        public Answered {
            faults = List.copyOf(faults);
        }

        /** Whether the body is what the provider meant, its codings undone. */
        public boolean isReadable() {
            return faults.stream()
                    .map(Fault::kind)
                    .noneMatch(kind -> kind == Fault.Kind.CONTENT_CODING
                            || kind == Fault.Kind.UNCHECKED_CODING
                            || kind == Fault.Kind.TRANSFER_CODING);
        }
    }

    /** No answer, or none that is HTTP. */
    record Unanswered(Reason reason, String message, Duration took) implements Observation {}

    /** Why there is no answer. */
    enum Reason {
        /** Nobody listens, or the name is unknown: no fault of an answer. */
        UNREACHABLE,
        /** Nothing came: the connection ended before the first byte of an answer. */
        NOTHING,
        TIMEOUT,
        /** The connection ended before the answer was complete. */
        CUT_OFF,
        /** More came than anybody wants to read. */
        ENDLESS,
        NOT_HTTP
    }

    /** Something wrong with the sending of an answer that could be read all the same. */
    record Fault(Kind kind, String message) {

        /** The kinds of faults. */
        public enum Kind {
            CONTENT_CODING,
            /** No fault of the answer: its body is not decoded, so it is not checked. */
            UNCHECKED_CODING,
            TRANSFER_CODING,
            CONTENT_LENGTH,
            HEADER_SYNTAX,
            TRAILING_BYTES,
            STATUS_LINE
        }
    }

    Duration took();
}
