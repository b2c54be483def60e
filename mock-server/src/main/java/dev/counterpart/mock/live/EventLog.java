package dev.counterpart.mock.live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The latest events of a running server: exchanges, and changes by people. Readers take events from it at their own pace, so a slow
 * reader delays no other; one that falls far behind misses the oldest events.
 *
 * <p>Thread-safe.
 */
public final class EventLog {

    /**
     * Maximum number of events that are kept. As many as exchanges in the journal, with which they share them: what is kept longer is
     * copied by each collection of memory.
     */
    public static final int MOST = 1_000;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    /**
     * Something that happened.
     *
     * @param id counts from 1
     * @param type {@code exchange}, {@code overrides}, {@code scenarios}, {@code documents}, {@code problem}, …
     * @param data JSON text, written when it is read
     */
    public record Event(long id, String type, Supplier<String> data) {}

    /** Differs between runs of a server, whose events count from 1 each. */
    private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Event> events = new ArrayDeque<>();
    private long last;
    private int waiting;

    /** Adds an event; never blocks. */
    public void publish(String type, Supplier<String> data) {
        lock.lock();
        try {
            events.addLast(new Event(++last, type, data));
            if (events.size() > MOST) {
                events.removeFirst();
            }
            if (waiting > 0) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** An id that no event of another run has. */
    public String globalId(long id) {
        return run + "-" + id;
    }

    /** The id that {@link #globalId} was made of; empty for one of another run, and for any other text. */
    public OptionalLong id(String globalId) {
        String number = globalId.startsWith(run + "-") ? globalId.substring(run.length() + 1) : "";
        return NUMBER.matcher(number).matches() ? OptionalLong.of(Long.parseLong(number)) : OptionalLong.empty();
    }

    /** The id of the newest event; 0 before the first. */
    public long last() {
        lock.lock();
        try {
            return last;
        } finally {
            lock.unlock();
        }
    }

    /** The id of the oldest event that is kept; one more than {@link #last} if there is none. */
    public long oldest() {
        lock.lock();
        try {
            return events.isEmpty() ? last + 1 : events.getFirst().id();
        } finally {
            lock.unlock();
        }
    }

    /** The events after that id, in order, once there is one; empty if none comes within {@code patience}. */
    public List<Event> after(long id, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        waiting++;
        try {
            long left = patience.toNanos();
            while (last <= id && left > 0) {
                left = changed.awaitNanos(left);
            }
            var later = new ArrayList<Event>();
            events.forEach(event -> {
                if (event.id() > id) {
                    later.add(event);
                }
            });
            return later;
        } finally {
            waiting--;
            lock.unlock();
        }
    }
}
