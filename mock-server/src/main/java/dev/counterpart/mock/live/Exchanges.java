package dev.counterpart.mock.live;

import dev.counterpart.mock.engine.Answer;
import dev.counterpart.mock.request.Session;
import dev.counterpart.spec.http.Request;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Hands every exchange to the listeners. Each has its own thread and bounded queue, so that a slow or failing listener delays
 * neither requests nor other listeners.
 *
 * <p>Thread-safe.
 */
public final class Exchanges implements AutoCloseable {

    private final AtomicLong last = new AtomicLong();
    private final List<ListenerQueue> queues = new CopyOnWriteArrayList<>();

    private final Consumer<String> problems;

    /** @param problems receives the first failure of each listener; from its thread */
    public Exchanges(Consumer<String> problems) {
        this.problems = problems;
    }

    /** From now on, {@code listener} receives exchanges. */
    public void add(String name, ExchangeListener listener) {
        queues.add(new ListenerQueue(name, listener, problems));
    }

    /** Publishes an exchange; never blocks. */
    public void publish(Started started, Request request, Answer answer) {
        if (queues.isEmpty()) {
            return;
        }
        var duration = Duration.ofNanos(System.nanoTime() - started.nanos());
        var exchange = new Exchange(
                last.incrementAndGet(),
                started.time(),
                duration,
                request,
                answer,
                Session.of(request),
                started.client());
        queues.forEach(queue -> queue.offer(exchange));
    }

    /**
     * When a request arrived.
     *
     * @param nanos of {@link System#nanoTime}
     * @param client the address that it came from; empty if it is unknown
     */
    public record Started(Instant time, long nanos, Optional<InetSocketAddress> client) {

        /** A request of an unknown client. */
        public static Started now() {
            return new Started(Instant.now(), System.nanoTime(), Optional.empty());
        }

        /** @param client the address of the client's socket */
        public static Started now(SocketAddress client) {
            var address = client instanceof InetSocketAddress known
                    ? Optional.of(known)
                    : Optional.<InetSocketAddress>empty();
            return new Started(Instant.now(), System.nanoTime(), address);
        }
    }

    /** The total number of exchanges that listeners missed, because they fell behind or failed. */
    public long dropped() {
        return queues.stream().mapToLong(ListenerQueue::dropped).sum();
    }

    /** Waits up to {@code patience} until the listeners have received everything published so far; returns whether they have. */
    public boolean settle(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        boolean settled = true;
        for (var queue : new ArrayList<>(queues)) {
            settled &= queue.settle(end);
        }
        return settled;
    }

    /** Ends the listeners' threads after everything published so far. */
    @Override
    public void close() {
        queues.forEach(ListenerQueue::close);
    }
}
