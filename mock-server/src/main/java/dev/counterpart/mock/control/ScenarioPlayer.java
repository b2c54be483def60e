package dev.counterpart.mock.control;

import dev.counterpart.fixtures.Scenario;
import dev.counterpart.fixtures.StagedAnswer;
import dev.counterpart.fixtures.When;
import dev.counterpart.mock.store.StateChange;
import dev.counterpart.mock.store.StateKey;
import dev.counterpart.mock.store.StateKind;
import dev.counterpart.mock.store.StateStore;
import dev.counterpart.mock.store.StateUnavailable;
import dev.counterpart.mock.store.StateView;
import dev.counterpart.spec.Operation;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Plays scenarios: several at a time, for all requests or for those of one session. Of two that set an answer for the same operation,
 * the one of the session counts, then the one that was started last.
 *
 * <p>The last step does not end; its scenario goes on until it is stopped. While the store is unavailable, steps answer, but do not end.
 * Thread-safe.
 */
public final class ScenarioPlayer {

    /** Maximum number of scenarios under way. */
    public static final int MOST = 1_000;

    /** The scenarios under way after that many changes. */
    private record Current(long changes, List<Play> plays) {}

    /** What the current steps set for a request, and the plays that differ after it. */
    private record Taken(Optional<Staged> staged, List<Play> changed) {}

    private final StateStore store;
    private final InstantSource clock;
    private final Runnable changed;

    /** By the name of their contract. */
    private final Map<String, List<ServedScenario>> scenarios = new LinkedHashMap<>();

    /** Those that were started because they say so; they may have been stopped since. */
    private final Set<StateKey> begun = new HashSet<>();

    private volatile Current current = new Current(-1, List.of());

    /** Where the scenarios stood when a change was last reported. */
    private volatile String reported = "";

    /** @param changed runs after each change, on the thread that made it */
    ScenarioPlayer(StateStore store, InstantSource clock, Runnable changed) {
        this.store = store;
        this.clock = clock;
        this.changed = changed;
    }

    /** From now on, these are the scenarios of a contract. Those under way keep their step; new ones may be started. */
    void know(String contract, String prefix, List<Scenario> known) {
        List<ServedScenario> added;
        synchronized (this) {
            var served = known.stream()
                    .map(scenario -> new ServedScenario(contract, prefix, scenario))
                    .toList();
            scenarios.put(contract, served);
            added = served.stream()
                    .filter(each -> each.scenario().isStarted() && begun.add(key(each, Optional.empty())))
                    .toList();
        }
        begin(added);
    }

    private static StateKey key(ServedScenario served, Optional<String> session) {
        return Play.key(served.contract(), served.scenario().name(), session);
    }

    private Play begun(ServedScenario served, Optional<String> session, int step) {
        var scenario = served.scenario();
        return new Play(served.contract(), scenario.name(), session, step, 0, clock.instant()).within(scenario);
    }

    /** Starts scenarios that are not under way. */
    private void begin(List<ServedScenario> wanted) {
        if (wanted.isEmpty()) {
            return;
        }
        try {
            store.change(state -> {
                wanted.stream()
                        .map(served -> begun(served, Optional.empty(), 0))
                        .filter(play -> state.find(play.key()).isEmpty())
                        .forEach(play -> state.put(play.key(), play.json()));
                return true;
            });
        } catch (StateUnavailable unavailable) {
            return; // the store has reported it
        }
        report();
    }

    /** By scenario under way for a session, the title of the current step. */
    Map<String, String> steps(String contract, Optional<String> session) {
        var steps = new HashMap<String, String>();
        for (var play : inOrderOfPrecedence(moved(current()), session)) {
            known(play)
                    .filter(each -> play.contract().equals(contract))
                    .ifPresent(scenario -> steps.putIfAbsent(
                            scenario.name(),
                            scenario.steps().get(play.within(scenario).step()).title()));
        }
        return steps;
    }

    /** Moves a scenario that is under way for a session, or for all, to the step with that title. */
    void move(String contract, String name, String step, Optional<String> session) {
        var next = known(contract, name).map(each -> each.step(step)).orElse(OptionalInt.empty());
        if (next.isEmpty()) {
            return;
        }
        try {
            store.change(state -> {
                inOrderOfPrecedence(plays(state), session).stream()
                        .filter(play -> play.contract().equals(contract)
                                && play.scenario().equals(name))
                        .findFirst()
                        .map(play -> play.at(next.getAsInt(), clock.instant()))
                        .ifPresent(play -> state.put(play.key(), play.json()));
                return true;
            });
        } catch (StateUnavailable unavailable) {
            return; // the store has reported it; the scenario stays at its step
        }
        report();
    }

    /** Ends the steps whose time is over. Without a request nothing else does. */
    void tick() {
        if (moved(current()).equals(current())) {
            return;
        }
        try {
            store.change(state -> {
                putMoved(state);
                return true;
            });
        } catch (StateUnavailable unavailable) {
            return; // the next tick tries again
        }
        report();
    }

    /** Reports a change of steps, also one that another mock has made; a call that is counted is not reported. */
    void report() {
        String now = current().stream()
                .map(play -> play.key().id() + " " + play.step())
                .collect(Collectors.joining("\n"));
        if (!now.equals(reported)) {
            reported = now;
            changed.run();
        }
    }

    /** All scenarios. */
    public synchronized List<ServedScenario> scenarios() {
        return scenarios.values().stream().flatMap(List::stream).toList();
    }

    /** The scenarios with that name, which can begin with the prefix or the name of their contract; of several contracts, if it is ambiguous. */
    public List<ServedScenario> named(String name) {
        return scenarios().stream().filter(each -> each.isNamed(name)).toList();
    }

    /** The scenarios under way, in the order in which they were started. */
    public List<Play> plays() {
        return moved(current());
    }

    /**
     * Starts a scenario at its first step, or moves one that is under way.
     *
     * @param step index of the step; beyond the last one, the last one
     * @return empty if {@link #MOST} are under way
     * @throws StateUnavailable if the step could not be kept
     */
    public Optional<Play> play(ServedScenario scenario, Optional<String> session, int step) {
        return move(scenario, session, now -> step);
    }

    /**
     * Starts or moves a scenario.
     *
     * @param step the index of the step, made from that of the current one, if it is under way
     * @return empty if {@link #MOST} are under way
     * @throws StateUnavailable if the step could not be kept
     */
    public Optional<Play> move(
            ServedScenario served, Optional<String> session, Function<Optional<Integer>, Integer> step) {
        var begun = store.change(state -> {
            putMoved(state);
            var before = state.find(key(served, session)).map(Play::of);
            if (before.isEmpty() && state.totals(StateKind.PLAY, "").count() >= MOST) {
                return Optional.<Play>empty();
            }
            int next =
                    step.apply(before.map(play -> play.within(served.scenario()).step()));
            var play = begun(served, session, Math.max(0, next));
            state.put(play.key(), play.json());
            return Optional.of(play);
        });
        begun.ifPresent(play -> changed());
        return begun;
    }

    private void changed() {
        reported = "";
        report();
    }

    /** The scenario under way for that session, or for all. */
    public Optional<Play> play(ServedScenario served, Optional<String> session) {
        return plays().stream()
                .filter(play -> play.isOf(served) && play.session().equals(session))
                .findFirst();
    }

    /** Stops a scenario; returns whether it was under way. */
    public boolean stop(ServedScenario served, Optional<String> session) {
        boolean wasPlayed = store.change(state -> state.remove(key(served, session)));
        if (wasPlayed) {
            changed.run();
        }
        return wasPlayed;
    }

    /** Stops all scenarios of a session, or all; then those that are under way from the start begin again. */
    public void stopAll(Optional<String> session) {
        store.change(state -> {
            plays(state).stream()
                    .filter(play -> session.isEmpty() || play.session().equals(session))
                    .forEach(play -> state.remove(play.key()));
            return true;
        });
        if (session.isEmpty()) {
            begin(scenarios().stream()
                    .filter(each -> each.scenario().isStarted())
                    .toList());
        }
        changed.run();
    }

    boolean isIdle() {
        return current().isEmpty();
    }

    private List<Play> current() {
        long changes = store.changes(StateKind.PLAY);
        var last = current;
        if (last.changes() != changes) {
            last = new Current(changes, store.read(ScenarioPlayer::plays));
            current = last;
        }
        return last.plays();
    }

    private static List<Play> plays(StateView state) {
        return state.all(StateKind.PLAY, "", "").values().stream().map(Play::of).toList();
    }

    private static void put(StateChange state, List<Play> plays) {
        plays.forEach(play -> state.put(play.key(), play.json()));
    }

    private void putMoved(StateChange state) {
        var before = plays(state);
        put(state, differing(before, moved(before)));
    }

    private static List<Play> differing(List<Play> before, List<Play> after) {
        return after.stream().filter(play -> !before.contains(play)).toList();
    }

    /** What the current steps set for a request to an operation of the contract; the request may end them. */
    Optional<Staged> take(String contract, Operation operation, When.Facts facts, Optional<String> session) {
        var expected = taken(current(), contract, operation, facts, session);
        if (expected.changed().isEmpty()) {
            return expected.staged();
        }
        Optional<Staged> staged;
        try {
            staged = store.change(state -> {
                var taken = taken(plays(state), contract, operation, facts, session);
                put(state, taken.changed());
                return taken.staged();
            });
        } catch (StateUnavailable unavailable) {
            return expected.staged();
        }
        report();
        return staged;
    }

    private Taken taken(
            List<Play> stored, String contract, Operation operation, When.Facts facts, Optional<String> session) {
        var after = new LinkedHashMap<String, Play>();
        var now = moved(stored);
        now.forEach(play -> after.put(play.key().id(), play));
        Optional<Staged> taken = Optional.empty();
        for (var play : inOrderOfPrecedence(now, session)) {
            var known = known(play).filter(each -> play.contract().equals(contract));
            if (known.isEmpty()) {
                continue;
            }
            var scenario = known.get();
            var step = scenario.steps().get(play.within(scenario).step());
            var answer = step.answer(operation);
            taken = merged(taken, answer, play, scenario);
            after.put(play.key().id(), afterRequest(play, scenario, answer.isPresent(), operation, facts));
        }
        return new Taken(taken, differing(stored, List.copyOf(after.values())));
    }

    private static List<Play> inOrderOfPrecedence(List<Play> plays, Optional<String> session) {
        var general = new ArrayList<Play>();
        var own = new ArrayList<Play>();
        for (var play : plays) {
            if (play.session().isEmpty()) {
                general.add(0, play);
            } else if (play.session().equals(session)) {
                own.add(0, play);
            }
        }
        own.addAll(general);
        return own;
    }

    private static Optional<Staged> merged(
            Optional<Staged> before, Optional<StagedAnswer> answer, Play play, Scenario scenario) {
        if (answer.isEmpty()) {
            return before;
        }
        String title = scenario.steps().get(play.within(scenario).step()).title();
        String reason =
                "scenario " + scenario.name() + ", step " + (play.step() + 1) + " \"" + title + "\": " + answer.get();
        return Optional.of(before.map(staged -> new Staged(staged.answer().over(answer.get()), staged.reason()))
                .orElseGet(() -> new Staged(answer.get(), reason)));
    }

    /** Counts a call, and moves on if the step ends with it. */
    private Play afterRequest(Play play, Scenario scenario, boolean answers, Operation operation, When.Facts facts) {
        var counted = answers ? play.called() : play;
        if (play.within(scenario).isLast(scenario)) {
            return counted;
        }
        var end = scenario.steps().get(play.step()).end();
        return isOver(end, counted, operation, facts) ? counted.at(counted.step() + 1, clock.instant()) : counted;
    }

    private static boolean isOver(Scenario.End end, Play counted, Operation operation, When.Facts facts) {
        if (end instanceof Scenario.End.Calls calls) {
            return counted.calls() >= calls.count();
        }
        return end instanceof Scenario.End.Matching matching
                && matching.operation().covers(operation)
                && matching.when().holds(facts);
    }

    /** The plays after the steps whose time is over. */
    private List<Play> moved(List<Play> plays) {
        return plays.isEmpty() ? plays : plays.stream().map(this::moved).toList();
    }

    private Play moved(Play play) {
        var known = known(play);
        var moved = play;
        while (known.isPresent() && !moved.within(known.get()).isLast(known.get())) {
            var end = known.get().steps().get(moved.step()).end();
            if (!(end instanceof Scenario.End.After after)
                    || clock.instant().isBefore(moved.began().plus(after.time()))) {
                break;
            }
            moved = moved.at(moved.step() + 1, moved.began().plus(after.time()));
        }
        return moved;
    }

    private Optional<Scenario> known(Play play) {
        return known(play.contract(), play.scenario());
    }

    private synchronized Optional<Scenario> known(String contract, String name) {
        return scenarios.getOrDefault(contract, List.of()).stream()
                .map(ServedScenario::scenario)
                .filter(scenario -> scenario.name().equals(name))
                .findFirst();
    }
}
