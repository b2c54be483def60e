package dev.counterpart.verify.pass;

import dev.counterpart.spec.OperationKey;
import dev.counterpart.verify.cases.Expectation.Denial;
import dev.counterpart.verify.check.GateRules;
import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.plan.Thoroughness;
import dev.counterpart.verify.report.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Safe requests with different credentials, one after the other over one connection: each must get the same answer as over a connection
 * of its own.
 */
final class KeptConnectionPass implements Pass {

    private static final int MOST = 12;
    private static final int MOST_IN_A_NORMAL_RUN = 6;
    private static final Comparison ALONE =
            new Comparison(GateRules.CONNECTION, "as over a connection of its own", "RFC 9110 §3.3");

    private final int most;

    KeptConnectionPass(Thoroughness thoroughness) {
        this.most = thoroughness == Thoroughness.THOROUGH ? MOST : MOST_IN_A_NORMAL_RUN;
    }

    @Override
    public void run(PassContext context, Consumer<Result> found) {
        var alone = ConcurrentPass.asked(context, most);
        var comparison = ALONE;
        for (var first : order(alone, refused(context))) {
            if (context.cutsOff()) {
                return;
            }
            var title = Repetition.title(first.sent());
            var again = context.sendKept(Repetition.again(first.sent(), "over one connection", title));
            found.accept(checked(context, alone, first, again, comparison));
            comparison = isRefusedWithBody(first) ? afterRefused(first) : ALONE;
        }
    }

    /**
     * Each after the one before it, and each after the one behind it. Then each refused one before the first, whose answer shows whether the
     * body of the refused request was read: otherwise it is taken as the next request.
     */
    private static List<Result> order(List<Result> alone, List<Result> refused) {
        var order = new ArrayList<Result>();
        if (alone.size() > 1) {
            order.addAll(alone);
            for (int i = alone.size() - 2; i >= 0; i--) {
                order.add(alone.get(i));
            }
        }
        for (int i = 0; i < refused.size() && !alone.isEmpty(); i++) {
            order.add(refused.get(i));
            order.add(alone.get(0));
        }
        return order;
    }

    /** Requests that were refused before their body mattered, the first of each operation. Refused again, they change nothing. */
    private List<Result> refused(PassContext context) {
        Map<OperationKey, Result> first = new LinkedHashMap<>();
        context.results().stream()
                .filter(KeptConnectionPass::isRefusedWithBody)
                .filter(result -> result.verdict() instanceof Verdict.Passed && Repetition.kind(result) == 4)
                .forEach(result -> first.putIfAbsent(result.operation().key(), result));
        return first.values().stream().limit(most).toList();
    }

    private static boolean isRefusedWithBody(Result result) {
        return result.sent().expectation() instanceof Denial
                && result.sent().request().hasBody();
    }

    private static Comparison afterRefused(Result refused) {
        return new Comparison(
                GateRules.CONNECTION,
                "as over a connection of its own; the refused " + refused.operation()
                        + " before it has a body, which must be read, or the connection closed",
                "RFC 9112 §9.3");
    }

    private static Result checked(
            PassContext context, List<Result> alone, Result first, Result again, Comparison comparison) {
        var replaced = comparison.replaced(context, first, again);
        if (replaced.isPresent() || again.answer().isEmpty()) {
            return replaced.orElse(again);
        }
        return ConcurrentPass.isAnothers(alone, first, again) && !ConcurrentPass.isChanged(context, first)
                ? context.withViolations(
                        again,
                        List.of(ConcurrentPass.mixedUp("the answer to another request over the same connection")))
                : again;
    }
}
