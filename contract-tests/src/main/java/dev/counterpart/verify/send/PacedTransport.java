package dev.counterpart.verify.send;

import dev.counterpart.spec.http.Request;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sends no more than so many requests a second, evenly spread. Threads may share it. */
final class PacedTransport implements Transport {

    /** The time that all ways to one target have in common. */
    static final class Pace {
        private final long gap;
        private long next = System.nanoTime();

        /** A pace of that many a second. */
        Pace(double rate) {
            this.gap = Math.round(TimeUnit.SECONDS.toNanos(1) / rate);
        }

        /** The time until the next request may be sent, which is then taken. */
        private synchronized Duration untilNext() {
            long now = System.nanoTime();
            long at = Math.max(now, next);
            next = at + gap;
            return Duration.ofNanos(at - now);
        }

        void await() {
            long end = System.nanoTime() + untilNext().toNanos();
            while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
        }
    }

    private final Transport way;
    private final Pace pace;

    PacedTransport(Transport way, Pace pace) {
        this.way = way;
        this.pace = pace;
    }

    @Override
    public Observation send(Request request) {
        pace.await();
        return way.send(request);
    }

    @Override
    public void close() {
        way.close();
    }
}
