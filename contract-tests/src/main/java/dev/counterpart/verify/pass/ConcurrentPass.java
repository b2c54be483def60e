package dev.counterpart.verify.pass;

import dev.counterpart.spec.rule.Spot;
import dev.counterpart.spec.rule.Spot.Part;
import dev.counterpart.spec.rule.Violation;
import dev.counterpart.verify.cases.Expectation;
import dev.counterpart.verify.cases.Expectation.Answer;
import dev.counterpart.verify.cases.Expectation.Denial;
import dev.counterpart.verify.check.GateRules;
import dev.counterpart.verify.check.Verdict;
import dev.counterpart.verify.plan.Thoroughness;
import dev.counterpart.verify.report.Result;
import dev.counterpart.verify.send.Observation;
import dev.counterpart.verify.send.Observation.Unanswered;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * All safe requests at once, from several clients with different credentials: each must get the same answer as alone. The answer
 * of another request is detected by comparison: it must differ from the answers that the same request gets before and after.
 */
final class ConcurrentPass implements Pass {

    private static final Comparison ALONE = new Comparison(GateRules.CONCURRENT, "as when it is sent alone", "");

    private static final int LEAST_REQUESTS = 24;
    private static final int LEAST_IN_A_NORMAL_RUN = 16;
    private static final int MOST_CASES = 40;
    private static final int MOST_IN_A_NORMAL_RUN = 10;
    private static final int SECONDS_TO_GATHER = 5;
    private static final String TOO_SLOW = "the provider is too slow for %d concurrent requests";

    private final int clients;
    private final boolean isThorough;

    ConcurrentPass(int clients, Thoroughness thoroughness) {
        this.clients = clients;
        this.isThorough = thoroughness == Thoroughness.THOROUGH;
    }

    @Override
    public void run(PassContext context, Consumer<Result> found) {
        var alone = asked(context, isThorough ? MOST_CASES : MOST_IN_A_NORMAL_RUN);
        if (clients < 2 || alone.isEmpty() || context.cutsOff()) {
            return;
        }
        int least = isThorough ? LEAST_REQUESTS : LEAST_IN_A_NORMAL_RUN;
        int rounds = Math.max(2, (least + alone.size() - 1) / alone.size());
        var together = together(context, alone, rounds);
        for (int i = 0; i < alone.size(); i++) {
            var answers = new ArrayList<Result>();
            for (int round = 0; round < rounds; round++) {
                answers.add(checked(context, alone, i, together.get(round * alone.size() + i)));
            }
            found.accept(worst(answers));
        }
    }

    private static Result worst(List<Result> results) {
        return results.stream()
                .filter(result -> result.verdict() instanceof Verdict.Failed)
                .findFirst()
                .orElse(results.get(0));
    }

    /**
     * The requests of the data file and of the document, and one without credentials per operation: up to that number, the first of each
     * operation before the second of any.
     */
    static List<Result> asked(PassContext context, int most) {
        var denied = context.results().stream()
                .filter(result -> result.sent().expectation() instanceof Denial denial && denial.isForNothing())
                .filter(result -> result.verdict() instanceof Verdict.Passed
                        && result.answer().isPresent()
                        && result.sent().isSafe());
        var all = Stream.concat(Repetition.safe(context.results()).stream(), denied)
                .toList();
        return all.size() <= most ? all : spread(all, most);
    }

    /** A request, and how many like it its operation has before it. */
    private record Ranked(Result result, int round) {}

    private static List<Result> spread(List<Result> all, int most) {
        Map<List<Object>, Integer> counts = new HashMap<>();
        return all.stream()
                .map(result -> {
                    boolean isDenied = result.sent().expectation() instanceof Denial;
                    return new Ranked(
                            result, counts.merge(List.of(result.operation().key(), isDenied), 1, Integer::sum));
                })
                .sorted(Comparator.comparing(Ranked::round))
                .map(Ranked::result)
                .limit(most)
                .toList();
    }

    private List<Result> together(PassContext context, List<Result> alone, int rounds) {
        var threads = Executors.newFixedThreadPool(clients);
        try {
            var results = new ArrayList<Result>();
            for (var sending : sendings(context, alone, rounds, threads)) {
                results.add(sending.get());
            }
            return results;
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a request could not be sent", failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while requests were under way", stopped);
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Future<Result>> sendings(
            PassContext context, List<Result> alone, int rounds, ExecutorService threads) {
        var barrier = new CyclicBarrier(clients);
        var late = new AtomicInteger();
        var sendings = new ArrayList<Future<Result>>();
        for (int i = 0; i < rounds * alone.size(); i++) {
            boolean waits = i < clients;
            var sending = new Sending(context, alone.get(i % alone.size()), clients, late);
            sendings.add(threads.submit(() -> {
                if (waits) {
                    barrier.await(SECONDS_TO_GATHER, TimeUnit.SECONDS);
                }
                return sending.result();
            }));
        }
        return sendings;
    }

    /**
     * One of the concurrent requests.
     *
     * @param late number of requests in a row that were late because others were ahead of them; above a limit no more are sent
     */
    private record Sending(PassContext context, Result first, int clients, AtomicInteger late) {

        Result result() {
            var again = Repetition.again(first.sent(), "at once", Repetition.title(first.sent()), expectation(first));
            if (late.get() >= clients) {
                return new Result(again, Optional.empty(), new Verdict.Skipped(TOO_SLOW.formatted(clients)));
            }
            var result = context.send(again, observation -> isQueued(first, observation, clients));
            boolean isLate = result.observation()
                    .filter(observation -> isQueued(first, observation, clients))
                    .isPresent();
            late.updateAndGet(count -> isLate ? count + 1 : 0);
            return result;
        }
    }

    /** Without the time limit, which applies to a provider without other requests. */
    private static Expectation expectation(Result first) {
        return first.sent().expectation() instanceof Answer answer
                ? new Answer(answer.status(), answer.statements())
                : first.sent().expectation();
    }

    private Result checked(PassContext context, List<Result> alone, int index, Result together) {
        var first = alone.get(index);
        if (together.answer().isEmpty()) {
            boolean isQueued = together.observation()
                    .filter(observation -> isQueued(first, observation, clients))
                    .isPresent();
            return isQueued ? tooSlow(together) : together;
        }
        var replaced = ALONE.replaced(context, first, together);
        if (replaced.isPresent()) {
            return replaced.get();
        }
        return isAnothers(alone, first, together) && !isChanged(context, first)
                ? context.withViolations(together, List.of(mixedUp("the answer to another request that was under way")))
                : together;
    }

    /** Whether the answer would be late if all requests had been answered one after the other. */
    private static boolean isQueued(Result first, Observation together, int clients) {
        var alone = first.observation().orElseThrow().took();
        return together instanceof Unanswered unanswered
                && unanswered.reason() == Observation.Reason.TIMEOUT
                && alone.multipliedBy(2L * clients).compareTo(together.took()) >= 0;
    }

    private Result tooSlow(Result together) {
        return new Result(together.sent(), together.observation(), new Verdict.Skipped(TOO_SLOW.formatted(clients)));
    }

    /** Whether the body is that of another request, and not of this one. */
    static boolean isAnothers(List<Result> alone, Result first, Result together) {
        byte[] body = body(together);
        return first.status().orElse(0) / 100 == 2
                && body.length > 0
                && !Arrays.equals(body, body(first))
                && alone.stream()
                        .filter(other ->
                                !other.sent().request().equals(first.sent().request()))
                        .anyMatch(other -> Arrays.equals(body, body(other)));
    }

    /** Whether the request now gets another answer, even alone. */
    static boolean isChanged(PassContext context, Result first) {
        var now = context.send(first.sent());
        return now.answer().isEmpty() || !Arrays.equals(body(now), body(first));
    }

    private static byte[] body(Result result) {
        return result.answer().orElseThrow().response().body();
    }

    static Violation mixedUp(String actual) {
        return Violation.of(GateRules.MIXED_UP, Spot.of(Part.RESPONSE_BODY), "the answer to this request", actual);
    }
}
