package dev.counterpart.verify.pass;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.Violation;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.plan.CasePlan;
import dev.counterpart.verify.report.Result;
import java.util.List;

/** What a pass works with. Threads may share it. */
public interface Session {

    Contract contract();

    CasePlan plan();

    /** The results of the planned cases, in the order of the plan. */
    List<Result> results();

    /** What broke a rule so far, of the planned cases and of those that vary them, in their order. */
    List<Result> wrong();

    /** Whether the time is over. */
    boolean isOver();

    /** The same, asked where something is left to send, so that the run counts as cut off. */
    boolean cutsOff();

    /** Sends a case and judges the answer. */
    Result send(Case further);

    /** The result with these violations instead of its own, weighed as the user wants; passed where nothing is left. */
    Result judged(Result result, List<Violation> violations);
}
