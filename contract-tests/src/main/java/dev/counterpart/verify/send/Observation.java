package dev.counterpart.verify.send;

import dev.counterpart.spec.http.Response;
import java.time.Duration;
import java.util.List;

/** What came back for a request. */
public sealed interface Observation {

    /**
     * An answer.
     *
     * @param response its body without transfer and content codings, if they could be decoded
     * @param faults errors in how the answer was sent
     * @param took from sending to the last byte
     */
    record Answered(Response response, List<Fault> faults, Duration took) implements Observation {
        private static final int TOO_MANY_REQUESTS = 429;
        private static final int SERVICE_UNAVAILABLE = 503;

        public Answered {
            faults = List.copyOf(faults);
        }

        /** Whether the provider says that there were too many requests (RFC 6585 §4, RFC 9110 §15.6.4). */
        public boolean isLimited() {
            return response.status() == TOO_MANY_REQUESTS
                    || (response.status() == SERVICE_UNAVAILABLE
                            && response.headers().has("Retry-After"));
        }

        /** Whether the body is the decoded one. */
        public boolean isReadable() {
            return faults.stream()
                    .map(Fault::kind)
                    .noneMatch(kind -> kind == Fault.Kind.CONTENT_CODING
                            || kind == Fault.Kind.UNCHECKED_CODING
                            || kind == Fault.Kind.TRANSFER_CODING);
        }
    }

    /** No answer, or one that is not HTTP. */
    record Unanswered(Reason reason, String message, Duration took) implements Observation {}

    /** Why there is no answer. */
    enum Reason {
        /** Nothing listens at the address, or the host name is unknown. */
        UNREACHABLE,
        /** The certificate of the provider was not issued by a trusted authority, or has expired. */
        UNTRUSTED,
        /** The certificate of the provider is for another host. */
        OTHER_HOST,
        /** The provider requires a client certificate, or another one. */
        CLIENT_CERTIFICATE,
        /** No TLS connection could be established for another reason. */
        NO_TLS,
        /** The provider expects TLS. */
        TLS_EXPECTED,
        /** The connection ended before the first byte of an answer. */
        NOTHING,
        TIMEOUT,
        /** The connection ended before the answer was complete. */
        CUT_OFF,
        /** The answer is larger than the limit. */
        ENDLESS,
        NOT_HTTP;

        /** Whether there was no connection over which a request could be sent. */
        public boolean isUnreachable() {
            return compareTo(TLS_EXPECTED) <= 0;
        }
    }

    /** An error in how an answer was sent that does not prevent reading it. */
    record Fault(Kind kind, String message) {

        /** The kinds of faults. */
        public enum Kind {
            CONTENT_CODING,
            /** Not an error of the answer: its body cannot be decoded, so it is not checked. */
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
