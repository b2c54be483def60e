package dev.counterpart.verify.pass;

import dev.counterpart.verify.check.GateRules;
import dev.counterpart.verify.plan.Thoroughness;
import dev.counterpart.verify.report.Result;
import java.util.ArrayList;
import java.util.List;
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
        if (alone.size() < 2) {
            return;
        }
        for (int index : order(alone.size())) {
            if (context.cutsOff()) {
                return;
            }
            var first = alone.get(index);
            var title = Repetition.title(first.sent());
            var again = context.sendKept(Repetition.again(first.sent(), "over one connection", title));
            found.accept(checked(context, alone, first, again));
        }
    }

    /** Each after the one before it, and each after the one behind it. */
    private static List<Integer> order(int size) {
        var order = new ArrayList<Integer>();
        for (int i = 0; i < size; i++) {
            order.add(i);
        }
        for (int i = size - 2; i >= 0; i--) {
            order.add(i);
        }
        return order;
    }

    private static Result checked(PassContext context, List<Result> alone, Result first, Result again) {
        var replaced = ALONE.replaced(context, first, again);
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
