package dev.counterpart.mock.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges that one listener has not yet received, and its thread. Bounded in number and in bytes; what exceeds the bounds
 * is dropped and counted. The thread takes all that wait at once, so that it seldom competes for the lock with requests; thus up to
 * twice the bounds are held.
 *
 * <p>Thread-safe.
 */
final class ListenerQueue {

    private static final int MOST_WAITING = 10_000;

    /** How long the thread lets exchanges gather after it was woken. */
    private static final long GATHERING_NANOS = 1_000_000;

    /** Of bodies, in bytes. */
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Deque<Exchange> waiting = new ArrayDeque<>();

    /** What the thread has taken and not yet handed over; no other thread uses it. */
    private Deque<Exchange> taken = new ArrayDeque<>();

    private final ExchangeListener listener;
    private long bytes;
    private long dropped;
    private boolean isBusy;
    private boolean isClosed;

    /** Whether the thread sleeps until it is signalled. A signal for each exchange would cost more than the exchange. */
    private boolean isAsleep;

    /** How many callers of {@link #settle} wait. */
    private int settling;

    private final String name;
    private final Consumer<String> problems;
    private boolean hasFailed;

    /** @param problems receives the first failure of the listener */
    ListenerQueue(String name, ExchangeListener listener, Consumer<String> problems) {
        this.name = name;
        this.listener = listener;
        this.problems = problems;
        var thread = new Thread(this::run, "counterpart-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    void offer(Exchange exchange) {
        lock.lock();
        try {
            long size = exchange.size();
            boolean isFull = waiting.size() >= MOST_WAITING || (bytes + size > MOST_BYTES && !waiting.isEmpty());
            if (isClosed || isFull) {
                dropped++;
                return;
            }
            waiting.addLast(exchange);
            bytes += size;
            if (isAsleep) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    /** @param end deadline, by {@link System#nanoTime} */
    boolean settle(long end) {
        lock.lock();
        settling++;
        try {
            changed.signalAll();
            while (isBusy || !waiting.isEmpty()) {
                if (changed.awaitNanos(end - System.nanoTime()) <= 0) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            settling--;
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            isClosed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            for (var exchange = next(); exchange != null; exchange = next()) {
                hand(exchange);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Exchange next() throws InterruptedException {
        var next = taken.poll();
        return next == null ? nextWaiting() : next;
    }

    private @Nullable Exchange nextWaiting() throws InterruptedException {
        lock.lock();
        try {
            isBusy = false;
            if (settling > 0) {
                changed.signalAll();
            }
            gather();
            if (waiting.isEmpty()) {
                return null;
            }
            isBusy = true;
            var all = waiting;
            waiting = taken;
            taken = all;
            bytes = 0;
            return taken.poll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for an exchange, and always a moment for those that follow it: the lock is taken once for all of them. Returns with none if the
     * queue is closed.
     */
    private void gather() throws InterruptedException {
        long left = GATHERING_NANOS;
        while (left > 0 && settling == 0 && !isClosed) {
            left = changed.awaitNanos(left);
        }
        while (waiting.isEmpty() && !isClosed) {
            isAsleep = true;
            changed.await();
            isAsleep = false;
        }
    }

    /** A listener that fails has missed this exchange; it receives the next ones. */
    private void hand(Exchange exchange) {
        try {
            listener.ended(exchange);
        } catch (Throwable failed) { // any error of a listener must leave its thread alive
            missed();
            if (!hasFailed) {
                hasFailed = true;
                problems.accept("internal error: \"" + name + "\" failed for exchange " + exchange.id() + ": " + failed
                        + "; it misses this exchange, and others for which it fails");
            }
        }
    }

    private void missed() {
        lock.lock();
        try {
            dropped++;
        } finally {
            lock.unlock();
        }
    }
}
