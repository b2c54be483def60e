package dev.counterpart.verify.check;

import dev.counterpart.spec.Violation;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.send.Observation.Answered;
import java.util.List;

/** Turns what came back for a case into violations. Threads may share it. */
public interface Check {

    /** What is wrong with the answer, as far as this check looks at it. */
    List<Violation> violations(Case sent, Answered answer);
}
