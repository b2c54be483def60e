package dev.counterpart.mock.control;

import dev.counterpart.fixtures.OperationSelector;
import dev.counterpart.fixtures.Scenario;
import dev.counterpart.fixtures.StagedAnswer;
import dev.counterpart.fixtures.When;
import dev.counterpart.mock.state.Rows;
import dev.counterpart.mock.store.StateKind;
import dev.counterpart.mock.store.StateStore;
import dev.counterpart.mock.store.StateUnavailable;
import dev.counterpart.spec.Operation;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * The overrides and scenarios of a running server. They outlive the contracts and fixtures, which can be edited meanwhile; with a
 * database, they outlive the server, and other servers share them.
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

    /** Of a title in the name of a contract, in characters. */
    private static final int LONGEST_TITLE = 100;

    private final StateStore store;
    private final Overrides overrides;
    private final ScenarioPlayer scenarios;
    private final Map<Integer, Rows> rows = new ConcurrentHashMap<>();

    /** By position, the name of the contract in the store. */
    private final Map<Integer, String> names = new ConcurrentHashMap<>();

    private final Runnable stateChanged;

    /** Keeps everything in memory. */
    public Control(InstantSource clock, Consumer<Subject> changed) {
        this(StateStore.inMemory(), clock, changed, (answer, operation) -> StagedAnswer.NOTHING);
    }

    /**
     * @param changed is called after each change, on the thread that made it or learned of it
     * @param answers reads an answer that another server has set
     */
    public Control(
            StateStore store,
            InstantSource clock,
            Consumer<Subject> changed,
            BiFunction<JsonNode, OperationSelector, StagedAnswer> answers) {
        this.store = store;
        Runnable overridesChanged = () -> changed.accept(Subject.OVERRIDES);
        overrides = new Overrides(store, clock, overridesChanged, answers);
        stateChanged = () -> changed.accept(Subject.STATE);
        scenarios = new ScenarioPlayer(store, clock, () -> changed.accept(Subject.SCENARIOS));
        store.listen(new StateStore.Listener() {
            @Override
            public void changedElsewhere(StateKind kind) {
                switch (kind) {
                    case OVERRIDE -> overridesChanged.run();
                    case PLAY -> scenarios.report();
                    case ITEM, COLLECTION -> stateChanged.run();
                    default -> {}
                }
            }
        });
    }

    public Overrides overrides() {
        return overrides;
    }

    public ScenarioPlayer scenarios() {
        return scenarios;
    }

    /** Where all this is kept. */
    public StateStore store() {
        return store;
    }

    /** The items of stateful answers of the contract at that position among those of the server. */
    public Rows rows(int position) {
        return rows.computeIfAbsent(
                position,
                added -> new Rows(store, names.getOrDefault(position, Integer.toString(position)), stateChanged));
    }

    /** A name that no other contract has; documents with the same prefix and title are numbered in their order. */
    private synchronized String name(String prefix, String title) {
        String shortened = title.substring(0, Math.min(LONGEST_TITLE, title.length()));
        String plain = (prefix.isEmpty() ? "/" : prefix) + "#" + shortened;
        String name = plain;
        for (int number = 2; names.containsValue(name); number++) {
            name = plain + "#" + number;
        }
        return name;
    }

    /** Brings in what others have changed, and ends what is over by now; called at intervals while events are read. */
    public void tick() {
        refresh();
        scenarios.tick();
    }

    /** Brings in what others have changed. If that is not possible now, what is known counts. */
    private void refresh() {
        try {
            store.refresh();
        } catch (StateUnavailable unavailable) {
            // the store has reported it, and reports when it is available again
        }
    }

    /**
     * Removes all overrides and stops all scenarios: of a session, or of all. Items, which sessions share, are forgotten with all.
     *
     * @throws StateUnavailable if that could not be kept
     */
    public void reset(Optional<String> session) {
        overrides.clear(session, Optional.empty());
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
        return of(position, "", "", known);
    }

    /**
     * What is set about one of several contracts.
     *
     * @param prefix of its paths
     * @param title of its document; with the prefix, it names the contract in the store, so that documents can be added and reordered
     * @param known its scenarios
     */
    public Staging of(int position, String prefix, String title, List<Scenario> known) {
        String name = names.computeIfAbsent(position, added -> name(prefix, title));
        scenarios.know(name, prefix, known);
        return new OfContract(position, prefix, name);
    }

    /** What is set about the contract at that position. */
    private final class OfContract implements Staging {

        private final int position;
        private final String prefix;
        private final String name;

        OfContract(int position, String prefix, String name) {
            this.position = position;
            this.prefix = prefix;
            this.name = name;
        }

        @Override
        public void refresh() {
            Control.this.refresh();
        }

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
            return overrides.take(prefix, operation, session);
        }

        @Override
        public Optional<Staged> step(Operation operation, When.Facts facts, Optional<String> session) {
            return scenarios.take(name, operation, facts, session);
        }

        @Override
        public Map<String, String> steps(Optional<String> session) {
            return scenarios.steps(name, session);
        }

        @Override
        public void move(Map<String, String> steps, Optional<String> session) {
            steps.forEach((scenario, step) -> scenarios.move(name, scenario, step, session));
        }
    }
}
