package dev.counterpart.verify.workflow;

import dev.counterpart.spec.Operation;
import dev.counterpart.spec.RuntimeExpressions;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.spec.secret.Secret;
import dev.counterpart.spec.secret.SecretNames;
import dev.counterpart.spec.workflow.Action;
import dev.counterpart.spec.workflow.Action.Kind;
import dev.counterpart.spec.workflow.Criterion;
import dev.counterpart.spec.workflow.Step;
import dev.counterpart.spec.workflow.Workflow;
import dev.counterpart.spec.workflow.WorkflowValues;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.cases.Expectation.Observed;
import dev.counterpart.verify.check.GateRules;
import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.data.Origin;
import dev.counterpart.verify.data.Origin.Source;
import dev.counterpart.verify.report.Result;
import dev.counterpart.verify.send.Observation;
import dev.counterpart.verify.send.Observation.Unanswered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Runs one workflow, and those that it calls. */
final class WorkflowRun {

    static final int MOST_STEPS = 1_000;

    /** Shorter values are as likely words, which would be masked everywhere. */
    private static final int SHORTEST_SECRET = 8;

    private static final String ANSWER = "a complete answer";

    private final WorkflowContext context;
    private final Workflow whole;
    private final Consumer<Result> found;
    private final Map<String, Integer> titles = new HashMap<>();
    private Optional<Result> last = Optional.empty();
    private int sent;

    WorkflowRun(WorkflowContext context, Workflow whole, Consumer<Result> found) {
        this.context = context;
        this.whole = whole;
        this.found = result -> {
            last = Optional.of(result);
            found.accept(result);
        };
    }

    Ended run() {
        return run(new Frame(whole, "", context.inputs(whole, Map.of()), context.shared(whole), Optional.empty()));
    }

    private Ended run(Frame first) {
        var frame = first;
        int position = 0;
        while (position < frame.workflow().steps().size()) {
            var next = execute(frame.workflow().steps().get(position), frame);
            if (next.workflow().isPresent()) {
                var other = next.workflow().get();
                frame = called(first, other.id(), other, next.inputs(), first.deadline());
                position = 0;
            } else if (next.ends()) {
                return ended(frame, next.hasSucceeded());
            } else {
                position = next.step().map(frame.workflow()::position).orElse(position + 1);
            }
        }
        return ended(frame, true);
    }

    /** The execution of a workflow that the step or the action of that name calls. */
    private Frame called(Frame caller, String name, Workflow workflow, ObjectNode inputs, Optional<Deadline> deadline) {
        return new Frame(workflow, caller.prefix() + name + " > ", inputs, context.shared(workflow), deadline);
    }

    private Ended ended(Frame frame, boolean hasSucceeded) {
        var outputs = frame.outputs(frame.values(Optional.empty(), ""));
        context.finished(frame.workflow(), frame.values(Optional.empty(), ""), outputs);
        return new Ended(hasSucceeded, outputs, last);
    }

    /** Tries a step, again if its actions say so, and returns what follows. */
    private Next execute(Step step, Frame frame) {
        var used = new HashMap<String, Integer>();
        while (true) {
            var attempt = tried(step, frame);
            var action = attempt.isFinal() || frame.isOver() ? Optional.<Action>empty() : action(step, attempt, used);
            boolean isHandled = action.filter(each -> each.kind() != Kind.END).isPresent();
            report(attempt, !attempt.hasFailed() || isHandled ? List.of() : attempt.failures());
            if (action.filter(each -> each.kind() == Kind.RETRY).isEmpty()) {
                return next(action, !attempt.hasFailed(), attempt.values());
            }
            used.merge(action.get().name(), 1, Integer::sum);
            if (!prepared(action.get(), frame, attempt)) {
                return Next.end(false);
            }
        }
    }

    private static Optional<Action> action(Step step, Attempt attempt, Map<String, Integer> used) {
        return (attempt.hasFailed() ? step.onFailure() : step.onSuccess())
                .stream()
                        .filter(each ->
                                each.kind() != Kind.RETRY || used.getOrDefault(each.name(), 0) < each.retryLimit())
                        .filter(each -> each.applies(attempt.values()))
                        .findFirst();
    }

    private void report(Attempt attempt, List<Violation> failures) {
        attempt.result().ifPresent(result -> {
            if (failures.isEmpty()) {
                found.accept(result);
            } else {
                var all = Stream.concat(result.verdict().violations().stream(), failures.stream())
                        .toList();
                found.accept(withViolations(result, all));
            }
        });
    }

    private Result withViolations(Result result, List<Violation> violations) {
        return context.provider(result.operation()).run().withViolations(result, violations);
    }

    private Next next(Optional<Action> action, boolean hasSucceeded, WorkflowValues values) {
        if (action.isEmpty()) {
            return hasSucceeded ? Next.following() : Next.end(false);
        }
        if (action.get().kind() == Kind.END) {
            return Next.end(hasSucceeded);
        }
        var workflow = action.get().workflowId().flatMap(context.file()::workflow);
        return workflow.isPresent()
                ? Next.to(
                        workflow.get(),
                        context.inputs(workflow.get(), arguments(action.get().arguments(), values)))
                : Next.to(action.get().stepId().orElseThrow());
    }

    /** Waits, and executes the step or workflow that a retry names; false if the run must end. */
    private boolean prepared(Action retry, Frame frame, Attempt attempt) {
        var answer = attempt.result().flatMap(Result::answer);
        if (!Pauses.of(retry, answer, context.run()).elapsed(frame)) {
            return false;
        }
        var workflow = retry.workflowId().flatMap(context.file()::workflow);
        if (workflow.isPresent()) {
            var inputs = context.inputs(workflow.get(), arguments(retry.arguments(), attempt.values()));
            return run(called(frame, retry.name(), workflow.get(), inputs, frame.deadline()))
                    .hasSucceeded();
        }
        return retry.stepId().isEmpty() || hasSucceeded(retry.stepId().get(), frame);
    }

    private boolean hasSucceeded(String stepId, Frame frame) {
        var step = frame.workflow().steps().get(frame.workflow().position(stepId));
        var attempt = tried(step, frame);
        report(attempt, attempt.failures());
        return !attempt.hasFailed();
    }

    private static Map<String, JsonNode> arguments(List<Step.Argument> arguments, WorkflowValues values) {
        var given = new LinkedHashMap<String, JsonNode>();
        arguments.forEach(each -> values.evaluated(each.value()).ifPresent(value -> given.put(each.name(), value)));
        return given;
    }

    private Attempt tried(Step step, Frame frame) {
        var values = frame.values(Optional.empty(), "");
        if (frame.isOver()) {
            return cutShort(Optional.empty(), values);
        }
        var missing = step.dependsOn().stream()
                .filter(id -> !context.wasExecuted(id, frame))
                .findFirst();
        if (++sent > MOST_STEPS) {
            return unsent(
                    step,
                    frame,
                    violation(
                                    GateRules.WORKFLOW_ENDLESS,
                                    "an end after at most " + MOST_STEPS + " steps",
                                    "one more step")
                            .declaredAt(step.place()));
        }
        if (missing.isPresent()) {
            return unsent(step, frame, missingValue(step, "the step " + missing.get() + " was not executed before"));
        }
        return step.target().operation().isPresent()
                ? sent(step, step.target().operation().get(), frame, values)
                : called(step, frame, values);
    }

    /** The time of a calling step is over, which is the failure of that step alone. */
    private static Attempt cutShort(Optional<Result> result, WorkflowValues values) {
        return new Attempt(result, List.of(), true, true, values);
    }

    private Attempt sent(Step step, Operation operation, Frame frame, WorkflowValues before) {
        var run = context.run();
        if (context.isReadOnly() && !operation.key().method().isSafe()) {
            return skipped(step, operation, frame, "--read-only does not send " + operation);
        }
        if (run.cutsOff()) {
            return skipped(step, operation, frame, "the time limit of --max-time was reached");
        }
        try {
            var requests = context.provider(operation).run().plan().requests().maker();
            var request = StepRequest.of(step, operation, before, requests);
            var planned = planned(step, operation, frame, request);
            return answered(step, frame, answer(step, frame, planned));
        } catch (StepRequest.Missing missing) {
            return unsent(
                    step,
                    frame,
                    missingValue(step, String.valueOf(missing.getMessage())).declaredAt(missing.place()));
        }
    }

    private Result answer(Step step, Frame frame, Case planned) {
        var run = context.provider(planned.operation()).run();
        return Deadline.longest(step.timeout(), frame.deadline())
                .map(limit -> run.within(limit, planned))
                .orElseGet(() -> run.send(planned));
    }

    private Attempt answered(Step step, Frame frame, Result result) {
        var values = values(frame, result);
        if (result.answer().isEmpty()) {
            return unanswered(step, frame, result, values);
        }
        var failures = new ArrayList<>(failures(step, values));
        int status = result.status().orElse(0);
        if (step.criteria().isEmpty() && status / 100 != 2) {
            failures.add(violation(
                            GateRules.WORKFLOW_STEP,
                            "status 2XX, as the step has no criteria",
                            "$statusCode is " + status)
                    .declaredAt(step.place()));
        }
        late(step, result.answer().get().took(), ANSWER).ifPresent(failures::add);
        return finished(step, frame, Optional.of(result), failures, values);
    }

    /** A request that was aborted because of the step's own timeout is a failure of the step, which an action can handle. */
    private Attempt unanswered(Step step, Frame frame, Result result, WorkflowValues values) {
        var aborted = result.observation()
                .map(Unanswered.class::cast)
                .filter(unanswered -> unanswered.reason() == Observation.Reason.TIMEOUT);
        var late = aborted.flatMap(unanswered -> late(step, unanswered.took().plus(Deadline.PRECISION), ANSWER));
        if (late.isPresent()) {
            return new Attempt(
                    Optional.of(withViolations(result, List.of())), List.of(late.get()), true, false, values);
        }
        return aborted.isPresent() && frame.isOver()
                ? cutShort(Optional.of(withViolations(result, List.of())), values)
                : new Attempt(
                        Optional.of(result),
                        List.of(),
                        true,
                        result.observation().isEmpty(),
                        values);
    }

    private static Optional<Violation> late(Step step, Duration took, String what) {
        return step.timeout()
                .filter(limit -> took.compareTo(limit) >= 0)
                .map(limit -> violation(
                                GateRules.WORKFLOW_STEP,
                                what + " within " + limit.toMillis() + " ms, the timeout of the step",
                                "none after " + took.toMillis() + " ms")
                        .declaredAt(step.place()));
    }

    private Attempt finished(
            Step step, Frame frame, Optional<Result> result, List<Violation> failures, WorkflowValues values) {
        if (failures.isEmpty()) {
            frame.save(step, values).forEach(this::hide);
        } else {
            frame.executed().add(step.id());
        }
        return new Attempt(result, failures, !failures.isEmpty(), false, values);
    }

    private void hide(String name, JsonNode value) {
        boolean isLong = value.isString() && value.asString().length() >= SHORTEST_SECRET;
        if (isLong && SecretNames.isSecret(name)) {
            context.run().hide(new Secret(value.asString(), "[" + name + "]"));
        }
    }

    /** Runs the workflow that a step calls, until its end or that of the timeout of the step. */
    private Attempt called(Step step, Frame frame, WorkflowValues before) {
        var workflow =
                context.file().workflow(step.target().workflow().orElseThrow()).orElseThrow();
        var inputs = context.inputs(workflow, arguments(step.arguments(), before));
        long start = System.nanoTime();
        var own = step.timeout().map(Deadline::in);
        var ended = run(called(frame, step.id(), workflow, inputs, Deadline.earlier(own, frame.deadline())));
        var values = ended.last().map(result -> values(frame, result)).orElse(before);
        frame.called(ended.outputs());
        if (own.filter(Deadline::isOver).isPresent()) {
            var took = Duration.ofNanos(System.nanoTime() - start).plus(Deadline.PRECISION);
            var late = late(step, took, "the end of the workflow " + workflow.id());
            return finished(
                    step, frame, reported(step, frame, ended), late.stream().toList(), values);
        }
        if (!ended.hasSucceeded()) {
            return new Attempt(Optional.empty(), List.of(), true, ended.last().isEmpty(), values);
        }
        var failures = failures(step, values);
        return finished(
                step, frame, failures.isEmpty() ? Optional.empty() : reported(step, frame, ended), failures, values);
    }

    /** The last result once more, for the failure of the step that called its workflow. */
    private Optional<Result> reported(Step step, Frame frame, Ended ended) {
        return ended.last()
                .map(each -> retitled(step, frame, each))
                .or(() -> skipped(step, context.operation(step), frame, "its time was over")
                        .result());
    }

    private Result retitled(Step step, Frame frame, Result result) {
        var again = planned(step, result.operation(), frame, result.sent().request());
        return new Result(again, result.observation(), new Verdict.Passed(List.of()));
    }

    private WorkflowValues values(Frame frame, Result result) {
        var request = result.sent().request();
        var path = new LinkedHashMap<String, String>();
        var provider = context.provider(result.operation());
        provider.run()
                .plan()
                .requests()
                .pathValues(result.operation(), request)
                .forEach((name, value) -> path.put(name, PercentEncoding.decoded(value)));
        var exchange = result.answer().map(answered -> new RuntimeExpressions(request, path, answered.response()));
        return frame.values(exchange, provider.url() + request.target());
    }

    private static List<Violation> failures(Step step, WorkflowValues values) {
        var failures = new ArrayList<Violation>();
        for (Criterion criterion : step.criteria()) {
            criterion
                    .failure(values)
                    .ifPresent(actual -> failures.add(violation(GateRules.WORKFLOW_STEP, criterion.text(), actual)
                            .declaredAt(criterion.place())));
        }
        return failures;
    }

    private static Violation violation(Rule rule, String expected, String actual) {
        return Violation.of(rule, Spot.of(Part.RESPONSE), expected, actual);
    }

    private static Violation missingValue(Step step, String actual) {
        return Violation.of(GateRules.WORKFLOW_VALUE, Spot.of(Part.REQUEST), "values for the step " + step.id(), actual)
                .declaredAt(step.place());
    }

    /** The step is not sent because of that violation. */
    private Attempt unsent(Step step, Frame frame, Violation violation) {
        return unsent(step, context.operation(step), frame, new Verdict.Passed(List.of()), List.of(violation));
    }

    private Attempt skipped(Step step, Operation operation, Frame frame, String reason) {
        return unsent(step, operation, frame, new Verdict.Skipped(reason), List.of());
    }

    private Attempt unsent(Step step, Operation operation, Frame frame, Verdict verdict, List<Violation> violations) {
        var request = Request.of(operation.key().method(), operation.key().path());
        var result = new Result(planned(step, operation, frame, request), Optional.empty(), verdict);
        return new Attempt(Optional.of(result), violations, true, true, frame.values(Optional.empty(), ""));
    }

    private Case planned(Step step, Operation operation, Frame frame, Request request) {
        String name = frame.prefix() + step.id();
        int count = titles.merge(name, 1, Integer::sum);
        return new Case(
                operation,
                "workflow " + whole.id(),
                "step " + name + (count > 1 ? " (" + count + ")" : ""),
                request,
                new Observed(false),
                Origin.of(
                                Source.WORKFLOW,
                                "it is the step " + step.id() + " of the workflow "
                                        + frame.workflow().id())
                        .declaredAt(step.place()));
    }

    /** Nothing of this workflow is sent, for that reason. */
    void skip(String reason) {
        var step = whole.steps().get(0);
        var frame =
                new Frame(whole, "", JsonNodeFactory.instance.objectNode(), context.shared(whole), Optional.empty());
        report(skipped(step, context.operation(step), frame, reason), List.of());
    }
}
