package dev.counterpart.verify.plan;

import dev.counterpart.spec.Operation;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.data.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The order of cases if there is not time for all. */
public final class Order {

    /** A case, and how many of its kind precede it in its operation. */
    private record Ranked(Case planned, int position) {

        /** Cases that cover most of the document first; cases that may change the provider after those that do not. */
        static final Comparator<Ranked> MOST_TELLING_FIRST = Comparator.comparing(
                        (Ranked ranked) -> ranked.planned.origin().source())
                .thenComparing(ranked -> !ranked.planned.isSafe())
                .thenComparing(Ranked::position);
    }

    private record Kind(Operation operation, Origin.Source source) {}

    private Order() {}

    /** The most important first: by kind of source, and within it the first of every operation before the second of any. */
    public static List<Case> mostTellingFirst(List<Case> cases) {
        Map<Kind, Integer> counts = new HashMap<>();
        var ranked = new ArrayList<Ranked>();
        for (var each : cases) {
            var kind = new Kind(each.operation(), each.origin().source());
            ranked.add(new Ranked(each, counts.merge(kind, 1, Integer::sum)));
        }
        return ranked.stream()
                .sorted(Ranked.MOST_TELLING_FIRST)
                .map(Ranked::planned)
                .toList();
    }
}
