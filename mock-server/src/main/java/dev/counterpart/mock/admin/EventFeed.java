package dev.counterpart.mock.admin;

import dev.counterpart.mock.live.EventLog;
import dev.counterpart.spec.http.Request;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Server-sent events for one client (HTML Living Standard, Server-sent events), from the last event that it knows.
 *
 * <p>Not thread-safe.
 */
public final class EventFeed {

    /** How often a client without events gets a comment, which shows that the connection is alive. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final String RESET = "reset";

    private final Running running;
    private final EventLog events;
    private final boolean hasMissed;
    private long last;
    private boolean isBegun;

    EventFeed(Running running, Request request) {
        this.running = running;
        this.events = running.events();
        var given = request.headers().first("Last-Event-ID");
        var known = given.map(String::strip).map(events::id).orElse(OptionalLong.empty());
        last = known.orElseGet(events::last);
        hasMissed = given.isPresent() && (known.isEmpty() || last > events.last() || last + 1 < events.oldest());
    }

    /**
     * The next part of the stream; waits for it up to a second, and returns a comment if nothing happens. An event {@code reset} informs
     * a client that it has missed events: the server was started again, or the client was away too long.
     */
    public String next() throws InterruptedException {
        if (!isBegun) {
            isBegun = true;
            return "retry: 1000\n\n" + (hasMissed ? reset() : ": connected\n\n");
        }
        running.control().tick();
        var text = new StringBuilder(last + 1 < events.oldest() ? reset() : "");
        for (var event : events.after(last, PAUSE)) {
            last = event.id();
            append(text, event.id(), event.type(), event.data().get());
        }
        return text.isEmpty() ? ": alive\n\n" : text.toString();
    }

    private String reset() {
        last = events.last();
        var text = new StringBuilder();
        append(text, last, RESET, "{}");
        return text.toString();
    }

    private void append(StringBuilder text, long id, String type, String data) {
        text.append("id: ")
                .append(events.globalId(id))
                .append("\nevent: ")
                .append(type)
                .append('\n');
        data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
        text.append('\n');
    }
}
