package dev.counterpart.spec.http;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A part of a body, in bytes.
 *
 * @param first position of its first byte, from 0
 * @param last position of its last byte, less than {@code length}
 * @param length of the whole body
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110.html#section-14">RFC 9110 §14</a>
 */
public record ByteRange(long first, long last, long length) {

    /** What {@code Range} asks for. */
    public sealed interface Asked {
        /** 200: no range, another unit, a malformed one, or several ranges, which a server may ignore (RFC 9110 §14.2). */
        record Whole() implements Asked {}

        /** 206. */
        record Part(ByteRange range) implements Asked {}

        /** 416: nothing of what is asked for is in the body. */
        record Unsatisfiable(long length) implements Asked {
            /** The value of {@code Content-Range}. */
            public String contentRange() {
                return "bytes */" + length;
            }
        }
    }

    private static final Pattern SET = Pattern.compile("(?i:bytes)=(.*)");
    private static final Pattern SPEC = Pattern.compile("(\\d+)-(\\d*)|-(\\d+)");
    private static final Pattern CONTENT_RANGE = Pattern.compile("(?i:bytes) (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");
    private static final int MOST_DIGITS = 18;
    private static final int MOST_SPECS = 100;

    public ByteRange {
        if (first < 0 || last < first || last >= length) {
            throw new IllegalArgumentException(
                    "range must be within 0 to " + (length - 1) + " but was " + first + "-" + last);
        }
    }

    /** What the request asks for of a body of that length. Only GET has ranges (RFC 9110 §14.2). */
    public static Asked of(Request request, long length) {
        return request.method().equals("GET")
                ? request.headers()
                        .joined("Range")
                        .map(value -> parse(value, length))
                        .orElseGet(Asked.Whole::new)
                : new Asked.Whole();
    }

    private static Asked parse(String value, long length) {
        var set = SET.matcher(value.strip());
        if (!set.matches()) {
            return new Asked.Whole();
        }
        var specs = Stream.of(set.group(1).split(",", MOST_SPECS + 1))
                .map(String::strip)
                .filter(spec -> !spec.isEmpty())
                .toList();
        if (specs.isEmpty() || !specs.stream().allMatch(ByteRange::isWellFormed)) {
            return new Asked.Whole();
        }
        var within = specs.stream()
                .flatMap(spec -> satisfiable(spec, length).stream())
                .toList();
        boolean isSuffixOfNothing = length == 0 && set.group(1).matches("\\s*-0*[1-9]\\d*\\s*");
        if (isSuffixOfNothing || within.size() > 1) {
            return new Asked.Whole();
        }
        return within.isEmpty() ? new Asked.Unsatisfiable(length) : new Asked.Part(within.get(0));
    }

    private static boolean isWellFormed(String spec) {
        var match = SPEC.matcher(spec);
        return match.matches()
                && (match.group(1) == null
                        || match.group(2).isEmpty()
                        || number(match.group(2)) >= number(match.group(1)));
    }

    private static Optional<ByteRange> satisfiable(String spec, long length) {
        var match = SPEC.matcher(spec);
        if (!match.matches()) {
            return Optional.empty();
        }
        if (match.group(1) == null) {
            long count = Math.min(number(match.group(3)), length);
            return count == 0 ? Optional.empty() : Optional.of(new ByteRange(length - count, length - 1, length));
        }
        long from = number(match.group(1));
        long to = match.group(2).isEmpty() ? length - 1 : Math.min(number(match.group(2)), length - 1);
        return from < length ? Optional.of(new ByteRange(from, to, length)) : Optional.empty();
    }

    /** Larger numbers than a body can have count as the largest. */
    private static long number(String digits) {
        String significant = digits.replaceFirst("^0+(?=\\d)", "");
        return significant.length() > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(significant);
    }

    /** The range that {@code Content-Range} states; empty if it is malformed. An unknown length ({@code *}) is the smallest possible one. */
    public static Optional<ByteRange> parseContentRange(String value) {
        var match = CONTENT_RANGE.matcher(value.strip());
        if (!match.matches()) {
            return Optional.empty();
        }
        long first = Long.parseLong(match.group(1));
        long last = Long.parseLong(match.group(2));
        long length = match.group(3).equals("*") ? last + 1 : Long.parseLong(match.group(3));
        return first <= last && last < length ? Optional.of(new ByteRange(first, last, length)) : Optional.empty();
    }

    /** The bytes of the range. */
    public byte[] of(byte[] body) {
        return Arrays.copyOfRange(body, Math.toIntExact(first), Math.toIntExact(last + 1));
    }

    /** The value of {@code Content-Range}. */
    public String contentRange() {
        return "bytes " + first + "-" + last + "/" + length;
    }
}
