package dev.counterpart.verify.pass;

import dev.counterpart.spec.Contract;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.secret.Secret;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.plan.CasePlan;
import dev.counterpart.verify.report.Result;
import dev.counterpart.verify.send.Observation;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** The input of a pass. Thread-safe. */
public interface PassContext {

    Contract contract();

    CasePlan plan();

    /** The results of the planned cases, in the order of the plan. */
    List<Result> results();

    /** The results with violations so far, of planned cases and of their variations, in order. */
    List<Result> wrong();

    /** Whether the time limit was reached. */
    boolean isOver();

    /** The same, called when something is left to send, so the run then counts as incomplete. */
    boolean cutsOff();

    /** Sends a case and checks the answer; skipped if the provider no longer answers. */
    Result send(Case further);

    /** The same, but an excused missing answer does not count as a sign that the provider no longer answers. */
    Result send(Case further, Predicate<Observation> isExcused);

    /** The same, but the request is aborted after that time, which does not count as such a sign. */
    Result within(Duration limit, Case further);

    /** The same as {@link #send(Case)}, over the connection that all such requests share. */
    Result sendKept(Case further);

    /** Masks a value in the report. */
    void hide(Secret secret);

    /** The result with these violations instead of its own, with the user's severities; passed if none is left. */
    Result withViolations(Result result, List<Violation> violations);
}
