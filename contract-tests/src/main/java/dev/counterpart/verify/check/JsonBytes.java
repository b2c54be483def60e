package dev.counterpart.verify.check;

import dev.counterpart.spec.http.Utf8;
import dev.counterpart.spec.rule.Rule;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a lenient reader hides in the bytes of a JSON text: byte order mark, encoding, duplicate names, unpaired surrogates. Other
 * syntax errors are reported by the reader.
 */
final class JsonBytes {

    /** Deeper texts are skipped: their reader refuses them. */
    private static final int DEEPEST = 1_000;

    private final String text;
    private final Map<Rule, String> faults = new LinkedHashMap<>();
    private final Deque<Optional<Set<String>>> open = new ArrayDeque<>();
    private int at;

    private JsonBytes(String text) {
        this.text = text;
    }

    /** Each violated rule, with the first bytes that violate it. */
    static Map<Rule, String> faults(byte[] body) {
        if (startsWithMark(body)) {
            return Map.of(GateRules.BODY_BOM, "the bytes EF BB BF");
        }
        if (isWide(body)) {
            return Map.of(GateRules.BODY_NOT_UTF8, "a byte 00 among the first, as in UTF-16 and UTF-32");
        }
        var text = Utf8.text(body);
        if (text.isEmpty()) {
            return Map.of(GateRules.BODY_NOT_UTF8, "the byte at " + firstBroken(body));
        }
        var bytes = new JsonBytes(text.get());
        bytes.scan();
        return bytes.faults;
    }

    private static boolean startsWithMark(byte[] body) {
        return body.length > 2 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF;
    }

    /** Readers detect UTF-16 and UTF-32 by it, and accept them silently. */
    private static boolean isWide(byte[] body) {
        return body.length > 1 && (body[0] == 0 || body[1] == 0);
    }

    private static String firstBroken(byte[] body) {
        var in = ByteBuffer.wrap(body);
        StandardCharsets.UTF_8.newDecoder().decode(in, java.nio.CharBuffer.allocate(body.length), true);
        int index = Math.min(in.position(), body.length - 1);
        return "offset " + index + " is " + String.format("%02X", body[index] & 0xFF);
    }

    private void scan() {
        while (at < text.length() && open.size() < DEEPEST) {
            char c = text.charAt(at);
            if (c == '"') {
                string();
            } else {
                if (c == '{') {
                    open.push(Optional.of(new HashSet<>()));
                } else if (c == '[') {
                    open.push(Optional.empty());
                } else if ((c == '}' || c == ']') && !open.isEmpty()) {
                    open.pop();
                }
                at++;
            }
        }
    }

    private void string() {
        var value = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                value.append(escape());
            } else {
                value.append(text.charAt(at++));
            }
        }
        at++;
        surrogates(value);
        if (isName()) {
            name(value.toString());
        }
    }

    private void name(String name) {
        if (!open.isEmpty() && open.peek().isPresent() && !open.peek().get().add(name)) {
            faults.putIfAbsent(GateRules.BODY_DUPLICATE_NAME, "the name \"" + name + "\" twice");
        }
    }

    private char escape() {
        char kind = text.charAt(at + 1);
        at += 2;
        if (kind == 'u' && at + 4 <= text.length()) {
            try {
                char c = (char) Integer.parseInt(text.substring(at, at + 4), 16);
                at += 4;
                return c;
            } catch (NumberFormatException broken) {
                return kind;
            }
        }
        return switch (kind) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> kind;
        };
    }

    private void surrogates(CharSequence value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(c)) {
                faults.putIfAbsent(GateRules.BODY_LONE_SURROGATE, String.format("\\u%04x alone", (int) c));
            }
        }
    }

    /** Whether the string that has just ended is the name of a member. */
    private boolean isName() {
        int next = at;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        return next < text.length() && text.charAt(next) == ':';
    }
}
