package dev.counterpart.spec.read;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Violation;
import java.util.List;

/** What became of a document. */
public sealed interface ReadResult {

    /**
     * A contract.
     *
     * @param warnings what was left out of it or looks wrong, in the order of the document; some may have the severity
     *     error, as a {@code $ref} that leads nowhere, which the caller may refuse
     */
    record Read(Contract contract, List<Violation> warnings) implements ReadResult {
        public Read {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * No contract.
     *
     * @param violations all that was found; never empty
     */
    record Rejected(List<Violation> violations) implements ReadResult {
        public Rejected {
            violations = List.copyOf(violations);
        }
    }
}
