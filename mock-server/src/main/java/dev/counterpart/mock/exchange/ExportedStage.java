package dev.counterpart.mock.exchange;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.fixtures.Scenario;
import dev.counterpart.fixtures.StagedAnswer;
import dev.counterpart.fixtures.When;
import dev.counterpart.mock.control.Staged;
import dev.counterpart.mock.control.Staging;
import dev.counterpart.mock.state.Rows;
import dev.counterpart.spec.Operation;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The step of a scenario during which answers are exported. For one thread. */
final class ExportedStage implements Staging {

    private @Nullable Scenario scenario;
    private int index;

    /** From now on, this step is under way. */
    void begin(Scenario begun, int step) {
        scenario = begun;
        index = step;
    }

    /** From now on, no scenario is under way. */
    void end() {
        scenario = null;
    }

    @Override
    public Rows rows() {
        return NONE.rows();
    }

    @Override
    public boolean isIdle() {
        return scenario == null;
    }

    @Override
    public Optional<Staged> override(Operation operation, Optional<String> session) {
        return Optional.empty();
    }

    @Override
    public Optional<Staged> step(Operation operation, When.Facts facts, Optional<String> session) {
        return current().flatMap(step -> step.answer(operation)).map(answer -> new Staged(answer, "a step"));
    }

    /** The delay that the step sets. */
    Optional<Fixture.Delay> delay(Operation operation) {
        return current().flatMap(step -> step.answer(operation)).flatMap(StagedAnswer::delay);
    }

    private Optional<Scenario.Step> current() {
        return Optional.ofNullable(scenario).map(known -> known.steps().get(index));
    }

    @Override
    public Map<String, String> steps(Optional<String> session) {
        var known = scenario;
        return known == null
                ? Map.of()
                : Map.of(known.name(), known.steps().get(index).title());
    }
}
