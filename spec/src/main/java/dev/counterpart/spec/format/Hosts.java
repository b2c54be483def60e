package dev.counterpart.spec.format;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Host names, IP addresses and e-mail addresses. */
final class Hosts {

    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]";
    private static final String WIDE_ATOM = "[A-Za-z0-9!#$%\\&'*+/=?^_`{|}~\\x{80}-\\x{10FFFF}-]";
    private static final String QUOTED = "\"(?:[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]|\\\\[\\x20-\\x7E])*+\"";
    private static final String WIDE_QUOTED =
            "\"(?:[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E\\x{80}-\\x{10FFFF}]|\\\\[\\x20-\\x7E])*+\"";
    private static final Pattern LOCAL = Pattern.compile(ATOM + "++(?:\\." + ATOM + "++)*+|" + QUOTED);
    private static final Pattern WIDE_LOCAL =
            Pattern.compile(WIDE_ATOM + "++(?:\\." + WIDE_ATOM + "++)*+|" + WIDE_QUOTED);

    private Hosts() {}

    /** RFC 5321 §4.1.2. */
    static boolean isEmail(String text) {
        return isEmail(text, false);
    }

    /** RFC 6531. */
    static boolean isInternationalEmail(String text) {
        return isEmail(text, true);
    }

    private static boolean isEmail(String text, boolean international) {
        int end = text.lastIndexOf('@');
        return end > 0
                && (international ? WIDE_LOCAL : LOCAL)
                        .matcher(text.substring(0, end))
                        .matches()
                && isMailHost(text.substring(end + 1), international);
    }

    private static boolean isMailHost(String host, boolean international) {
        if (host.startsWith("[") && host.endsWith("]")) {
            String address = host.substring(1, host.length() - 1);
            return address.startsWith("IPv6:") ? isIpv6(address.substring(5)) : isIpv4(address);
        }
        return isHostname(international ? Normalizer.normalize(host, Normalizer.Form.NFC) : host, international);
    }

    /** RFC 1123 §2.1, with A-labels. */
    static boolean isHostname(String text) {
        return isHostname(text, false);
    }

    /** RFC 5890 §2.3.2.3. */
    static boolean isInternationalHostname(String text) {
        return isHostname(text, true);
    }

    private static boolean isHostname(String text, boolean international) {
        String[] labels = (international ? text.replaceAll("[\u3002\uFF0E\uFF61]", ".") : text).split("\\.", -1);
        // RFC 5893 §2: if a label is right-to-left, no label may begin with a digit.
        boolean digitFirst = !InternationalLabel.isRightToLeft(text);
        int length = labels.length - 1;
        for (String label : labels) {
            if (!digitFirst && !label.isEmpty() && Character.isDigit(label.charAt(0))) {
                return false;
            }
            int encoded = encodedLength(label, international);
            if (encoded < 0) {
                return false;
            }
            length += encoded;
        }
        return length <= 253;
    }

    /** The length of a label in the Domain Name System; negative if it is not a label. */
    private static int encodedLength(String label, boolean international) {
        if (label.startsWith("xn--") || label.startsWith("XN--")) {
            return InternationalLabel.isALabel(label) ? label.length() : -1;
        }
        if (international && label.chars().anyMatch(c -> c > 127)) {
            return InternationalLabel.encoded(label).map(String::length).orElse(-1);
        }
        return isPlain(label) ? label.length() : -1;
    }

    private static boolean isPlain(String label) {
        return LABEL.matcher(label).matches() && !label.startsWith("--", 2);
    }

    static boolean isIpv4(String text) {
        return IPV4.matcher(text).matches();
    }

    /** RFC 4291 §2.2. */
    static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == 8;
        }
        int before = groups(text.substring(0, gap), false);
        int after = groups(text.substring(gap + 2), true);
        return before >= 0 && after >= 0 && before + after <= 7;
    }

    /** The number of groups of 16 bits; -1 if there is anything else. */
    private static int groups(String text, boolean mayEndInIpv4) {
        if (text.isEmpty()) {
            return 0;
        }
        String[] parts = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            if (HEX.matcher(parts[i]).matches()) {
                count++;
            } else if (mayEndInIpv4 && i == parts.length - 1 && isIpv4(parts[i])) {
                count += 2;
            } else {
                return -1;
            }
        }
        return count;
    }
}
