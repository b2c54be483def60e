package dev.counterpart.verify.pass;

import dev.counterpart.verify.check.GateRules;
import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.report.Result;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The safe requests with correct answers, in turn, many times: failures after many requests, or of one request in many. */
final class SoakPass implements Pass {

    private static final Comparison AGAIN = new Comparison(GateRules.SOAK, "as the first time", "");

    private final int requests;

    SoakPass(int requests) {
        this.requests = requests;
    }

    @Override
    public void run(PassContext context, Consumer<Result> found) {
        var firsts = Repetition.safe(context.results());
        Set<List<Object>> reported = new HashSet<>();
        for (int i = 0; i < requests && !firsts.isEmpty() && !context.cutsOff(); i++) {
            var first = firsts.get(i % firsts.size());
            var title = Repetition.title(first.sent()) + ", request " + (i + 1) + " of " + requests;
            var result = AGAIN.checked(context, first, context.send(Repetition.again(first.sent(), "soak", title)));
            boolean isLast = i >= requests - firsts.size();
            if (isLast || isNew(first, result, reported)) {
                found.accept(result);
            }
        }
    }

    /** Whether the same failure of the same request was not reported before. */
    private static boolean isNew(Result first, Result result, Set<List<Object>> reported) {
        var rules = new ArrayList<Object>();
        rules.add(first.sent().id());
        result.verdict()
                .violations()
                .forEach(violation -> rules.add(violation.rule().id()));
        return result.verdict() instanceof Verdict.Failed && reported.add(rules);
    }
}
