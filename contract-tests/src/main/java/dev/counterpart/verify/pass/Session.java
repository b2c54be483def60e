package dev.counterpart.verify.pass;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.plan.CasePlan;
import dev.counterpart.verify.report.Result;
import dev.counterpart.verify.send.Observation;
import java.util.List;
import java.util.function.Predicate;

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

    /** Sends a case and checks the answer; skipped where the provider has stopped answering. */
    Result send(Case further);

    /** The same; a missing answer that is excused does not mean that the provider has stopped answering. */
    Result send(Case further, Predicate<Observation> isExcused);

    /** The result with these violations instead of its own, weighed as the user wants; passed where nothing is left. */
    Result judged(Result result, List<Violation> violations);
}
