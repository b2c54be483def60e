package dev.counterpart.verify.pass;

import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.rule.Rule;
import dev.counterpart.spec.rule.Severity;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.check.GateRules;
import dev.counterpart.verify.data.Origin.Source;
import dev.counterpart.verify.plan.SmallerCases;
import dev.counterpart.verify.report.Cause;
import dev.counterpart.verify.report.Result;
import dev.counterpart.verify.variation.RequestPart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds a smaller request with the same violation: the same rule at the same place, by an answer with the same status. Requests
 * that may change the provider are only tried if the provider refused them or failed, and DELETE never.
 */
final class ShrinkPass implements Pass {

    private static final int MOST_CAUSES = 50;

    /** Each attempt would take just as long. */
    private static final Set<Rule> SLOW =
            Set.of(GateRules.TIMEOUT, GateRules.UNRESPONSIVE, GateRules.ENDLESS, GateRules.SLOW);

    private final int most;

    /** At most {@code most} requests are sent for each cause. */
    ShrinkPass(int most) {
        this.most = most;
    }

    @Override
    public void run(PassContext context, Consumer<Result> found) {
        if (most == 0) {
            return;
        }
        smallest(context.wrong()).entrySet().stream()
                .sorted(Comparator.comparing(cause -> severity(cause.getKey(), cause.getValue())))
                .limit(MOST_CAUSES)
                .forEach(cause -> new Shrinking(context, cause.getKey(), cause.getValue(), most)
                        .found()
                        .ifPresent(found));
    }

    private static Severity severity(Cause.Key key, Result shown) {
        return violation(key, shown).orElseThrow().severity();
    }

    /** The smallest of the results that show a cause and can be shrunk. */
    private static Map<Cause.Key, Result> smallest(List<Result> wrong) {
        Map<Cause.Key, Result> smallest = new LinkedHashMap<>();
        for (var result : wrong) {
            if (isShrinkable(result)) {
                result.verdict().violations().stream()
                        .filter(violation -> !SLOW.contains(violation.rule()))
                        .map(violation -> key(violation, result))
                        .forEach(key -> smallest.merge(key, result, ShrinkPass::smaller));
            }
        }
        return smallest;
    }

    private static boolean isShrinkable(Result result) {
        var source = result.sent().origin().source();
        boolean isMade = source == Source.EXAMPLE || !source.isFoundation();
        return isMade && !result.sent().isOnTheWire() && !isChange(result);
    }

    /** Whether the request may have changed data, so that each attempt could change more. */
    private static boolean isChange(Result result) {
        return !result.sent().isSafe()
                && (Repetition.kind(result) < 4
                        || result.sent().request().knownMethod().equals(Optional.of(Method.DELETE)));
    }

    private static Result smaller(Result one, Result other) {
        return size(other.sent().request()) < size(one.sent().request()) ? other : one;
    }

    private static int size(Request request) {
        return request.target().length()
                + request.length()
                + request.headers().fields().stream()
                        .mapToInt(field ->
                                field.getKey().length() + field.getValue().length())
                        .sum();
    }

    private static Cause.Key key(Violation violation, Result result) {
        return Cause.Key.of(violation, result.operation().toString());
    }

    private static Optional<Violation> violation(Cause.Key key, Result result) {
        return result.verdict().violations().stream()
                .filter(violation -> key.equals(key(violation, result)))
                .findFirst();
    }

    /** The search for one cause: halves of the removable parts first, then smaller subsets (Zeller, delta debugging). */
    private static final class Shrinking {
        private final PassContext context;
        private final Cause.Key key;
        private final Result whole;
        private final SmallerCases cases;
        private final Set<Request> tried = new HashSet<>();
        private Optional<Result> smaller = Optional.empty();
        private int left;

        Shrinking(PassContext context, Cause.Key key, Result whole, int most) {
            this.context = context;
            this.key = key;
            this.whole = whole;
            this.cases = context.plan().requests().smaller(whole.sent(), key.rule() + ", " + key.at());
            this.left = most;
        }

        Optional<Result> found() {
            leaveOut();
            shorten();
            return smaller.map(result -> context.withViolations(
                    result, violation(key, result).stream().toList()));
        }

        private void leaveOut() {
            var kept = cases.parts();
            List<RequestPart> gone = List.of();
            for (int size = kept.size(); size > 0; size = size == 1 ? 0 : (size + 1) / 2) {
                for (int from = 0; from < kept.size(); ) {
                    var piece = kept.subList(from, Math.min(from + size, kept.size()));
                    var more = new ArrayList<>(gone);
                    more.addAll(piece);
                    if (cases.without(more).filter(this::shows).isPresent()) {
                        gone = more;
                        kept = kept.stream()
                                .filter(part -> !piece.contains(part))
                                .toList();
                    } else {
                        from += size;
                    }
                }
            }
        }

        private void shorten() {
            boolean isShorter = true;
            while (isShorter && left > 0) {
                isShorter =
                        cases.shortened(smaller.orElse(whole).sent()).stream().anyMatch(this::shows);
            }
        }

        private boolean shows(Case candidate) {
            if (left == 0 || !tried.add(candidate.request()) || context.isOver()) {
                return false;
            }
            left--;
            var result = context.send(candidate);
            boolean isSame = result.status().equals(whole.status())
                    && violation(key, result).isPresent();
            if (isSame) {
                smaller = Optional.of(result);
            }
            return isSame;
        }
    }
}
