package dev.counterpart.mock.engine;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.fixtures.When;
import dev.counterpart.mock.source.Materials;
import dev.counterpart.spec.Operation;
import dev.counterpart.spec.match.ValueMatcher;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The fixtures whose conditions a request nearly met. */
public final class FixtureNearMisses {

    /** Maximum number of fixtures that are reported. */
    private static final int MOST = 3;

    /**
     * A condition and the request's value.
     *
     * @param actual empty if the request has no such value
     */
    public record Condition(When.Key key, ValueMatcher expected, Optional<JsonNode> actual, boolean holds) {}

    /** A fixture, with all its conditions; at least one does not hold. */
    public record NearMiss(Fixture fixture, List<Condition> conditions) {
        public NearMiss {
            conditions = List.copyOf(conditions);
        }

        long unmet() {
            return conditions.stream().filter(each -> !each.holds()).count();
        }
    }

    private FixtureNearMisses() {}

    /** The nearest fixtures, with the fewest conditions that do not hold first. */
    static List<NearMiss> of(Materials materials, Operation operation, When.Facts facts) {
        return materials.fixtures().of(operation).stream()
                .filter(fixture -> !fixture.when().isAlways() && !fixture.when().holds(facts))
                .map(fixture -> new NearMiss(fixture, conditions(fixture.when(), facts)))
                .sorted(Comparator.comparingLong(NearMiss::unmet))
                .limit(MOST)
                .toList();
    }

    /** Each condition, and whether it holds. */
    public static List<Condition> conditions(When when, When.Facts facts) {
        return when.conditions().entrySet().stream()
                .map(each -> new Condition(
                        each.getKey(),
                        each.getValue(),
                        facts.value(each.getKey()),
                        When.holds(each.getKey(), each.getValue(), facts)))
                .toList();
    }
}
