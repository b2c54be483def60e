package dev.counterpart.verify.plan;

import dev.counterpart.spec.OperationKey;
import dev.counterpart.verify.cases.Case;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The cases that are sent with less than all effort: those whose kind found most in measurements. */
public final class CaseChoice {

    /** Requests of a quick run for each operation, before and after its first success; one more repeats a request that changes data. */
    private static final int QUICK_CASES = 19;

    private static final int QUICK_VARIATIONS = 4;

    /** How often a normal run tries one kind in one part of a request, such as null in its body. */
    private static final int NORMAL_REPETITIONS = 10;

    /**
     * A case, and how many of its kind precede it in its operation.
     *
     * @param index in the plan
     */
    private record Candidate(Case planned, int round, int rank, int index) {

        static final Comparator<Candidate> MOST_USEFUL_FIRST = Comparator.comparing((Candidate candidate) ->
                        !candidate.planned.origin().source().isFoundation())
                .thenComparing(Candidate::round)
                .thenComparing(Candidate::rank)
                .thenComparing(Candidate::index);
    }

    private CaseChoice() {}

    /** The chosen cases, in their order. */
    public static List<Case> of(List<Case> cases, Thoroughness thoroughness) {
        return switch (thoroughness) {
            case QUICK -> quick(cases, QUICK_CASES);
            case NORMAL -> normal(cases);
            case THOROUGH -> cases;
        };
    }

    /** The chosen ones of the cases that follow a success. */
    public static List<Case> further(List<Case> cases, Thoroughness thoroughness) {
        return thoroughness == Thoroughness.QUICK ? quick(cases, QUICK_VARIATIONS) : of(cases, thoroughness);
    }

    private static List<Case> normal(List<Case> cases) {
        Map<String, Integer> counts = new HashMap<>();
        var turns = new Turns(cases);
        return cases.stream()
                .filter(planned -> isFixed(planned)
                        || (turns.includes(planned)
                                && counts.merge(place(planned), 1, Integer::sum) <= NORMAL_REPETITIONS))
                .toList();
    }

    /** Whether other cases depend on it. */
    private static boolean isFixed(Case planned) {
        return planned.origin().source().isFoundation() || planned.isOnTheWire();
    }

    private static String place(Case planned) {
        return planned.operation().key() + " " + planned.group() + " " + CaseKind.of(planned);
    }

    private static List<Case> quick(List<Case> cases, int most) {
        return candidates(cases).values().stream()
                .flatMap(each -> chosen(each, most))
                .sorted(Comparator.comparing(Candidate::index))
                .map(Candidate::planned)
                .toList();
    }

    private static Map<OperationKey, List<Candidate>> candidates(List<Case> cases) {
        Map<OperationKey, List<Candidate>> candidates = new HashMap<>();
        Map<String, Integer> rounds = new HashMap<>();
        for (int i = 0; i < cases.size(); i++) {
            var planned = cases.get(i);
            String kind = CaseKind.of(planned);
            int round = rounds.merge(planned.operation().key() + " " + kind, 1, Integer::sum);
            int rank = Finds.of(kind).rank();
            candidates
                    .computeIfAbsent(planned.operation().key(), key -> new ArrayList<>())
                    .add(new Candidate(planned, round, rank, i));
        }
        return candidates;
    }

    private static Stream<Candidate> chosen(List<Candidate> candidates, int most) {
        long foundation = candidates.stream()
                .filter(candidate -> candidate.planned.origin().source().isFoundation())
                .count();
        return candidates.stream().sorted(Candidate.MOST_USEFUL_FIRST).limit(Math.max(most, foundation));
    }
}
