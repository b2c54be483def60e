package dev.counterpart.mock.control;

import dev.counterpart.fixtures.Scenario;
import dev.counterpart.fixtures.StagedAnswer;
import dev.counterpart.fixtures.When;
import dev.counterpart.spec.Operation;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plays scenarios: several at a time, for all requests or for those of one session. Of two that set an answer for the same operation,
 * the one of the session counts, then the one that was started last.
 *
 * <p>The last step does not end; its scenario goes on until it is stopped. Thread-safe.
 */
public final class ScenarioPlayer {

    /** Maximum number of scenarios under way. */
    public static final int MOST = 1_000;

    private record Id(String scenario, Optional<String> session) {}

    /** A scenario, and the position of its contract among those of the server. */
    private record Known(int position, Scenario scenario) {}

    private final InstantSource clock;
    private final Runnable changed;
    private final Map<Integer, List<Scenario>> scenarios = new LinkedHashMap<>();

    /** In the order in which they were started. */
    private final Map<Id, Play> plays = new LinkedHashMap<>();

    private volatile boolean isIdle = true;

    /** @param changed runs after each change, on the thread that made it */
    ScenarioPlayer(InstantSource clock, Runnable changed) {
        this.clock = clock;
        this.changed = changed;
    }

    /** From now on, these are the scenarios of a contract. Those under way keep their step. */
    synchronized void know(int position, List<Scenario> known) {
        scenarios.put(position, List.copyOf(known));
    }

    /** Ends the steps whose time is over. Without a request nothing else does. */
    void tick() {
        boolean isMoved;
        synchronized (this) {
            var before = List.copyOf(plays.values());
            moveByTime();
            isMoved = !before.equals(List.copyOf(plays.values()));
        }
        if (isMoved) {
            changed.run();
        }
    }

    /** All scenarios. */
    public synchronized List<Scenario> scenarios() {
        return scenarios.values().stream().flatMap(List::stream).toList();
    }

    public synchronized Optional<Scenario> scenario(String name) {
        return known(name).map(Known::scenario);
    }

    /** The scenarios under way, in the order in which they were started. */
    public synchronized List<Play> plays() {
        moveByTime();
        return List.copyOf(plays.values());
    }

    /**
     * Starts a scenario at its first step, or moves one that is under way.
     *
     * @param step index of the step; beyond the last one, the last one
     * @return empty if there is no such scenario, or {@link #MOST} are under way
     */
    public Optional<Play> play(String name, Optional<String> session, int step) {
        Optional<Play> begun;
        synchronized (this) {
            var id = new Id(name, session);
            boolean isFull = plays.size() >= MOST && !plays.containsKey(id);
            begun = known(name)
                    .filter(known -> !isFull)
                    .map(known -> new Play(name, session, step, 0, clock.instant()).within(known.scenario()));
            begun.ifPresent(play -> plays.put(id, play));
            isIdle = plays.isEmpty();
        }
        begun.ifPresent(play -> changed.run());
        return begun;
    }

    /** The scenario under way for that session, or for all. */
    public Optional<Play> play(String name, Optional<String> session) {
        return plays().stream()
                .filter(play -> play.scenario().equals(name) && play.session().equals(session))
                .findFirst();
    }

    /** Stops a scenario; returns whether it was under way. */
    public boolean stop(String name, Optional<String> session) {
        boolean wasPlayed;
        synchronized (this) {
            wasPlayed = plays.remove(new Id(name, session)) != null;
            isIdle = plays.isEmpty();
        }
        if (wasPlayed) {
            changed.run();
        }
        return wasPlayed;
    }

    /** Stops all scenarios of a session, or all. */
    public void stopAll(Optional<String> session) {
        synchronized (this) {
            plays.keySet().removeIf(id -> session.isEmpty() || id.session().equals(session));
            isIdle = plays.isEmpty();
        }
        changed.run();
    }

    boolean isIdle() {
        return isIdle;
    }

    /** What the current steps set for a request to an operation of the contract at that position; the request may end them. */
    Optional<Staged> take(int position, Operation operation, When.Facts facts, Optional<String> session) {
        Optional<Staged> taken = Optional.empty();
        boolean isMoved = false;
        synchronized (this) {
            moveByTime();
            for (var play : inOrderOfPrecedence(session)) {
                var known = known(play.scenario()).filter(each -> each.position() == position);
                if (known.isEmpty()) {
                    continue;
                }
                var scenario = known.get().scenario();
                var step = scenario.steps().get(play.within(scenario).step());
                var answer = step.answer(operation);
                taken = merged(taken, answer, play, scenario);
                isMoved |= move(play, scenario, answer.isPresent(), operation, facts);
            }
        }
        if (isMoved) {
            changed.run();
        }
        return taken;
    }

    private List<Play> inOrderOfPrecedence(Optional<String> session) {
        var general = new ArrayList<Play>();
        var own = new ArrayList<Play>();
        for (var play : plays.values()) {
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

    /** Counts a call, and moves on if the step ends with it; returns whether it did. */
    private boolean move(Play play, Scenario scenario, boolean answers, Operation operation, When.Facts facts) {
        var id = new Id(play.scenario(), play.session());
        var counted = answers ? play.called() : play;
        plays.put(id, counted);
        if (play.within(scenario).isLast(scenario)) {
            return false;
        }
        var end = scenario.steps().get(play.step()).end();
        boolean isOver = isOver(end, counted, operation, facts);
        if (isOver) {
            plays.put(id, counted.at(counted.step() + 1, clock.instant()));
        }
        return isOver;
    }

    private static boolean isOver(Scenario.End end, Play counted, Operation operation, When.Facts facts) {
        if (end instanceof Scenario.End.Calls calls) {
            return counted.calls() >= calls.count();
        }
        return end instanceof Scenario.End.Matching matching
                && matching.operation().covers(operation)
                && matching.when().holds(facts);
    }

    private void moveByTime() {
        var now = clock.instant();
        plays.replaceAll((id, play) -> {
            var scenario = known(play.scenario());
            var moved = play;
            while (scenario.isPresent()
                    && !moved.within(scenario.get().scenario())
                            .isLast(scenario.get().scenario())) {
                var end = scenario.get().scenario().steps().get(moved.step()).end();
                if (!(end instanceof Scenario.End.After after)
                        || now.isBefore(moved.began().plus(after.time()))) {
                    break;
                }
                moved = moved.at(moved.step() + 1, moved.began().plus(after.time()));
            }
            return moved;
        });
    }

    private Optional<Known> known(String name) {
        return scenarios.entrySet().stream()
                .flatMap(each -> each.getValue().stream()
                        .filter(scenario -> scenario.name().equals(name))
                        .map(scenario -> new Known(each.getKey(), scenario)))
                .findFirst();
    }
}
