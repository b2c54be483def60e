package dev.counterpart.spec.secret;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Masks the values of secret fields in JSON text in one pass, without parsing it, so that cut, malformed and deeply nested text
 * is masked as well. The text is otherwise kept as it is.
 */
final class JsonMask {

    private static final String MASK = '"' + Secrets.MASK + '"';

    /** Members that name a field whose value is beside them: {@code {"name": "token", "value": "…"}}. */
    private static final Set<String> NAMES = Set.of("name", "key", "field", "parameter");

    private static final int UNICODE_ESCAPE = 6;
    private static final int HEXADECIMAL = 16;

    private final String text;
    private final Predicate<String> isSecret;
    private final UnaryOperator<String> inner;
    private final BiConsumer<String, String> found;
    private final StringBuilder masked;

    /** The member whose value comes next. */
    private String name = "";

    private boolean isValueSecret;
    private String secretName = "";

    /** The depths of the open objects whose member {@code value} is secret. */
    private final BitSet named = new BitSet();

    /** By the depth of an open object, where its member {@code value} begins and ends in the masked text; -1 if it has not ended. */
    private final Map<Integer, int[]> values = new HashMap<>();

    /** Values that turned out to be secret after they were written, in the masked text. */
    private final List<int[]> late = new ArrayList<>();

    private int depth;

    /** The depth of the outermost array or object that is the value of a secret field; 0 for none. */
    private int secretDepth;

    /**
     * @param inner masks what a string with escapes spells
     * @param found receives the name and the value of each secret
     */
    JsonMask(String text, Predicate<String> isSecret, UnaryOperator<String> inner, BiConsumer<String, String> found) {
        this.text = text;
        this.isSecret = isSecret;
        this.inner = inner;
        this.found = found;
        this.masked = new StringBuilder(text.length());
    }

    String masked() {
        for (int at = 0; at < text.length(); ) {
            char next = text.charAt(at);
            if (next == '"') {
                at = string(at);
            } else if (isInSecret() && isScalar(next)) {
                at = scalar(at);
            } else {
                structure(next);
                masked.append(next);
                at++;
            }
        }
        return late.isEmpty() ? masked.toString() : lateMasked();
    }

    /** The text without the values that precede the name that makes them secret: {@code {"value": "…", "name": "token"}}. */
    private String lateMasked() {
        late.sort(Comparator.comparingInt(span -> span[0]));
        var result = new StringBuilder(masked.length());
        int at = 0;
        for (var span : late) {
            if (span[0] >= at) {
                result.append(masked, at, span[0]).append(MASK);
                at = span[1];
            }
        }
        return result.append(masked, at, masked.length()).toString();
    }

    private boolean isInSecret() {
        return isValueSecret || secretDepth > 0;
    }

    /** Copies or masks a string; returns the index after it. */
    private int string(int from) {
        int end = from + 1;
        while (end < text.length() && text.charAt(end) != '"') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        boolean isCut = end >= text.length();
        end = Math.min(end + 1, text.length());
        String content = text.substring(from + 1, isCut ? end : end - 1);
        if (isName(end)) {
            name = unescaped(content);
            masked.append(text, from, end);
        } else if (isInSecret()) {
            found.accept(secretName, unescaped(content));
            masked.append(MASK);
            isValueSecret = false;
        } else {
            value(content, from, end);
        }
        return end;
    }

    private void value(String content, int from, int end) {
        String plain = unescaped(content);
        if (NAMES.contains(name.toLowerCase(Locale.ROOT)) && isSecret.test(plain)) {
            named.set(depth);
            maskLate();
        }
        String hidden = content.indexOf('\\') < 0 ? plain : inner.apply(plain);
        if (hidden.equals(plain)) {
            masked.append(text, from, end);
        } else {
            masked.append('"').append(escaped(hidden)).append('"');
        }
        name = "";
    }

    /** Masks the member {@code value} of this object, which was written before its name. */
    private void maskLate() {
        var span = values.get(depth);
        if (span == null || span[1] < 0) {
            return;
        }
        int start = span[0];
        while (start < span[1] && Character.isWhitespace(masked.charAt(start))) {
            start++;
        }
        int end = span[1];
        while (end > start && Character.isWhitespace(masked.charAt(end - 1))) {
            end--;
        }
        String written = masked.substring(start, end);
        if (written.isEmpty() || written.equals("null")) {
            return;
        }
        boolean isText = written.length() > 1 && written.startsWith("\"") && written.endsWith("\"");
        found.accept("value", isText ? unescaped(written.substring(1, written.length() - 1)) : written);
        late.add(new int[] {start, end});
    }

    /** Whether a colon follows. */
    private boolean isName(int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() && text.charAt(at) == ':';
    }

    /** Masks a number, true or false; returns the index after it. Null is not a secret, nor is a number of tokens. */
    private int scalar(int from) {
        int end = from;
        while (end < text.length() && isScalar(text.charAt(end))) {
            end++;
        }
        String value = text.substring(from, end);
        boolean isCount = SecretNames.isPlural(secretName) && Character.isDigit(value.charAt(value.length() - 1));
        if (value.equals("null") || isCount) {
            masked.append(value);
        } else {
            found.accept(secretName, value);
            masked.append(MASK);
        }
        isValueSecret = false;
        return end;
    }

    private void structure(char next) {
        switch (next) {
            case ':' -> {
                boolean isValue = name.equalsIgnoreCase("value");
                boolean isBeside = isValue && named.get(depth);
                if (isValue && !isInSecret()) {
                    values.put(depth, new int[] {masked.length() + 1, -1});
                }
                isValueSecret = isBeside || isSecret.test(name);
                secretName = isValueSecret && secretDepth == 0 ? name : secretName;
            }
            case '{', '[' -> {
                depth++;
                secretDepth = isValueSecret && secretDepth == 0 ? depth : secretDepth;
                isValueSecret = false;
                named.clear(depth);
                values.remove(depth);
            }
            case '}', ']' -> {
                endValue();
                secretDepth = secretDepth == depth ? 0 : secretDepth;
                depth = Math.max(0, depth - 1);
                isValueSecret = false;
            }
            case ',' -> {
                endValue();
                isValueSecret = false;
            }
            default -> {
                // neither begins nor ends a value
            }
        }
    }

    private void endValue() {
        var span = values.get(depth);
        if (span != null && span[1] < 0) {
            span[1] = masked.length();
        }
    }

    private static boolean isScalar(char next) {
        return Character.isLetterOrDigit(next) || next == '-' || next == '+' || next == '.';
    }

    private static String unescaped(String content) {
        if (content.indexOf('\\') < 0) {
            return content;
        }
        var plain = new StringBuilder(content.length());
        for (int at = 0; at < content.length(); ) {
            char next = content.charAt(at);
            if (next != '\\' || at + 1 == content.length()) {
                plain.append(next);
                at++;
            } else if (content.charAt(at + 1) == 'u' && unicode(content, at) >= 0) {
                plain.append((char) unicode(content, at));
                at += UNICODE_ESCAPE;
            } else {
                plain.append(control(content.charAt(at + 1)));
                at += 2;
            }
        }
        return plain.toString();
    }

    private static int unicode(String content, int at) {
        int code = 0;
        for (int i = at + 2; i < at + UNICODE_ESCAPE; i++) {
            int digit = i < content.length() ? Character.digit(content.charAt(i), HEXADECIMAL) : -1;
            if (digit < 0) {
                return -1;
            }
            code = code * HEXADECIMAL + digit;
        }
        return code;
    }

    private static char control(char letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> letter;
        };
    }

    private static String escaped(String plain) {
        var escaped = new StringBuilder(plain.length());
        plain.chars().forEach(next -> {
            if (next < ' ') {
                escaped.append(String.format("\\u%04x", next));
            } else {
                escaped.append(next == '"' || next == '\\' ? "\\" : "").append((char) next);
            }
        });
        return escaped.toString();
    }
}
