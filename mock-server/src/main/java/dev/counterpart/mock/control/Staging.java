package dev.counterpart.mock.control;

import dev.counterpart.fixtures.When;
import dev.counterpart.mock.state.Rows;
import dev.counterpart.mock.store.StateStore;
import dev.counterpart.spec.Operation;
import java.util.Map;
import java.util.Optional;

/**
 * What people have set about the answers of one contract.
 *
 * <p>Thread-safe.
 */
public interface Staging {

    /** Nothing is set. */
    Staging NONE = new Staging() {

        @Override
        public Rows rows() {
            return new Rows(StateStore.inMemory(), "", () -> {});
        }

        @Override
        public boolean isIdle() {
            return true;
        }

        @Override
        public Optional<Staged> override(Operation operation, Optional<String> session) {
            return Optional.empty();
        }

        @Override
        public Optional<Staged> step(Operation operation, When.Facts facts, Optional<String> session) {
            return Optional.empty();
        }
    };

    /** Brings in what other servers have set. Called once for each request, before anything else. */
    default void refresh() {}

    /** The items of stateful answers. */
    Rows rows();

    /** Whether nothing is set for any request. */
    boolean isIdle();

    /** The overrides for a request, merged. Each counts as used for one more call. */
    Optional<Staged> override(Operation operation, Optional<String> session);

    /** By scenario under way for a session, the title of the current step. */
    default Map<String, String> steps(Optional<String> session) {
        return Map.of();
    }

    /** Moves scenarios that are under way for a session to the steps with these titles. */
    default void move(Map<String, String> steps, Optional<String> session) {}

    /** The current steps of the scenarios for a request, merged. A step that this request ends still answers it. */
    Optional<Staged> step(Operation operation, When.Facts facts, Optional<String> session);
}
