package dev.counterpart.verify;

import dev.counterpart.verify.cases.Case;
import dev.counterpart.verify.report.Result;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Sends cases concurrently. A request that may change the provider is sent alone, after all earlier ones were answered, so that
 * the expectations of the others stay correct. Results come in the order of the cases.
 */
final class Workers implements AutoCloseable {

    /** How many cases per worker are submitted ahead of the oldest unfinished one. */
    private static final int AHEAD = 4;

    private final int count;
    private final ExecutorService threads;

    Workers(int count) {
        this.count = count;
        this.threads = Executors.newFixedThreadPool(count, task -> {
            var thread = new Thread(task, "counterpart-worker");
            thread.setDaemon(true);
            return thread;
        });
    }

    void send(List<Case> cases, Function<Case, Result> sending, Consumer<Result> found) {
        Deque<Future<Result>> underWay = new ArrayDeque<>();
        for (var each : cases) {
            if (count == 1 || !each.isSafe()) {
                await(underWay, 0, found);
                found.accept(sending.apply(each));
            } else {
                underWay.add(threads.submit(() -> sending.apply(each)));
                await(underWay, count * AHEAD, found);
            }
        }
        await(underWay, 0, found);
    }

    private static void await(Deque<Future<Result>> underWay, int most, Consumer<Result> found) {
        while (underWay.size() > most) {
            try {
                found.accept(underWay.remove().get());
            } catch (ExecutionException failed) {
                throw new IllegalStateException("a case could not be sent", failed.getCause());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("stopped while cases were under way", stopped);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
