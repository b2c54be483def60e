package dev.counterpart.verify.send;

import dev.counterpart.spec.http.Request;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Sends at most a given number of requests per second, evenly spaced. Thread-safe. */
class PacedTransport implements Transport {

    /** The schedule that all transports to one target share. */
    static final class Pace {
        private final long gap;
        private long next = System.nanoTime();

        /** A schedule with that many requests per second. */
        Pace(double rate) {
            this.gap = Math.round(TimeUnit.SECONDS.toNanos(1) / rate);
        }

        /** Reserves the next time at which a request may be sent. */
        private synchronized long next() {
            long at = Math.max(System.nanoTime(), next);
            next = at + gap;
            return at;
        }

        void await() {
            Deadlines.await(next());
        }
    }

    /** A paced transport whose requests can have another timeout. */
    static final class Timed extends PacedTransport implements TimedTransport {

        private final TimedTransport timed;
        private final Pace pace;

        Timed(TimedTransport way, Pace pace) {
            super(way, pace);
            this.timed = way;
            this.pace = pace;
        }

        @Override
        public TimedTransport within(Duration limit) {
            return new Timed(timed.within(limit), pace);
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
