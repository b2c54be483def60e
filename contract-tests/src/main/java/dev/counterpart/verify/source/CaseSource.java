package dev.counterpart.verify.source;

import dev.counterpart.spec.Operation;
import dev.counterpart.verify.cases.Case;
import java.util.List;

/** Makes cases for an operation. */
public interface CaseSource {

    /** The cases, each with a unique title, in a fixed order. */
    List<Case> cases(Operation operation, Known known);
}
