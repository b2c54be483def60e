package dev.counterpart.verify.plan;

import dev.counterpart.spec.OperationKey;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation.Denial;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which operations try a kind of cases in a normal run. Operations of one provider mostly share the code that refuses an id or a token, so
 * kinds whose finds other kinds have too take turns: each is tried in a share of the operations that have it, and in the first of them unless
 * more useful kinds find all that it finds.
 */
public final class Turns {

    /** One in so many operations. */
    private static final int SHARE = 4;

    /** They alone find a practice that is a warning; the measurements count errors only. */
    private static final Set<String> ALONE = Set.of("unusual, Robust: a page of another origin");

    private final Map<String, Set<OperationKey>> chosen = new HashMap<>();

    Turns(List<Case> cases) {
        Map<String, Set<OperationKey>> operations = new HashMap<>();
        cases.forEach(planned -> operations
                .computeIfAbsent(CaseKind.of(planned), kind -> new LinkedHashSet<>())
                .add(planned.operation().key()));
        operations.forEach((kind, all) -> chosen.put(kind, chosen(kind, List.copyOf(all))));
    }

    private static Set<OperationKey> chosen(String kind, List<OperationKey> operations) {
        var finds = Finds.of(kind);
        boolean isNeeded = finds.needed() > 0;
        boolean findsMore = finds.further() > 0 || ALONE.contains(kind);
        var chosen = new LinkedHashSet<OperationKey>();
        for (int i = 0; i < operations.size(); i++) {
            if (isNeeded || isTurn(kind, i, findsMore)) {
                chosen.add(operations.get(i));
            }
        }
        return chosen;
    }

    /**
     * Whether it is the turn of an operation, by its position among those that have the kind, from 0.
     *
     * @param findsMore whether the kind finds what more useful ones do not
     */
    public static boolean isTurn(String kind, int operation, boolean findsMore) {
        return (operation == 0 && findsMore) || Math.floorMod(operation + kind.hashCode(), SHARE) == 0;
    }

    /** Whether the case is tried. A request without credentials always is: each operation checks them by itself in many providers. */
    boolean includes(Case planned) {
        boolean isWithoutCredentials = planned.expectation() instanceof Denial denial && denial.isForNothing();
        return isWithoutCredentials
                || chosen.getOrDefault(CaseKind.of(planned), Set.of())
                        .contains(planned.operation().key());
    }
}
