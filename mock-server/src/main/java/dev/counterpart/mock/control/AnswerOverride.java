package dev.counterpart.mock.control;

import dev.counterpart.fixtures.OperationSelector;
import dev.counterpart.fixtures.StagedAnswer;
import dev.counterpart.spec.Operation;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An answer that a person has set while the mock runs.
 *
 * @param id unique in this server
 * @param session whose requests it is for; empty for all
 * @param calls for how many more requests it is used; empty for any number
 * @param until when it ends; empty if it does not end by time
 */
public record AnswerOverride(
        long id,
        OperationSelector operation,
        Optional<String> session,
        StagedAnswer answer,
        OptionalInt calls,
        Optional<Instant> until) {

    /** The same with that number. */
    AnswerOverride numbered(long number) {
        return new AnswerOverride(number, operation, session, answer, calls, until);
    }

    /** @param prefix of the document */
    boolean covers(String prefix, Operation asked, Optional<String> askedBy) {
        return (session.isEmpty() || session.equals(askedBy)) && operation.covers(prefix, asked);
    }

    boolean isOver(Instant now) {
        return until.filter(end -> !now.isBefore(end)).isPresent();
    }
}
