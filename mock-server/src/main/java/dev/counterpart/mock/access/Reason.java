package dev.counterpart.mock.access;

import java.util.List;
import java.util.Locale;

/** Why credentials are refused, in order: the later the reason, the more checks the credentials passed. */
public enum Reason {
    MISSING,
    WRONG_SCHEME,
    EMPTY,
    MALFORMED,
    WRONG_SIGNATURE,
    EXPIRED,
    NOT_YET_VALID;

    /** The name in fixtures: {@code 401-wrong-scheme}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The names of the fixtures that answer it, the most specific first. */
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
