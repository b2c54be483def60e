package dev.counterpart.mock.server;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.util.Callback;

/**
 * The requests whose answers are not sent yet, so that a server can send them before it ends.
 *
 * <p>Thread-safe.
 */
final class UnderWay {

    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean isEnding;

    /** A request has begun; it ends with the result. */
    Ticket begin(Callback callback) {
        count.incrementAndGet();
        return new Ticket(callback);
    }

    /** Whether connections are closed after their answers. */
    boolean isEnding() {
        return isEnding;
    }

    /** From now on, connections are closed after their answers. Waits until no answer is missing, or for {@code limit}. */
    void finish(Duration limit) {
        isEnding = true;
        long end = System.nanoTime() + limit.toNanos();
        synchronized (count) {
            for (long left = limit.toNanos(); count.get() > 0 && left > 0; left = end - System.nanoTime()) {
                try {
                    count.wait(Math.max(1, Duration.ofNanos(left).toMillis()));
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    /** One request. */
    final class Ticket implements Callback {

        private final Callback callback;
        private final AtomicBoolean isReleased = new AtomicBoolean();

        private Ticket(Callback callback) {
            this.callback = callback;
        }

        @Override
        public void succeeded() {
            callback.succeeded();
            release();
        }

        @Override
        public void failed(Throwable failure) {
            callback.failed(failure);
            release();
        }

        @Override
        public InvocationType getInvocationType() {
            return callback.getInvocationType();
        }

        /** The end of the server does not wait for this request any more. */
        void release() {
            if (isReleased.compareAndSet(false, true) && count.decrementAndGet() == 0 && isEnding) {
                synchronized (count) {
                    count.notifyAll();
                }
            }
        }
    }
}
