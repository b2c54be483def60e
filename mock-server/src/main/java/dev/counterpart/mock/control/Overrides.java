package dev.counterpart.mock.control;

import dev.counterpart.fixtures.OperationSelector;
import dev.counterpart.fixtures.StagedAnswer;
import dev.counterpart.spec.Operation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The overrides of a running server. Several can hold for one request: those of its session count before those for all, an operation
 * before a tag, a tag before all operations, and the newest first; each sets what the ones before it leave open.
 *
 * <p>Thread-safe.
 */
public final class Overrides {

    /** Maximum number at a time. */
    public static final int MOST = 1_000;

    private static final Comparator<AnswerOverride> FIRST_FIRST = Comparator.comparing(
                    (AnswerOverride each) -> each.session().isEmpty())
            .thenComparing(each -> each.operation().precision(), Comparator.reverseOrder())
            .thenComparing(AnswerOverride::id, Comparator.reverseOrder());

    private final InstantSource clock;
    private final Runnable changed;
    private volatile List<AnswerOverride> all = List.of();
    private long last;

    /** @param changed runs after each change, on the thread that made it */
    Overrides(InstantSource clock, Runnable changed) {
        this.clock = clock;
        this.changed = changed;
    }

    /** The overrides that hold now, oldest first. */
    public synchronized List<AnswerOverride> all() {
        removeOver();
        return all;
    }

    /**
     * Sets an override.
     *
     * @return empty if there are {@link #MOST} already
     */
    public Optional<AnswerOverride> add(
            OperationSelector operation,
            Optional<String> session,
            StagedAnswer answer,
            OptionalInt calls,
            Optional<Instant> until) {
        Optional<AnswerOverride> added;
        synchronized (this) {
            removeOver();
            if (all.size() >= MOST) {
                return Optional.empty();
            }
            added = Optional.of(new AnswerOverride(++last, operation, session, answer, calls, until));
            var more = new ArrayList<>(all);
            more.add(added.get());
            all = List.copyOf(more);
        }
        changed.run();
        return added;
    }

    /** Removes an override; returns whether it existed. */
    public boolean remove(long id) {
        return keep(each -> each.id() != id);
    }

    /** Removes the overrides of a session, or all. */
    public void clear(Optional<String> session) {
        keep(each -> session.isPresent() && !each.session().equals(session));
    }

    private boolean keep(Predicate<AnswerOverride> isKept) {
        synchronized (this) {
            var kept = all.stream().filter(isKept).toList();
            if (kept.size() == all.size()) {
                return false;
            }
            all = kept;
        }
        changed.run();
        return true;
    }

    boolean isIdle() {
        return all.isEmpty();
    }

    /** What is set for a request; the overrides count as used once more. */
    Optional<Staged> take(Operation operation, Optional<String> session) {
        if (all.isEmpty()) {
            return Optional.empty();
        }
        List<AnswerOverride> used;
        boolean isChanged;
        synchronized (this) {
            removeOver();
            used = all.stream()
                    .filter(each -> each.covers(operation, session))
                    .sorted(FIRST_FIRST)
                    .toList();
            isChanged = used.stream().anyMatch(each -> each.calls().isPresent());
            if (isChanged) {
                all = all.stream()
                        .flatMap(each -> used.contains(each) ? each.used().stream() : Stream.of(each))
                        .toList();
            }
        }
        if (isChanged) {
            changed.run();
        }
        return used.stream()
                .map(AnswerOverride::answer)
                .reduce(StagedAnswer::over)
                .map(answer -> new Staged(
                        answer,
                        "override "
                                + used.stream()
                                        .map(each -> Long.toString(each.id()))
                                        .collect(Collectors.joining(", ")) + ": " + answer));
    }

    private void removeOver() {
        var now = clock.instant();
        if (all.stream().anyMatch(each -> each.isOver(now))) {
            all = all.stream().filter(each -> !each.isOver(now)).toList();
        }
    }
}
