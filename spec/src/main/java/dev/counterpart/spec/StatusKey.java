package dev.counterpart.spec;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The key of a response in a document: one status ({@code 404}), a range ({@code 4XX}), or all others ({@code
 * default}).
 *
 * @param text in its canonical spelling
 */
public record StatusKey(String text) {

    public static final StatusKey DEFAULT = new StatusKey("default");

    private static final Pattern EXACT = Pattern.compile("[1-9][0-9][0-9]");
    private static final Pattern RANGE = Pattern.compile("[1-5][xX][xX]");

    /** Parses a key; empty if {@code text} is not a key. */
    public static Optional<StatusKey> parse(String text) {
        if (text.equals(DEFAULT.text)) {
            return Optional.of(DEFAULT);
        }
        if (EXACT.matcher(text).matches()) {
            return Optional.of(new StatusKey(text));
        }
        return RANGE.matcher(text).matches() ? Optional.of(new StatusKey(text.charAt(0) + "XX")) : Optional.empty();
    }

    public boolean isExact() {
        return Character.isDigit(text.charAt(text.length() - 1));
    }

    public boolean isRange() {
        return text.endsWith("XX");
    }

    public boolean isDefault() {
        return equals(DEFAULT);
    }

    /** Whether it is a 2xx status or {@code 2XX} (RFC 9110 §15.3). */
    public boolean isSuccess() {
        return text.startsWith("2");
    }

    public boolean covers(int status) {
        return isDefault() || (isExact() ? status == Integer.parseInt(text) : status / 100 == text.charAt(0) - '0');
    }

    /** A status for this key: the exact status, the first of a range, or {@code otherwise} for {@code default}. */
    public int status(int otherwise) {
        if (isExact()) {
            return Integer.parseInt(text);
        }
        return isRange() ? (text.charAt(0) - '0') * 100 : otherwise;
    }

    @Override
    public String toString() {
        return text;
    }
}
