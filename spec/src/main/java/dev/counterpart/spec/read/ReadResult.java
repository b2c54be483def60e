package dev.counterpart.spec.read;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.rule.Violation;
import java.util.List;

/** The result of reading a document. */
public sealed interface ReadResult {

    /**
     * A contract.
     *
     * @param warnings skipped parts and possible mistakes, in document order. Some have the severity error, such as an
     *     unresolved {@code $ref}; the caller may reject these
     */
    record Read(Contract contract, List<Violation> warnings) implements ReadResult {
        public Read {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * No contract.
     *
     * @param violations all violations; never empty
     */
    record Rejected(List<Violation> violations) implements ReadResult {
        public Rejected {
            violations = List.copyOf(violations);
        }
    }
}
