package dev.counterpart.spec.read;

import dev.counterpart.spec.document.Location;
import dev.counterpart.spec.rule.DocumentRules;
import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Violation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The remarks about a document. Each is added once, and their number is limited, because places are expensive. */
final class Remarks {

    private static final int MOST = 300;

    private final Set<Violation> all = new LinkedHashSet<>();
    private int unsaid;

    /**
     * Adds a remark.
     *
     * @param where evaluated only if the remark is added
     */
    void add(Rule rule, Supplier<Location> where, String expected, String actual) {
        if (all.size() >= MOST) {
            unsaid++;
            return;
        }
        var location = where.get();
        add(Violation.of(rule, new Spot(Spot.Part.DOCUMENT, location.pointer()), expected, Violation.shortened(actual))
                .declaredAt(location));
    }

    void add(Violation violation) {
        all.add(violation);
    }

    List<Violation> all() {
        var result = new ArrayList<>(all);
        if (unsaid > 0) {
            result.add(Violation.of(
                            DocumentRules.LIMIT,
                            Spot.of(Spot.Part.DOCUMENT),
                            "at most " + MOST + " remarks",
                            unsaid + " more")
                    .fixedBy("fix those that are listed, and read the document again"));
        }
        return result;
    }
}
