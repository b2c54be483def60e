package dev.counterpart.verify;

import dev.counterpart.spec.OperationKey;
import dev.counterpart.spec.secret.Secret;
import dev.counterpart.verify.cases.Expectation.Answer;
import dev.counterpart.verify.cases.Expectation.Documented;
import dev.counterpart.verify.check.GateRules;
import dev.counterpart.verify.pass.Pass;
import dev.counterpart.verify.pass.PassContext;
import dev.counterpart.verify.report.Result;
import dev.counterpart.verify.source.ExampleCases;
import dev.counterpart.verify.source.ValidCases;
import dev.counterpart.verify.workflow.WorkflowPass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Sends what depends on the results of the cases: variations of valid requests that succeeded, and the passes. */
final class FollowUps {

    private final RunPlan plan;
    private final SuiteOptions options;
    private final CaseSender sender;
    private final RunLimits limits;
    private final Consumer<Secret> hidden;

    /** @param hidden receives values that reports must not show */
    FollowUps(RunPlan plan, SuiteOptions options, CaseSender sender, RunLimits limits, Consumer<Secret> hidden) {
        this.hidden = hidden;
        this.plan = plan;
        this.options = options;
        this.sender = sender;
        this.limits = limits;
    }

    /**
     * Sends all follow-ups.
     *
     * @param results of the cases
     * @param found receives each result as soon as it is known
     */
    void send(List<Result> results, Consumer<Result> found) {
        var before = List.copyOf(results);
        var wrong = new ArrayList<>(wrong(plan.owned(before)));
        var reported = new ArrayList<>(wrong(before));
        Consumer<Result> all = found.andThen(reported::add);
        workflows(before, all);
        if (!options.workflows().only()) {
            passes(before, wrong, all);
        }
        unreportedStops(reported).forEach(found);
    }

    private void workflows(List<Result> before, Consumer<Result> found) {
        var selection = options.selection();
        try (var others = new OtherProviders(options, limits, hidden)) {
            new WorkflowPass(
                            options.workflows(),
                            options.target().toString(),
                            others::of,
                            selection.readOnly(),
                            selection::wantsWorkflow)
                    .run(context(before, List.of()), found);
        }
    }

    private PassContext context(List<Result> results, List<Result> wrong) {
        return new RunContext(plan.contract(), plan.whole(), results, wrong, sender, limits, hidden);
    }

    private void passes(List<Result> before, List<Result> wrong, Consumer<Result> all) {
        variations(before, all.andThen(result -> wrong.addAll(wrong(List.of(result)))));
        var context = context(plan.owned(before), wrong);
        for (var pass : Pass.all(options.effort().passes(), options.effort().thoroughness())) {
            pass.run(context, result -> {
                if (options.selection().wants(result.sent())) {
                    all.accept(result);
                }
            });
        }
    }

    private static List<Result> wrong(List<Result> results) {
        return results.stream()
                .filter(result -> !result.verdict().violations().isEmpty())
                .toList();
    }

    private void variations(List<Result> results, Consumer<Result> found) {
        Map<OperationKey, List<Result>> answered = results.stream()
                .collect(Collectors.groupingBy(result -> result.operation().key()));
        var accepted = acceptedBodies(results);
        var variations =
                plan.variations(operation -> isRepeatable(answered.getOrDefault(operation, List.of()))).stream()
                        .filter(planned -> !planned.group().equals(ValidCases.OPTIONAL_BODY)
                                || accepted.contains(planned.operation().key()))
                        .toList();
        try (var workers = new Workers(options.effort().workers())) {
            workers.send(variations, sender::inTime, found);
        }
    }

    /** The operations that accepted a body that they do not require. */
    private static Set<OperationKey> acceptedBodies(List<Result> results) {
        return results.stream()
                .filter(result -> result.sent().title().equals(ExampleCases.WITH_BODY)
                        && result.status().orElse(0) / 100 == 2)
                .map(result -> result.operation().key())
                .collect(Collectors.toSet());
    }

    /** Whether a valid request of an operation was answered 2xx; for an unsafe request, also when it was sent a second time. */
    private boolean isRepeatable(List<Result> results) {
        return results.stream()
                .filter(result -> result.status().orElse(0) / 100 == 2
                        && (result.sent().expectation() instanceof Documented
                                || result.sent().expectation() instanceof Answer))
                .findFirst()
                .filter(result -> !limits.cutsOff()
                        && (result.operation().key().method().isSafe()
                                || sender.result(result.sent()).status().orElse(0) / 100 == 2))
                .isPresent();
    }

    /** A pass reports only the rules it is for. That the provider stopped answering is always reported. */
    private List<Result> unreportedStops(List<Result> reported) {
        return sender.stops().stream()
                .filter(stop -> reported.stream().noneMatch(result -> isStop(result, stop)))
                .toList();
    }

    private static boolean isStop(Result result, Result stop) {
        return result.sent().equals(stop.sent())
                && result.verdict().violations().stream()
                        .anyMatch(violation -> violation.rule().equals(GateRules.UNRESPONSIVE));
    }
}
