package dev.counterpart.verify.send;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Breaks off, from a thread of its own, what takes too long. Threads may share it. */
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

    /** Breaks off after that time, unless the result is cancelled before. */
    Future<?> after(Duration time, Runnable breakOff) {
        return clock.schedule(breakOff, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
