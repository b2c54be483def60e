package dev.counterpart.mock.proxy;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Aborts transfers without progress.
 *
 * <p>Thread-safe.
 */
final class StallWatch implements AutoCloseable {

    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private final long patience;
    private final Runnable end;
    private volatile long last = System.nanoTime();
    private volatile boolean isOver;
    private boolean isClosed;
    private @Nullable ScheduledFuture<?> next;

    /**
     * Begins to watch.
     *
     * @param patience maximum time without progress
     * @param end runs when that time is over
     */
    StallWatch(Duration patience, Runnable end) {
        this.patience = patience.toNanos();
        this.end = end;
        look(this.patience);
    }

    private static ScheduledThreadPoolExecutor clock() {
        var clock = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "counterpart-upstream-clock");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    void progress() {
        last = System.nanoTime();
    }

    /** Whether the time is over. */
    boolean isOver() {
        return isOver;
    }

    private synchronized void look(long nanos) {
        next = CLOCK.schedule(this::looked, nanos, TimeUnit.NANOSECONDS);
    }

    private synchronized void looked() {
        if (isClosed) {
            return;
        }
        long left = last + patience - System.nanoTime();
        if (left > 0) {
            look(left);
        } else {
            isOver = true;
            end.run();
        }
    }

    /** From now on nothing is aborted. */
    @Override
    public synchronized void close() {
        isClosed = true;
        var scheduled = next;
        if (scheduled != null) {
            scheduled.cancel(false);
        }
    }
}
