package dev.counterpart.mock.journal;

import dev.counterpart.fixtures.When;
import dev.counterpart.mock.engine.FixtureNearMisses;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * How many calls of an operation meet conditions, and the calls that nearly do.
 *
 * @param matching the calls that meet them, oldest first
 * @param nearest other calls of the operation, those with the fewest conditions that do not hold first
 */
public record CallCount(List<Journal.Entry> matching, List<Near> nearest) {

    /** Maximum number of calls in {@code nearest}. */
    private static final int MOST = 3;

    /** A call, and the conditions with its values. */
    public record Near(Journal.Entry entry, List<FixtureNearMisses.Condition> conditions) {

        long unmet() {
            return conditions.stream().filter(each -> !each.holds()).count();
        }
    }

    /**
     * Counts the calls among exchanges.
     *
     * @param facts the values of a call that conditions can use
     */
    public static CallCount of(List<Journal.Entry> among, When when, Function<Journal.Entry, When.Facts> facts) {
        return of(among.stream()
                .map(entry -> new Near(entry, FixtureNearMisses.conditions(when, facts.apply(entry))))
                .toList());
    }

    private static CallCount of(List<Near> calls) {
        return new CallCount(
                calls.stream()
                        .filter(call -> call.unmet() == 0)
                        .map(Near::entry)
                        .toList(),
                calls.stream()
                        .filter(call -> call.unmet() > 0)
                        .sorted(Comparator.comparingLong(Near::unmet))
                        .limit(MOST)
                        .toList());
    }
}
