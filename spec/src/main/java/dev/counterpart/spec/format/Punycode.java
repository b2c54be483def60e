package dev.counterpart.spec.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The encoding of a label in ASCII, without {@code xn--}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3492#section-6">RFC 3492, §6</a>
 */
final class Punycode {

    private static final int BASE = 36;
    private static final int FIRST_THRESHOLD = 1;
    private static final int LAST_THRESHOLD = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int FIRST_BIAS = 72;
    private static final int FIRST_CODE_POINT = 128;

    private Punycode() {}

    static Optional<String> decoded(String encoded) {
        return new Decoding(encoded).decoded();
    }

    /** The state of the decoder (RFC 3492 §6.2). */
    private static final class Decoding {

        private final String encoded;
        private final List<Integer> output = new ArrayList<>();
        private long codePoint = FIRST_CODE_POINT;
        private int bias = FIRST_BIAS;
        private long position;
        private int in;

        Decoding(String encoded) {
            this.encoded = encoded;
            int delimiter = encoded.lastIndexOf('-');
            for (int i = 0; i < delimiter; i++) {
                output.add((int) encoded.charAt(i));
            }
            this.in = delimiter < 0 ? 0 : delimiter + 1;
        }

        Optional<String> decoded() {
            while (in < encoded.length()) {
                if (!insert()) {
                    return Optional.empty();
                }
            }
            var text = new StringBuilder();
            output.forEach(text::appendCodePoint);
            return Optional.of(text.toString());
        }

        /** Inserts the next code point. Returns whether there is one. */
        private boolean insert() {
            long before = position;
            if (!advance()) {
                return false;
            }
            int length = output.size() + 1;
            bias = adapted(position - before, length, before == 0);
            codePoint += position / length;
            position %= length;
            if (codePoint > Character.MAX_CODE_POINT) {
                return false;
            }
            output.add((int) position++, (int) codePoint);
            return true;
        }

        /** Adds the next number to the position. Returns whether it is complete and small enough. */
        private boolean advance() {
            long weight = 1;
            for (int k = BASE; weight <= Integer.MAX_VALUE && position <= Integer.MAX_VALUE; k += BASE) {
                int digit = digit();
                if (digit < 0) {
                    return false;
                }
                position += digit * weight;
                int threshold = threshold(k, bias);
                if (digit < threshold) {
                    return true;
                }
                weight *= BASE - threshold;
            }
            return false;
        }

        /** The value of the next digit: a to z, then 0 to 9; -1 if there is none. */
        private int digit() {
            int digit = in < encoded.length() ? Character.digit(encoded.charAt(in++), BASE) : -1;
            return digit < 0 ? -1 : digit >= 10 ? digit - 10 : digit + 26;
        }
    }

    static String encoded(String label) {
        int[] input = label.codePoints().toArray();
        var output = new StringBuilder();
        label.codePoints().filter(c -> c < FIRST_CODE_POINT).forEach(output::appendCodePoint);
        int handled = output.length();
        int basic = handled;
        if (basic > 0) {
            output.append('-');
        }
        int codePoint = FIRST_CODE_POINT;
        int bias = FIRST_BIAS;
        long delta = 0;
        while (handled < input.length) {
            int next = smallest(input, codePoint);
            delta += (long) (next - codePoint) * (handled + 1);
            for (int c : input) {
                if (c < next) {
                    delta++;
                } else if (c == next) {
                    append(output, delta, bias);
                    bias = adapted(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta++;
            codePoint = next + 1;
        }
        return output.toString();
    }

    private static int smallest(int[] input, int least) {
        return IntStream.of(input).filter(c -> c >= least).min().orElse(Integer.MAX_VALUE);
    }

    private static void append(StringBuilder output, long delta, int bias) {
        long rest = delta;
        for (int k = BASE; ; k += BASE) {
            int threshold = threshold(k, bias);
            if (rest < threshold) {
                output.append(digit((int) rest));
                return;
            }
            output.append(digit((int) (threshold + (rest - threshold) % (BASE - threshold))));
            rest = (rest - threshold) / (BASE - threshold);
        }
    }

    private static char digit(int value) {
        return (char) (value < 26 ? 'a' + value : '0' + value - 26);
    }

    private static int threshold(int k, int bias) {
        return Math.max(FIRST_THRESHOLD, Math.min(LAST_THRESHOLD, k - bias));
    }

    private static int adapted(long delta, int length, boolean first) {
        long rest = first ? delta / DAMP : delta / 2;
        rest += rest / length;
        int k = 0;
        while (rest > (BASE - FIRST_THRESHOLD) * LAST_THRESHOLD / 2) {
            rest /= BASE - FIRST_THRESHOLD;
            k += BASE;
        }
        return (int) (k + (BASE - FIRST_THRESHOLD + 1) * rest / (rest + SKEW));
    }
}
