package dev.counterpart.verify.check;

import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.send.Observation.Answered;
import java.util.List;

/** Turns the answer to a case into violations. Thread-safe. */
public interface Check {

    /** The violations of the answer, as far as this check covers them. */
    List<Violation> violations(Case sent, Answered answer);
}
