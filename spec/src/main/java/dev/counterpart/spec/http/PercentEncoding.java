package dev.counterpart.spec.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Percent-encoding of URI components (RFC 3986 §2.1), in UTF-8.
 */
public final class PercentEncoding {

    private static final String UNRESERVED_MARKS = "-._~";

    private PercentEncoding() {}

    /** Decodes {@code encoded}. A percent sign without two hexadecimal digits is kept. */
    public static String decoded(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return encoded;
        }
        var bytes = new ByteArrayOutputStream(encoded.length());
        var utf8 = encoded.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < utf8.length; i++) {
            int octet = utf8[i] == '%' && i + 2 < utf8.length ? octet(utf8[i + 1], utf8[i + 2]) : -1;
            if (octet >= 0) {
                bytes.write(octet);
                i += 2;
            } else {
                bytes.write(utf8[i]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Like {@link #decoded}, but {@code +} is a space: {@code application/x-www-form-urlencoded}. */
    public static String formDecoded(String encoded) {
        return decoded(encoded.replace('+', ' '));
    }

    /** Encodes all characters that are not unreserved (RFC 3986 §2.3). */
    public static String encoded(String text) {
        return encoded(text, "");
    }

    /** Like {@link #encoded(String)}, but keeps the ASCII characters of {@code allowed}. */
    public static String encoded(String text, String allowed) {
        var result = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            boolean plain = c < 128
                    && (Character.isLetterOrDigit(c) || UNRESERVED_MARKS.indexOf(c) >= 0 || allowed.indexOf(c) >= 0);
            if (plain) {
                result.append(c);
            } else {
                result.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return result.toString();
    }

    /** A path and query whose path has {@code %25} for each percent sign that begins no triplet; unchanged otherwise. */
    public static String completed(String target) {
        int first = target.indexOf('%');
        if (first < 0) {
            return target;
        }
        int end = target.indexOf('?') < 0 ? target.length() : target.indexOf('?');
        var completed = new StringBuilder();
        int done = 0;
        for (int i = first; i >= 0 && i < end; i = target.indexOf('%', i + 1)) {
            if (!isTriplet(target, i)) {
                completed.append(target, done, i).append("%25");
                done = i + 1;
            }
        }
        return done == 0
                ? target
                : completed.append(target, done, target.length()).toString();
    }

    private static boolean isTriplet(String text, int at) {
        return at + 2 < text.length()
                && HexFormat.isHexDigit(text.charAt(at + 1))
                && HexFormat.isHexDigit(text.charAt(at + 2));
    }

    private static int octet(byte high, byte low) {
        int first = Character.digit(high, 16);
        int second = Character.digit(low, 16);
        return first < 0 || second < 0 ? -1 : first * 16 + second;
    }
}
