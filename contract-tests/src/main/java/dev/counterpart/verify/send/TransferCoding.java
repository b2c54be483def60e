package dev.counterpart.verify.send;

import dev.counterpart.spec.http.Headers;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Transfer codings (RFC 9112 §7): the gate does not send TE, so an answer may only be chunked. */
final class TransferCoding {

    private static final Set<String> ALWAYS_UNDERSTOOD = Set.of("chunked", "identity");

    private TransferCoding() {}

    /** The coding that was not requested, in words. */
    static Optional<String> unasked(Headers headers) {
        return headers.elements("Transfer-Encoding").stream()
                .map(coding -> coding.toLowerCase(Locale.ROOT))
                .filter(coding -> !ALWAYS_UNDERSTOOD.contains(coding))
                .map(coding -> "Transfer-Encoding: " + coding + ", which was not asked for with TE")
                .findFirst();
    }
}
