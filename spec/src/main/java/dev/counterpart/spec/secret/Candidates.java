package dev.counterpart.spec.secret;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Secrets that begin alike, in alphabetical order, so that the one in a text is found in logarithmic time. */
final class Candidates {

    private final List<Secret> sorted;

    /** For each secret the position of the longest other one that it begins with; -1 for none. */
    private final int[] shorter;

    Candidates(List<Secret> secrets) {
        this.sorted =
                secrets.stream().sorted(Comparator.comparing(Secret::value)).toList();
        this.shorter = new int[sorted.size()];
        for (int i = 0; i < shorter.length; i++) {
            int before = i - 1;
            while (before >= 0 && !value(i).startsWith(value(before))) {
                before = shorter[before];
            }
            shorter[i] = before;
        }
    }

    /** The longest secret that the text has at that index. */
    Optional<Secret> longest(String text, int at) {
        int found = last(text, at);
        while (found >= 0 && !text.startsWith(value(found), at)) {
            found = shorter[found];
        }
        return found < 0 ? Optional.empty() : Optional.of(sorted.get(found));
    }

    /** The secret that has the longest beginning in common with the text at that index. */
    Optional<Secret> nearest(String text, int at) {
        int before = last(text, at);
        int after = before + 1;
        boolean isAfter = before < 0
                || (after < sorted.size() && common(text, at, value(after)) > common(text, at, value(before)));
        return Optional.of(sorted.get(isAfter ? after : before));
    }

    /** The position of the last secret that is not after the text; -1 for none. */
    private int last(String text, int at) {
        int from = 0;
        int to = sorted.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (isAfter(value(middle), text, at)) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from - 1;
    }

    private static boolean isAfter(String secret, String text, int at) {
        int common = common(text, at, secret);
        return common < secret.length()
                && (at + common == text.length() || secret.charAt(common) > text.charAt(at + common));
    }

    static int common(String text, int at, String secret) {
        int length = 0;
        while (length < secret.length()
                && at + length < text.length()
                && text.charAt(at + length) == secret.charAt(length)) {
            length++;
        }
        return length;
    }

    private String value(int position) {
        return sorted.get(position).value();
    }
}
