package dev.counterpart.mock.access;

import java.util.List;
import java.util.Locale;

/** Why credentials are refused; the worst first: the further a client came, the later its reason. */
public enum Reason {
    MISSING,
    WRONG_SCHEME,
    EMPTY,
    MALFORMED,
    WRONG_SIGNATURE,
    EXPIRED,
    NOT_YET_VALID;

    /** As fixtures are named: {@code 401-wrong-scheme}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The names of the fixtures that answer it, the fittest first. */
    public List<String> fixtureNames() {
        return switch (this) {
            case MISSING -> List.of(label());
            case WRONG_SCHEME, EMPTY -> List.of(label(), MISSING.label());
            case MALFORMED, EXPIRED -> List.of(label());
            case WRONG_SIGNATURE -> List.of(label(), MALFORMED.label());
            case NOT_YET_VALID -> List.of(label(), EXPIRED.label());
        };
    }
}
