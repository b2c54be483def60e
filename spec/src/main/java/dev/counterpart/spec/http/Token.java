package dev.counterpart.spec.http;

/** The alphabets of fields: names are tokens, values have no control characters. */
public final class Token {

    private static final String EXTRAS = "!#$%&'*+-.^_`|~";

    private Token() {}

    /** Whether the text is a token: a method, the name of a field, a part of a media type (RFC 9110 §5.6.2). */
    public static boolean is(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 128 || !(Character.isLetterOrDigit(c) || EXTRAS.indexOf(c) >= 0)) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** Whether the text has a character that no value of a field may have (RFC 9110 §5.5). */
    public static boolean hasControl(String value) {
        return value.chars().anyMatch(c -> (c < 0x20 && c != '\t') || c == 0x7F);
    }
}
