package dev.counterpart.spec;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Case-insensitive similarity of names, for "did you mean". */
public final class Similarity {

    /** Longer text is not a misspelt name, and comparing it takes time. */
    private static final int LONGEST = 200;

    private Similarity() {}

    /**
     * The candidate most similar to {@code text}, if at most half of its letters differ. Of equally similar candidates,
     * the first in alphabetical order.
     */
    public static Optional<String> nearest(String text, Collection<String> candidates) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        return candidates.stream()
                .min(Comparator.comparingInt((String candidate) -> distance(text, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(candidate -> distance(text, candidate) <= Math.max(text.length(), candidate.length()) / 2);
    }

    /**
     * The minimum number of characters to insert, delete, replace, or swap with their neighbour (optimal string
     * alignment), ignoring case.
     */
    public static int distance(String left, String right) {
        int[] beforePrevious = new int[0];
        int[] previous = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] current = new int[right.length() + 1];
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = previous[j - 1] + (isSame(left.charAt(i - 1), right.charAt(j - 1)) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
                if (isSwapped(left, i, right, j)) {
                    current[j] = Math.min(current[j], beforePrevious[j - 2] + 1);
                }
            }
            beforePrevious = previous;
            previous = current;
        }
        return previous[right.length()];
    }

    /** Whether the two characters before {@code i} and {@code j} are swapped. */
    private static boolean isSwapped(String left, int i, String right, int j) {
        return i > 1
                && j > 1
                && isSame(left.charAt(i - 1), right.charAt(j - 2))
                && isSame(left.charAt(i - 2), right.charAt(j - 1));
    }

    private static boolean isSame(char left, char right) {
        return Character.toLowerCase(left) == Character.toLowerCase(right);
    }
}
