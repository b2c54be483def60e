package dev.counterpart.verify.send;

import dev.counterpart.spec.http.ContentCoding;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.verify.send.Observation.Fault;
import java.util.Optional;

/** The body of an answer without its content codings; as it was sent if they cannot be decoded, with the reason. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PlainBody(byte[] body, Optional<Fault> fault) {

    /** The size limit of a decoded body, in bytes. */
    private static final int LARGEST = 64 * 1024 * 1024;

    static PlainBody of(Headers headers, byte[] body) {
        var result = ContentCoding.decoded(headers, body, LARGEST);
        return result instanceof ContentCoding.Result.Plain plain
                ? new PlainBody(plain.body(), Optional.empty())
                : new PlainBody(body, Optional.of(fault(result)));
    }

    private static Fault fault(ContentCoding.Result result) {
        if (result instanceof ContentCoding.Result.Corrupt corrupt) {
            return new Fault(
                    Fault.Kind.CONTENT_CODING,
                    "Content-Encoding is " + corrupt.coding() + " but the body is not: " + corrupt.reason());
        }
        return new Fault(
                Fault.Kind.UNCHECKED_CODING,
                result instanceof ContentCoding.Result.TooLarge large
                        ? "not checked: the body decodes to more than " + large.limit() + " bytes"
                        : "not checked: coding " + ((ContentCoding.Result.Unsupported) result).coding());
    }
}
