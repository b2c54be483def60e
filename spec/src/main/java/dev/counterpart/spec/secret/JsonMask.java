package dev.counterpart.spec.secret;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Masks the values of secret fields in JSON text in one pass, without parsing it, so that cut, malformed and deeply nested text
 * is masked as well. The text is otherwise kept as it is.
 */
final class JsonMask {

    private static final Pattern ESCAPED = Pattern.compile("\\\\u([0-9a-fA-F]{4})");
    private static final String MASK = '"' + Secrets.MASK + '"';

    private final String text;
    private final Predicate<String> isSecret;
    private final StringBuilder masked;

    /** The string before, which is a name if a colon follows. */
    private String name = "";

    /** Whether the value of a secret field comes next, or the next item of its array. */
    private boolean isValueSecret;

    private boolean isInArray;

    JsonMask(String text, Predicate<String> isSecret) {
        this.text = text;
        this.isSecret = isSecret;
        this.masked = new StringBuilder(text.length());
    }

    String masked() {
        for (int at = 0; at < text.length(); ) {
            char next = text.charAt(at);
            if (next == '"') {
                at = string(at);
            } else if (isValueSecret && isScalar(next)) {
                at = scalar(at);
            } else {
                structure(next);
                masked.append(next);
                at++;
            }
        }
        return masked.toString();
    }

    /** Copies or masks a string; returns the index after it. */
    private int string(int from) {
        int end = from + 1;
        while (end < text.length() && text.charAt(end) != '"') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        end = Math.min(end + 1, text.length());
        if (isValueSecret) {
            masked.append(MASK);
            isValueSecret = isInArray;
        } else {
            masked.append(text, from, end);
            name = text.substring(from + 1, Math.max(from + 1, end - 1));
        }
        return end;
    }

    /** Masks a number, true or false; returns the index after it. Null is not a secret. */
    private int scalar(int from) {
        int end = from;
        while (end < text.length() && isScalar(text.charAt(end))) {
            end++;
        }
        boolean isNull = end - from == 4 && text.startsWith("null", from);
        masked.append(isNull ? "null" : MASK);
        isValueSecret = isInArray;
        return end;
    }

    private void structure(char next) {
        if (next == ':' && !isValueSecret) {
            isValueSecret = isSecret.test(unescaped(name));
            isInArray = false;
        } else if (next == '[') {
            isInArray = isValueSecret;
        } else if (next == ']' || next == '{' || next == '}' || (next == ',' && !isInArray)) {
            isValueSecret = false;
            isInArray = false;
        }
        if (!Character.isWhitespace(next)) {
            name = "";
        }
    }

    private static boolean isScalar(char next) {
        return Character.isLetterOrDigit(next) || next == '-' || next == '+' || next == '.';
    }

    private static String unescaped(String name) {
        return name.indexOf('\\') < 0
                ? name
                : ESCAPED.matcher(name)
                        .replaceAll(escape -> java.util.regex.Matcher.quoteReplacement(
                                Character.toString(Integer.parseInt(escape.group(1), 16))));
    }
}
