package dev.counterpart.verify.plan;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How many cases of a plan are sent. */
public enum Thoroughness {
    /** Fewer than 25 requests for each operation, those that found most in measurements; entries of the data file are always sent. */
    QUICK,
    /** All kinds of cases, each up to ten times in one part of a request; kinds whose finds others have too, in a share of the operations. */
    NORMAL,
    /** Everything. */
    THOROUGH;

    /** The one with that label. */
    public static Optional<Thoroughness> labelled(String label) {
        return Stream.of(values()).filter(each -> each.label().equals(label)).findFirst();
    }

    /** The name in options and reports. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
