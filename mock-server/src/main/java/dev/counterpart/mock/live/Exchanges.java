package dev.counterpart.mock.live;

import dev.counterpart.mock.engine.Answer;
import dev.counterpart.spec.http.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands every exchange to the listeners, each of which has a thread and a bounded queue of its own: a listener that is slow or fails
 * delays neither requests nor other listeners.
 *
 * <p>Thread-safe.
 */
public final class Exchanges implements AutoCloseable {

    private final AtomicLong last = new AtomicLong();
    private final List<ListenerQueue> queues = new CopyOnWriteArrayList<>();

    /** From now on, {@code listener} learns of exchanges. */
    public void add(String name, ExchangeListener listener) {
        queues.add(new ListenerQueue(name, listener));
    }

    /** Publishes an exchange; never blocks. */
    public void publish(Started started, Request request, Answer answer) {
        if (queues.isEmpty()) {
            return;
        }
        var duration = Duration.ofNanos(System.nanoTime() - started.nanos());
        var session = request.headers().first(Exchange.SESSION);
        var exchange = new Exchange(last.incrementAndGet(), started.time(), duration, request, answer, session);
        queues.forEach(queue -> queue.offer(exchange));
    }

    /**
     * When a request had arrived.
     *
     * @param nanos of {@link System#nanoTime}
     */
    public record Started(Instant time, long nanos) {
        public static Started now() {
            return new Started(Instant.now(), System.nanoTime());
        }
    }

    /** How many exchanges listeners have missed because they fell behind, in total. */
    public long dropped() {
        return queues.stream().mapToLong(ListenerQueue::dropped).sum();
    }

    /** Waits until the listeners have learned of everything published so far, at most {@code patience}; whether they have. */
    public boolean settle(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        boolean settled = true;
        for (var queue : new ArrayList<>(queues)) {
            settled &= queue.settle(end);
        }
        return settled;
    }

    /** Ends the listeners' threads after what was published so far. */
    @Override
    public void close() {
        queues.forEach(ListenerQueue::close);
    }
}
