package dev.counterpart.verify.format;

import java.util.List;

/** The places of one entry on the console. */
public final class Places {

    /** So many are listed if not all are wanted. */
    private static final int MOST = 5;

    private Places() {}

    /**
     * A line break and the places; an empty text for one place, which the entry has named.
     *
     * @param isComplete whether all are listed
     * @param remedy what lists all: {@code -v lists all}
     */
    public static String text(List<String> places, boolean isComplete, String remedy) {
        if (places.size() == 1) {
            return "";
        }
        int most = isComplete ? places.size() : Math.min(places.size(), MOST);
        return "\n  places    " + places.size() + ": "
                + String.join("\n            ", places.subList(0, most))
                + (most < places.size() ? "\n            and " + (places.size() - most) + " more; " + remedy : "");
    }
}
