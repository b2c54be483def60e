package dev.counterpart.spec.read;

import dev.counterpart.spec.Location;
import dev.counterpart.spec.Rule;
import dev.counterpart.spec.Spot;
import dev.counterpart.spec.Violation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is said about a document while it is read; the same thing once. */
final class Remarks {

    private final Set<Violation> all = new LinkedHashSet<>();

    void add(Rule rule, Location where, String expected, String actual) {
        add(Violation.of(rule, new Spot(Spot.Part.DOCUMENT, where.pointer()), expected, Violation.shortened(actual))
                .declaredAt(where));
    }

    void add(Violation violation) {
        all.add(violation);
    }

    List<Violation> all() {
        return new ArrayList<>(all);
    }
}
