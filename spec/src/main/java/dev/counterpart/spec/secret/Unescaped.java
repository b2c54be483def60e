package dev.counterpart.spec.secret;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * A text without the escapes of URLs, JSON, HTML and programs, also nested ones, or without those of quoted-printable, and where each of its characters stands in the text. Secrets are
 * looked for in it, because a sender may escape any character in many ways.
 */
final class Unescaped {

    private static final Map<String, Character> NAMED = Map.ofEntries(
            Map.entry("amp", '&'),
            Map.entry("lt", '<'),
            Map.entry("gt", '>'),
            Map.entry("quot", '"'),
            Map.entry("apos", '\''),
            Map.entry("sol", '/'),
            Map.entry("plus", '+'),
            Map.entry("equals", '='),
            Map.entry("period", '.'),
            Map.entry("comma", ','),
            Map.entry("colon", ':'),
            Map.entry("semi", ';'),
            Map.entry("lowbar", '_'),
            Map.entry("hyphen", '-'),
            Map.entry("commat", '@'),
            Map.entry("num", '#'),
            Map.entry("dollar", '$'),
            Map.entry("percnt", '%'),
            Map.entry("excl", '!'));

    /** The characters that escapes begin with. */
    private static final String ESCAPES = "%\\&";

    private static final String NESTED_PERCENT = "25";
    private static final String NESTED_AMPERSAND = "amp;";
    private static final int LONGEST_NAME = 6;
    private static final int MOST_DIGITS = 7;

    private final String text;
    private final StringBuilder plain = new StringBuilder();

    /** For each character where it begins in the text, and at the end the length of the text. */
    private int[] starts;

    /** Whether what follows a character, up to the next one, is left out and not a part of it. */
    private final boolean isUnbroken;

    private int at;

    private Unescaped(String text, boolean isUnbroken) {
        this.text = text;
        this.isUnbroken = isUnbroken;
        this.starts = new int[text.length() + 1];
    }

    /** The text without escapes; empty if it has none. */
    static Optional<Unescaped> of(String text) {
        if (ESCAPES.chars().noneMatch(escape -> text.indexOf(escape) >= 0)) {
            return Optional.empty();
        }
        var unescaped = new Unescaped(text, false);
        unescaped.read();
        return unescaped.shorter();
    }

    /**
     * The text without the escapes of quoted-printable (RFC 2045 §6.7); empty if it has none. It is apart from the others, because an equals
     * sign stands before most values, whose beginning may look like an escape.
     */
    static Optional<Unescaped> quotedPrintable(String text) {
        if (text.indexOf('=') < 0) {
            return Optional.empty();
        }
        var unescaped = new Unescaped(text, false);
        unescaped.readQuotedPrintable();
        return unescaped.shorter();
    }

    private Optional<Unescaped> shorter() {
        return plain.length() == text.length() ? Optional.empty() : Optional.of(this);
    }

    /** The text without blanks and line breaks; empty if it has none. */
    static Optional<Unescaped> unbroken(String text) {
        var unbroken = new Unescaped(text, true);
        for (int i = 0; i < text.length(); i++) {
            if (!isBreak(text.charAt(i))) {
                unbroken.starts[unbroken.plain.length()] = i;
                unbroken.plain.append(text.charAt(i));
            }
        }
        unbroken.starts[unbroken.plain.length()] = text.length();
        return unbroken.shorter();
    }

    /** Blanks, and characters that are not seen, such as zero-width spaces. */
    private static boolean isBreak(char next) {
        return Character.isWhitespace(next) || Character.getType(next) == Character.FORMAT;
    }

    /** Where the character before that index of the plain text ends in the text. */
    int end(int index) {
        return isUnbroken ? starts[index - 1] + 1 : starts[index];
    }

    String plain() {
        return plain.toString();
    }

    /** Where the character at that index of the plain text begins in the text. */
    int start(int index) {
        return starts[index];
    }

    private void read() {
        while (at < text.length()) {
            starts[plain.length()] = at;
            switch (text.charAt(at)) {
                case '%' -> percent();
                case '\\' -> backslash();
                case '&' -> ampersand();
                default -> plain.append(text.charAt(at++));
            }
        }
        finish();
    }

    private void readQuotedPrintable() {
        while (at < text.length()) {
            starts[plain.length()] = at;
            if (text.charAt(at) != '=') {
                plain.append(text.charAt(at++));
            } else if (text.startsWith("\r\n", at + 1)) {
                at += 3;
            } else if (text.startsWith("\n", at + 1)) {
                at += 2;
            } else {
                found(number(at + 1, 2, 16), at + 3);
            }
        }
        finish();
    }

    private void finish() {
        starts[plain.length()] = at;
        starts = Arrays.copyOf(starts, plain.length() + 1);
    }

    /** {@code %2F}, {@code %252F}, …; only of ASCII. */
    private void percent() {
        int digits = at + 1;
        while (text.startsWith(NESTED_PERCENT, digits) && number(digits + 2, 2, 16) >= 0) {
            digits += 2;
        }
        found(number(digits, 2, 16), digits + 2);
    }

    /** {@code \/}, {@code \"}, {@code \}{@code u002f}, with one or more backslashes. */
    private void backslash() {
        int next = at;
        while (next < text.length() && text.charAt(next) == '\\') {
            next++;
        }
        char kind = next < text.length() ? text.charAt(next) : ' ';
        int code = switch (kind) {
            case '/', '"', '\'' -> kind;
            case 'u' -> number(next + 1, 4, 16);
            case 'x' -> number(next + 1, 2, 16);
            case '0', '1' -> number(next, 3, 8);
            default -> -1;
        };
        if (kind == 'u' && text.startsWith("{", next + 1)) {
            braced(next + 2);
        } else if (isPlain(code)) {
            found(code, next + length(kind));
        } else {
            kept(next);
        }
    }

    /** The characters after the backslash of an escape. */
    private static int length(char kind) {
        return switch (kind) {
            case 'u' -> 5;
            case 'x', '0', '1' -> 3;
            default -> 1;
        };
    }

    /** The rest of {@code \}{@code u{2f}}. */
    private void braced(int digits) {
        int end = place('}', digits, MOST_DIGITS);
        found(end > digits ? number(digits, end - digits, 16) : -1, end + 1);
    }

    /** Where that character follows, with up to so many others before it; -1 if it does not. */
    private int place(char last, int from, int most) {
        int end = from;
        while (end < text.length() && end - from < most && text.charAt(end) != last) {
            end++;
        }
        return end < text.length() && text.charAt(end) == last ? end : -1;
    }

    /** A numeric or named reference, whose ampersand may be a reference too. */
    private void ampersand() {
        int next = at + 1;
        while (text.startsWith(NESTED_AMPERSAND, next)) {
            next += NESTED_AMPERSAND.length();
        }
        if (text.startsWith("#", next)) {
            boolean isHex = text.regionMatches(true, next + 1, "x", 0, 1);
            int digits = isHex ? next + 2 : next + 1;
            int end = digits;
            while (end < text.length()
                    && end - digits < MOST_DIGITS
                    && Character.digit(text.charAt(end), isHex ? 16 : 10) >= 0) {
                end++;
            }
            int code = end > digits ? number(digits, end - digits, isHex ? 16 : 10) : -1;
            found(code, text.startsWith(";", end) ? end + 1 : end);
            return;
        }
        int end = place(';', next, LONGEST_NAME);
        var named = end < 0 ? null : NAMED.get(text.substring(next, end));
        if (named != null) {
            found(named, end + 1);
        } else {
            found(next > at + 1 ? '&' : -1, next);
        }
    }

    /** The number with exactly so many digits at that index; -1 if there is none. */
    private int number(int from, int count, int radix) {
        int number = 0;
        for (int i = from; i < from + count; i++) {
            int digit = i < text.length() ? Character.digit(text.charAt(i), radix) : -1;
            if (digit < 0) {
                return -1;
            }
            number = number * radix + digit;
        }
        return number;
    }

    /** Takes an escape that ends there; a character that is not printable ASCII is none, so the text stays. */
    private void found(int code, int end) {
        if (isPlain(code)) {
            plain.append((char) code);
            at = end;
        } else {
            kept(at + 1);
        }
    }

    private static boolean isPlain(int code) {
        return code >= ' ' && code <= '~';
    }

    private void kept(int end) {
        for (; at < end; at++) {
            starts[plain.length()] = at;
            plain.append(text.charAt(at));
        }
    }
}
