package dev.counterpart.mock.control;

import dev.counterpart.fixtures.Scenario;
import dev.counterpart.fixtures.When;
import dev.counterpart.mock.state.Rows;
import dev.counterpart.spec.Operation;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The overrides and scenarios of a running server. They outlive the contracts and fixtures, which can be edited meanwhile.
 *
 * <p>Thread-safe.
 */
public final class Control {

    /** What has changed. */
    public enum Subject {
        OVERRIDES,
        SCENARIOS,
        STATE
    }

    private final Overrides overrides;
    private final ScenarioPlayer scenarios;
    private final Map<Integer, Rows> rows = new ConcurrentHashMap<>();
    private final Runnable stateChanged;

    /** @param changed is called after each change, on the thread that made it */
    public Control(InstantSource clock, Consumer<Subject> changed) {
        overrides = new Overrides(clock, () -> changed.accept(Subject.OVERRIDES));
        stateChanged = () -> changed.accept(Subject.STATE);
        scenarios = new ScenarioPlayer(clock, () -> changed.accept(Subject.SCENARIOS));
    }

    public Overrides overrides() {
        return overrides;
    }

    public ScenarioPlayer scenarios() {
        return scenarios;
    }

    /** The items of stateful answers of the contract at that position among those of the server. */
    public Rows rows(int position) {
        return rows.computeIfAbsent(position, added -> new Rows(stateChanged));
    }

    /** Ends what is over by now; called at intervals while events are read. */
    public void tick() {
        scenarios.tick();
    }

    /** Removes all overrides and stops all scenarios: of a session, or of all. Items, which sessions share, are forgotten with all. */
    public void reset(Optional<String> session) {
        overrides.clear(session);
        scenarios.stopAll(session);
        if (session.isEmpty()) {
            rows.values().forEach(Rows::clear);
        }
    }

    /**
     * What is set about the contract at that position among those of the server.
     *
     * @param known its scenarios
     */
    public Staging of(int position, List<Scenario> known) {
        scenarios.know(position, known);
        return new Staging() {

            @Override
            public Rows rows() {
                return Control.this.rows(position);
            }

            @Override
            public boolean isIdle() {
                return overrides.isIdle() && scenarios.isIdle();
            }

            @Override
            public Optional<Staged> override(Operation operation, Optional<String> session) {
                return overrides.take(operation, session);
            }

            @Override
            public Optional<Staged> step(Operation operation, When.Facts facts, Optional<String> session) {
                return scenarios.take(position, operation, facts, session);
            }
        };
    }
}
