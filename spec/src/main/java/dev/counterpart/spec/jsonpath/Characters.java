package dev.counterpart.spec.jsonpath;

import java.util.function.IntPredicate;

/** The text of a path, read from its beginning. */
final class Characters {

    private final String text;
    private int at;

    Characters(String text) {
        this.text = text;
    }

    boolean isAtEnd() {
        return at == text.length();
    }

    /** The next character, or -1 at the end. */
    int peek() {
        return isAtEnd() ? -1 : text.codePointAt(at);
    }

    int next() throws JsonPath.Malformed {
        if (isAtEnd()) {
            throw expected("more");
        }
        int next = text.codePointAt(at);
        at += Character.charCount(next);
        return next;
    }

    boolean isNext(String token) {
        return text.startsWith(token, at);
    }

    /** Reads a token if it comes next. */
    boolean takes(String token) {
        if (!isNext(token)) {
            return false;
        }
        at += token.length();
        return true;
    }

    void expect(String token) throws JsonPath.Malformed {
        if (!takes(token)) {
            throw expected(token);
        }
    }

    /** Reads characters as long as they are of that kind. */
    String takeWhile(IntPredicate kind) {
        int start = at;
        while (!isAtEnd() && kind.test(peek())) {
            at += Character.charCount(peek());
        }
        return text.substring(start, at);
    }

    /** Blank space of RFC 9535 §2.1.1. */
    void skipBlank() {
        takeWhile(c -> c == ' ' || c == '\t' || c == '\n' || c == '\r');
    }

    /** Where it is, to go {@link #back} to. */
    int position() {
        return at;
    }

    void back(int position) {
        at = position;
    }

    JsonPath.Malformed expected(String what) {
        String rest = text.substring(at);
        return new JsonPath.Malformed(
                rest.isEmpty()
                        ? "expected " + what + " at the end"
                        : "expected " + what + " before " + (rest.length() > 30 ? rest.substring(0, 30) + "…" : rest));
    }
}
