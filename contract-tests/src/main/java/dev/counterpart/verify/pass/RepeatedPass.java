package dev.counterpart.verify.pass;

import dev.counterpart.verify.check.GateRules;
import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.report.Result;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A safe request that is sent again gets the same kind of answer. */
final class RepeatedPass implements Pass {

    private static final Comparison AGAIN = new Comparison(GateRules.REPEATED, "as before", "RFC 9110 §9.2.1");

    private final int times;

    RepeatedPass(int times) {
        this.times = times;
    }

    @Override
    public void run(PassContext context, Consumer<Result> found) {
        for (var first : Repetition.safe(context.results())) {
            onTheWire(context, first).ifPresent(found);
            for (int time = 2; time <= times && !context.cutsOff(); time++) {
                var title = Repetition.title(first.sent()) + ", time " + time;
                var again = context.send(Repetition.again(first.sent(), "repeated", title));
                found.accept(AGAIN.checked(context, first, again));
            }
        }
    }

    /** The request of the data file or of the document, sent a second time to see the bytes of its answer. */
    private static Optional<Result> onTheWire(PassContext context, Result first) {
        return context.results().stream()
                .filter(result -> isOnTheWire(result, first))
                .findFirst()
                .map(result -> context.withViolations(
                        new Result(
                                Repetition.again(
                                        result.sent(), "repeated", Repetition.title(first.sent()) + ", on the wire"),
                                result.observation(),
                                result.verdict()),
                        List.of(AGAIN.violation(first, result))));
    }

    /** Whether it is the same request as the first, on the wire, with another kind of answer. */
    private static boolean isOnTheWire(Result result, Result first) {
        return result.sent().isOnTheWire()
                && result.answer().isPresent()
                && result.operation().equals(first.operation())
                && result.sent().request().equals(first.sent().request())
                && result.verdict() instanceof Verdict.Passed
                && Repetition.kind(result) != Repetition.kind(first)
                && !result.isLimited();
    }
}
