package dev.counterpart.mock.control;

import dev.counterpart.fixtures.Scenario;
import java.time.Instant;
import java.util.Optional;

/**
 * A scenario that is under way.
 *
 * @param session whose requests it is for; empty for all
 * @param step the index of the current step
 * @param calls answers that the current step has given
 * @param began when the current step began
 */
public record Play(String scenario, Optional<String> session, int step, int calls, Instant began) {

    Play at(int other, Instant now) {
        return new Play(scenario, session, other, 0, now);
    }

    Play called() {
        return new Play(scenario, session, step, calls + 1, began);
    }

    /** The play of the scenario as it was edited: it may have fewer steps now. */
    Play within(Scenario edited) {
        int last = edited.steps().size() - 1;
        return step <= last ? this : new Play(scenario, session, last, calls, began);
    }

    boolean isLast(Scenario played) {
        return step >= played.steps().size() - 1;
    }
}
