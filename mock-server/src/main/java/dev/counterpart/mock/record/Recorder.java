package dev.counterpart.mock.record;

import dev.counterpart.mock.engine.Answer;
import dev.counterpart.mock.live.Exchange;
import dev.counterpart.mock.live.Exchanges;
import dev.counterpart.mock.proxy.Proxy.Forwarded;
import dev.counterpart.mock.proxy.Proxy.Forwarding;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Records what an upstream server answers. Requests do not wait for it: exchanges are recorded on a thread of its own, and saved half a
 * second later. If the folder cannot be written, it tries again.
 *
 * <p>Thread-safe.
 */
public final class Recorder implements AutoCloseable {

    private static final long SAVED_AFTER_MILLIS = 500;
    private static final long TRIED_AGAIN_AFTER_MILLIS = 5_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Recording recording;
    private final Consumer<String> failures;
    private final Exchanges queue;
    private final AtomicBoolean isScheduled = new AtomicBoolean();

    /** @param failures receives a message when the folder cannot be written */
    public Recorder(Recording recording, Consumer<String> failures) {
        this.recording = recording;
        this.failures = failures;
        this.queue = new Exchanges(failures);
        queue.add("recorder", this::record);
    }

    /** The same destination, whose answers are recorded. */
    public Forwarding recording(Forwarding upstream) {
        return (request, rest) -> {
            var started = Exchanges.Started.now();
            var forwarded = upstream.forward(request, rest);
            if (forwarded instanceof Forwarded.Answered answered && rest.isEmpty()) {
                queue.publish(started, request, answer(answered.response()));
            } else if (forwarded instanceof Forwarded.Begun || rest.isPresent()) {
                recording.skip("a body is a stream, or larger than " + Recording.LARGEST_BODY + " bytes");
            }
            return forwarded;
        };
    }

    private static Answer answer(Response response) {
        return Answer.of(response, "answered by the upstream server");
    }

    private void record(Exchange exchange) {
        Request request = exchange.request();
        recording.add(request, exchange.response());
        schedule(SAVED_AFTER_MILLIS);
    }

    private void schedule(long millis) {
        if (isScheduled.compareAndSet(false, true)) {
            CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(this::save);
        }
    }

    private void save() {
        isScheduled.set(false);
        try {
            recording.save();
        } catch (IOException failed) {
            failures.accept("The recording cannot be saved: " + failed + "; it is tried again");
            schedule(TRIED_AGAIN_AFTER_MILLIS);
        }
    }

    /** Saves everything that was answered so far; returns what was saved since the start. */
    public Recording.Summary settled() {
        queue.settle(PATIENCE);
        try {
            recording.save();
        } catch (IOException failed) {
            failures.accept("The recording cannot be saved: " + failed);
        }
        return recording.summary();
    }

    @Override
    public void close() {
        queue.close();
    }
}
