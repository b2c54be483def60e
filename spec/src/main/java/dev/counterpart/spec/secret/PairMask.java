package dev.counterpart.spec.secret;

import dev.counterpart.spec.http.PercentEncoding;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Masks the values of secret fields in text that is not JSON, in one pass: {@code token=…}, {@code token: …},
 * {@code <token>…</token>}, {@code <a token="…">}, {@code Bearer …}. The text is otherwise kept as it is.
 */
final class PairMask {

    private static final String DELIMITERS = "&;,<>()[]{}\"'`|";
    private static final Set<String> SCHEMES = Set.of("bearer", "basic");

    /** Attributes that name a field whose value is somewhere else. */
    private static final Set<String> NAMES = Set.of("name", "key", "id", "field");

    /** Shorter words after a scheme are prose: {@code Basic information}. In characters. */
    private static final int SHORTEST_CREDENTIALS = 16;

    /** Where the parts of a tag, and of a mapping in YAML, are searched. In characters. */
    private static final int NEARBY = 500;

    private static final Pattern VALUE_BELOW =
            Pattern.compile("[\"']?\\s*\\R\\s*[\"']?(value|val|content)[\"']?\\s*:", Pattern.CASE_INSENSITIVE);

    private final String text;
    private final Predicate<String> isSecret;
    private final BiConsumer<String, String> found;
    private final StringBuilder masked;
    private final boolean isInTag;
    private int at;
    private boolean isUnclear;

    /** {@code found} receives the name and the value of each secret. */
    PairMask(String text, Predicate<String> isSecret, BiConsumer<String, String> found) {
        this(text, isSecret, found, false);
    }

    private PairMask(String text, Predicate<String> isSecret, BiConsumer<String, String> found, boolean isInTag) {
        this.text = text;
        this.isInTag = isInTag;
        this.isSecret = isSecret;
        this.found = found;
        this.masked = new StringBuilder(text.length());
    }

    String masked() {
        while (at < text.length()) {
            if (isOfName(text.charAt(at))) {
                word();
            } else {
                masked.append(text.charAt(at++));
            }
        }
        return masked.toString();
    }

    /** Whether a secret field was named whose value could not be found. */
    boolean isUnclear() {
        return isUnclear;
    }

    private void word() {
        int from = at;
        while (at < text.length() && isOfName(text.charAt(at))) {
            at++;
        }
        String word = text.substring(from, at);
        String name = PercentEncoding.decoded(word);
        masked.append(word);
        if (!isInTag && isElement(from) && isSecret.test(name)) {
            element(name);
        } else if (isSecret.test(name)) {
            pair(name);
        } else if (SCHEMES.contains(word.toLowerCase(Locale.ROOT))) {
            credentials(word);
        } else if (NAMES.contains(word.toLowerCase(Locale.ROOT))) {
            isUnclear |= isSecretNamed();
        }
    }

    /** The word is the name of an XML element, with or without a prefix. */
    private boolean isElement(int from) {
        int before = from - 1;
        if (before >= 0 && text.charAt(before) == ':') {
            before--;
            while (before >= 0 && isOfName(text.charAt(before))) {
                before--;
            }
        }
        return before >= 0 && text.charAt(before) == '<';
    }

    /** Masks the content of an element, attributes excluded. */
    private void element(String name) {
        int close = text.indexOf('>', at);
        if (close < 0) {
            close = text.length() - 1;
            isUnclear = true;
        }
        boolean isEmpty = close > at && text.charAt(close - 1) == '/';
        int before = at;
        at = close + 1;
        var attributes = new PairMask(text.substring(before, at), isSecret, found, true);
        masked.append(attributes.masked());
        isUnclear |= attributes.isUnclear();
        if (!isEmpty) {
            content(name);
        }
    }

    private void content(String name) {
        boolean isData = text.startsWith("<![CDATA[", at);
        int end = isData ? text.indexOf("]]>", at) + "]]>".length() : text.indexOf('<', at);
        if (end < at) {
            end = text.length();
        }
        String value = text.substring(at, end);
        if (!value.isBlank()) {
            found.accept(name, isData ? value.substring("<![CDATA[".length()).replace("]]>", "") : value);
            masked.append(Secrets.MASK);
            at = end;
        } else {
            masked.append(value);
            at = end;
            isUnclear |= end < text.length() && !text.startsWith("</", end);
        }
    }

    private void pair(String name) {
        int next = at;
        boolean isQuoted = next < text.length() && isQuote(text.charAt(next));
        next = blanks(isQuoted ? next + 1 : next);
        if (next >= text.length() || (text.charAt(next) != '=' && text.charAt(next) != ':')) {
            return;
        }
        next = blanks(next + 1);
        masked.append(text, at, next);
        at = next;
        if (isEscapedQuote(at)) {
            escaped(name);
        } else if (at < text.length() && isQuote(text.charAt(at))) {
            quoted(name);
        } else {
            bare(name);
        }
    }

    /** Masks a value in quotes within a string: {@code "password=\"…\""}. */
    private void escaped(String name) {
        String quote = text.substring(at, at + 2);
        int from = at + quote.length();
        int close = text.indexOf(quote, from);
        int end = close < 0 ? text.length() : close;
        String value = text.substring(from, end);
        if (!value.isEmpty()) {
            found.accept(name, value);
        }
        masked.append(quote).append(value.isEmpty() ? "" : Secrets.MASK);
        at = end;
    }

    private boolean isEscapedQuote(int from) {
        return from + 1 < text.length() && text.charAt(from) == '\\' && isQuote(text.charAt(from + 1));
    }

    private void quoted(String name) {
        char quote = text.charAt(at);
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != quote) {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        end = Math.min(end, text.length());
        String value = text.substring(at + 1, end);
        if (!value.isEmpty()) {
            found.accept(name, value);
        }
        masked.append(quote).append(value.isEmpty() ? "" : Secrets.MASK);
        at = end;
        if (at < text.length()) {
            masked.append(quote);
            at++;
        }
    }

    private void bare(String name) {
        int end = at;
        while (end < text.length() && !isEnd(text.charAt(end))) {
            end++;
        }
        String value = text.substring(at, end);
        boolean isScheme = SCHEMES.contains(value.toLowerCase(Locale.ROOT));
        if (isScheme) {
            masked.append(value);
            at = end;
            credentials(value);
            return;
        }
        boolean isCount = SecretNames.isPlural(name) && value.chars().allMatch(Character::isDigit);
        if (value.isEmpty() || isCount || value.equals("null")) {
            isUnclear |= value.isEmpty() && at < text.length() && "|>\r\n".indexOf(text.charAt(at)) >= 0;
            return;
        }
        isUnclear |= isAlias(value);
        found.accept(name, PercentEncoding.decoded(value));
        masked.append(Secrets.MASK);
        at = end;
    }

    /** Whether the value is written at another place of the text (YAML 1.2.2 §7.1). */
    private static boolean isAlias(String value) {
        return value.length() > 1 && value.charAt(0) == '*' && value.charAt(1) != '*';
    }

    /** Masks what follows the name of an authentication scheme. */
    private void credentials(String scheme) {
        int from = blanks(at);
        int end = from;
        while (end < text.length() && !isEnd(text.charAt(end))) {
            end++;
        }
        boolean isParameter = end < text.length() && isQuote(text.charAt(end));
        if (from > at && end - from >= SHORTEST_CREDENTIALS && !isParameter) {
            found.accept(scheme, text.substring(from, end));
            masked.append(text, at, from).append(Secrets.MASK);
            at = end;
        }
    }

    /**
     * Whether the name of a secret field follows: {@code name="token"}, {@code name=token} in a tag, {@code <key>token</key>}, and {@code
     * name: token} with a {@code value:} below it. The value is somewhere else.
     */
    private boolean isSecretNamed() {
        if (at + 1 >= text.length()) {
            return false;
        }
        char next = text.charAt(at);
        int from = next == ':' ? blanks(at + 1) : at + 1;
        boolean isEscaped = isEscapedQuote(from);
        from += isEscaped ? 1 : 0;
        boolean isQuoted = from < text.length() && isQuote(text.charAt(from));
        from += isQuoted ? 1 : 0;
        int end = from;
        while (end < text.length() && (isOfName(text.charAt(end)) || "[]".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        if (end == from || end == text.length() || !isSecret.test(text.substring(from, end))) {
            return false;
        }
        return switch (next) {
            case '=' -> isQuoted ? isEscaped || text.charAt(end) == text.charAt(from - 1) : isAttribute();
            case '>' -> text.charAt(end) == '<';
            case ':' ->
                VALUE_BELOW
                        .matcher(text)
                        .region(end, Math.min(text.length(), end + NEARBY))
                        .lookingAt();
            default -> false;
        };
    }

    /** Whether a tag begins before this place and does not end there. */
    private boolean isAttribute() {
        int open = at;
        while (open >= 0 && at - open < NEARBY && "<>".indexOf(text.charAt(open)) < 0) {
            open--;
        }
        return open >= 0 && text.charAt(open) == '<';
    }

    private int blanks(int from) {
        int next = from;
        while (next < text.length() && (text.charAt(next) == ' ' || text.charAt(next) == '\t')) {
            next++;
        }
        return next;
    }

    private static boolean isEnd(char next) {
        return Character.isWhitespace(next) || DELIMITERS.indexOf(next) >= 0;
    }

    private static boolean isQuote(char next) {
        return next == '"' || next == '\'';
    }

    private static boolean isOfName(char next) {
        return Character.isLetterOrDigit(next) || next == '_' || next == '-' || next == '.' || next == '%';
    }
}
