package dev.counterpart.spec.format;

import java.util.ArrayList;
import java.util.Optional;

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
        var output = new ArrayList<Integer>();
        int delimiter = encoded.lastIndexOf('-');
        for (int i = 0; i < delimiter; i++) {
            output.add((int) encoded.charAt(i));
        }
        int in = delimiter < 0 ? 0 : delimiter + 1;
        long codePoint = FIRST_CODE_POINT;
        int bias = FIRST_BIAS;
        long i = 0;
        while (in < encoded.length()) {
            long before = i;
            long weight = 1;
            for (int k = BASE; ; k += BASE) {
                int digit = in < encoded.length() ? Character.digit(encoded.charAt(in++), BASE) : -1;
                if (digit < 0) {
                    return Optional.empty();
                }
                // The digits are a to z, then 0 to 9.
                digit = digit >= 10 ? digit - 10 : digit + 26;
                i += digit * weight;
                int threshold = threshold(k, bias);
                if (digit < threshold) {
                    break;
                }
                weight *= BASE - threshold;
                if (weight > Integer.MAX_VALUE || i > Integer.MAX_VALUE) {
                    return Optional.empty();
                }
            }
            int length = output.size() + 1;
            bias = adapted(i - before, length, before == 0);
            codePoint += i / length;
            i %= length;
            if (codePoint > Character.MAX_CODE_POINT) {
                return Optional.empty();
            }
            output.add((int) i++, (int) codePoint);
        }
        var text = new StringBuilder();
        output.forEach(text::appendCodePoint);
        return Optional.of(text.toString());
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
            int next = Integer.MAX_VALUE;
            for (int c : input) {
                next = c >= codePoint ? Math.min(next, c) : next;
            }
            delta += (long) (next - codePoint) * (handled + 1);
            codePoint = next;
            for (int c : input) {
                if (c < codePoint) {
                    delta++;
                } else if (c == codePoint) {
                    append(output, delta, bias);
                    bias = adapted(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta++;
            codePoint++;
        }
        return output.toString();
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
