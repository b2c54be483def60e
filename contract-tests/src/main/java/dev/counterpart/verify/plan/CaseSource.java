package dev.counterpart.verify.plan;

import dev.counterpart.spec.Operation;
import java.util.List;

/** Makes cases of an operation. */
interface CaseSource {

    /** The cases, each with a title of its own, in a fixed order. */
    List<Case> cases(Operation operation, Known known);
}
