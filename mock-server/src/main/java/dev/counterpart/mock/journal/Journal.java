package dev.counterpart.mock.journal;

import dev.counterpart.mock.live.Exchange;
import dev.counterpart.mock.live.ExchangeListener;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The latest exchanges, with the beginning of their bodies.
 *
 * <p>Thread-safe.
 */
public final class Journal implements ExchangeListener {

    /** Maximum number of exchanges. */
    public static final int MOST = 1_000;

    /** Bodies are cut here, in bytes. */
    public static final int LARGEST_BODY = 64 * 1024;

    /** Of all bodies, in bytes; beyond it, the oldest exchanges are dropped. */
    private static final long MOST_BYTES = 32L * 1024 * 1024;

    /**
     * An exchange in the journal.
     *
     * @param exchange with bodies of at most {@link #LARGEST_BODY} bytes
     * @param requestBytes length of the whole request body
     * @param responseBytes length of the whole response body
     */
    public record Entry(Exchange exchange, int requestBytes, int responseBytes) {

        static Entry of(Exchange exchange) {
            var request = exchange.request();
            var response = exchange.response();
            boolean isCut = request.length() > LARGEST_BODY || response.length() > LARGEST_BODY;
            return new Entry(
                    isCut ? exchange.with(cut(request), cut(response)) : exchange, request.length(), response.length());
        }

        /** The same entry for a line of the journal, which does not need large bodies. */
        public Entry withoutLargeBodies() {
            return exchange.size() <= SMALL
                    ? this
                    : new Entry(
                            exchange.with(
                                    exchange.request().withBody(NOTHING),
                                    exchange.response().withBody(NOTHING)),
                            requestBytes,
                            responseBytes);
        }

        private static Request cut(Request request) {
            return request.length() > LARGEST_BODY
                    ? request.withBody(Arrays.copyOf(request.body(), LARGEST_BODY))
                    : request;
        }

        private static Response cut(Response response) {
            return response.length() > LARGEST_BODY
                    ? response.withBody(Arrays.copyOf(response.body(), LARGEST_BODY))
                    : response;
        }

        /** Whether the body of the request is incomplete. */
        public boolean isRequestCut() {
            return requestBytes > LARGEST_BODY;
        }

        /** Whether the body of the response is incomplete, as the beginning of one that was sent as it came is. */
        public boolean isResponseCut() {
            return responseBytes > LARGEST_BODY || exchange.answer().rest().isPresent();
        }
    }

    /** Bodies of an exchange that cost less memory than a copy of it without them, in bytes. */
    private static final int SMALL = 1024;

    private static final byte[] NOTHING = {};

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Consumer<Entry> added;
    private long bytes;

    /** @param added is called after each exchange */
    public Journal(Consumer<Entry> added) {
        this.added = added;
    }

    @Override
    public void ended(Exchange exchange) {
        var entry = Entry.of(exchange);
        synchronized (this) {
            entries.addLast(entry);
            bytes += entry.exchange().size();
            while (entries.size() > MOST || (bytes > MOST_BYTES && entries.size() > 1)) {
                bytes -= entries.removeFirst().exchange().size();
            }
        }
        added.accept(entry);
    }

    /** The matching exchanges, oldest first. */
    public synchronized List<Entry> entries(Predicate<Entry> filter) {
        return entries.stream().filter(filter).toList();
    }

    /** The latest matching exchanges, newest first. */
    public synchronized List<Entry> latest(Predicate<Entry> filter, int most) {
        var latest = new ArrayList<Entry>();
        var backwards = entries.descendingIterator();
        while (backwards.hasNext() && latest.size() < most) {
            var entry = backwards.next();
            if (filter.test(entry)) {
                latest.add(entry);
            }
        }
        return latest;
    }

    public synchronized Optional<Entry> find(long id) {
        return entries.stream().filter(each -> each.exchange().id() == id).findFirst();
    }

    /** The number of exchanges that are kept. */
    public synchronized int size() {
        return entries.size();
    }

    /** Forgets the exchanges of a session, or all. */
    public synchronized void clear(Optional<String> session) {
        entries.removeIf(
                entry -> session.isEmpty() || entry.exchange().session().equals(session));
        bytes = entries.stream().mapToLong(entry -> entry.exchange().size()).sum();
    }
}
