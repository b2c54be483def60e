package dev.counterpart.spec.validate;

import com.networknt.schema.utils.RFC5892;
import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/** A label of a host name in another script than ASCII's (RFC 5890 to RFC 5893). */
final class InternationalLabel {

    private InternationalLabel() {}

    /** Whether it is {@code xn--} and what encodes a valid label. */
    static boolean isALabel(String label) {
        if (label.length() > 63 || label.endsWith("-")) {
            return false;
        }
        String lower = label.toLowerCase(Locale.ROOT);
        String decoded = IDN.toUnicode(lower, IDN.ALLOW_UNASSIGNED);
        return !decoded.equals(lower) && encoded(decoded).filter(lower::equals).isPresent();
    }

    /** The A-label of a label with other characters than ASCII; nothing if it is not valid. */
    static Optional<String> encoded(String label) {
        boolean valid = Normalizer.isNormalized(label, Normalizer.Form.NFC)
                && !label.startsWith("--", 2)
                && RFC5892.isValid(label);
        if (!valid) {
            return Optional.empty();
        }
        try {
            return Optional.of(IDN.toASCII(label, IDN.ALLOW_UNASSIGNED)).filter(encoded -> encoded.length() <= 63);
        } catch (IllegalArgumentException notEncodable) {
            return Optional.empty();
        }
    }
}
