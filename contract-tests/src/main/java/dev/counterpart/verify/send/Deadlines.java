package dev.counterpart.verify.send;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Ends, from a thread of its own, what takes too long. Thread-safe. */
public final class Deadlines implements AutoCloseable {

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

    /** Waits until that time, a value of {@link System#nanoTime}, or until the thread is interrupted. */
    public static void await(long time) {
        while (System.nanoTime() < time && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(time - System.nanoTime());
        }
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
