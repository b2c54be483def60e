package dev.counterpart.verify.send;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ends, from a thread of its own, what takes too long. Thread-safe. */
final class Deadlines implements AutoCloseable {

    private final ScheduledThreadPoolExecutor clock;

    Deadlines() {
        clock = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "counterpart-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
    }

    /** The time since {@code start}, a value of {@link System#nanoTime}. */
    static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Runs the action after that time, unless the result is cancelled before. */
    Future<?> after(Duration time, Runnable action) {
        return clock.schedule(action, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
