package dev.counterpart.spec.format;

import com.networknt.schema.utils.RFC5892;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/** An internationalized label of a host name (RFC 5890 to RFC 5893). */
final class InternationalLabel {

    private static final String PREFIX = "xn--";
    private static final int MAX_LENGTH = 63;

    private InternationalLabel() {}

    /** Whether it is {@code xn--} followed by the encoding of a valid label. */
    static boolean isALabel(String label) {
        String lower = label.toLowerCase(Locale.ROOT);
        return label.length() <= MAX_LENGTH
                && Punycode.decoded(lower.substring(PREFIX.length()))
                        .filter(decoded -> decoded.chars().anyMatch(c -> c > 127))
                        .flatMap(InternationalLabel::encoded)
                        .filter(lower::equals)
                        .isPresent();
    }

    /** The A-label of a label with non-ASCII characters; empty if the label is invalid. */
    static Optional<String> encoded(String label) {
        boolean valid = label.length() <= MAX_LENGTH
                && Normalizer.isNormalized(label, Normalizer.Form.NFC)
                && !label.startsWith("--", 2)
                && !(has(label, Character.DIRECTIONALITY_EUROPEAN_NUMBER)
                        && has(label, Character.DIRECTIONALITY_ARABIC_NUMBER))
                && RFC5892.isValid(label);
        return valid
                ? Optional.of(PREFIX + Punycode.encoded(label)).filter(encoded -> encoded.length() <= MAX_LENGTH)
                : Optional.empty();
    }

    /** Whether it contains a right-to-left character. */
    static boolean isRightToLeft(String label) {
        return has(label, Character.DIRECTIONALITY_RIGHT_TO_LEFT)
                || has(label, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC)
                || has(label, Character.DIRECTIONALITY_ARABIC_NUMBER);
    }

    private static boolean has(String label, byte direction) {
        return label.codePoints().anyMatch(c -> Character.getDirectionality(c) == direction);
    }
}
