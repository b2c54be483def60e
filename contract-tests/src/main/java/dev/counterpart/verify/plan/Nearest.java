package dev.counterpart.verify.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The name that a misspelt one was probably meant to be. */
public final class Nearest {

    private static final int LONGEST = 100;

    private Nearest() {}

    /** The most similar name; nothing where none shares at least half of its letters with it. */
    public static Optional<String> to(String misspelt, Collection<String> names) {
        if (misspelt.length() > LONGEST) {
            return Optional.empty();
        }
        String wanted = misspelt.toLowerCase(Locale.ROOT);
        return names.stream()
                .min(Comparator.comparingInt(name -> distance(wanted, name.toLowerCase(Locale.ROOT))))
                .filter(name -> distance(wanted, name.toLowerCase(Locale.ROOT))
                        <= Math.max(misspelt.length(), name.length()) / 2);
    }

    /** How many letters must be added, removed, changed, or swapped with their neighbour. */
    private static int distance(String left, String right) {
        var rows = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                if (i == 0 || j == 0) {
                    rows[i][j] = i + j;
                    continue;
                }
                int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                int best = Math.min(rows[i - 1][j - 1] + change, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1)) {
                    best = Math.min(best, rows[i - 2][j - 2] + 1);
                }
                rows[i][j] = best;
            }
        }
        return rows[left.length()][right.length()];
    }
}
