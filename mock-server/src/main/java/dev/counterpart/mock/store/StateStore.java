package dev.counterpart.mock.store;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Keeps the state of a mock: in its memory, or in a database that mocks can share. All changes are made one after the other, in the
 * whole database: of two mocks that want the last of something, one gets it.
 *
 * <p>Thread-safe.
 */
public interface StateStore extends AutoCloseable {

    /** Receives what happens to a store. */
    interface Listener {

        /** Other mocks have changed entries of that kind. Called on any thread; must be quick. */
        default void changedElsewhere(StateKind kind) {}

        /** The store has become unavailable, or available again, in a sentence without secrets. Once for each, not for each request. */
        default void problem(String text) {}
    }

    /** Keeps the state in memory, until the process ends. */
    static StateStore inMemory() {
        return new MemoryStore();
    }

    /**
     * Brings in what others have changed so far. Without it, reads see what this mock knew.
     *
     * @throws StateUnavailable if that is not possible now; what is known stays readable
     */
    default void refresh() {}

    /** Reads what is known; never waits for a database. {@code reader} must not change anything. */
    <T> T read(Function<StateView, T> reader);

    /**
     * Reads and changes, as one step. When this returns, the change is kept; if it throws, nothing has changed. {@code change} may be
     * called twice, and must not use this store otherwise.
     *
     * @throws StateUnavailable if the change could not be kept
     */
    <T> T change(Function<StateChange, T> change);

    /** How often entries of that kind have changed so far, as far as is known; for caches. Cheap. */
    long changes(StateKind kind);

    /** Whether it may have to wait for a disk or a network. */
    default boolean mayWait() {
        return false;
    }

    /** Whether several mocks can share it. */
    default boolean isShared() {
        return false;
    }

    /** Where the state is kept, without secrets. */
    default String place() {
        return "memory";
    }

    /** Why changes cannot be kept now; empty if they can. */
    default Optional<String> fault() {
        return Optional.empty();
    }

    /** Adds a listener. */
    default void listen(Listener listener) {}

    /** Adds a listener to problems. */
    default void onProblem(Consumer<String> reporter) {
        listen(new Listener() {
            @Override
            public void problem(String text) {
                reporter.accept(text);
            }
        });
    }

    @Override
    default void close() {}
}
