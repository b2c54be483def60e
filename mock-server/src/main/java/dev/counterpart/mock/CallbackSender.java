package dev.counterpart.mock;

import dev.counterpart.mock.engine.Answer;
import dev.counterpart.mock.engine.Callback;
import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.engine.Service;
import dev.counterpart.spec.http.Request;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sends the callbacks of answers, soon after them and without holding them up. What comes back is not read, redirects are not
 * followed, and a connection that fails is tried twice more.
 *
 * <p>Threads may share it.
 */
public final class CallbackSender {

    /** How long after an answer, in milliseconds; time for it to be on its way. */
    private static final long AFTER_MILLIS = 100;

    private static final long RETRY_MILLIS = 1_000;
    private static final int ATTEMPTS = 3;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** How many wait or are on their way at once; more are dropped, and that is told. */
    private static final int MOST_AT_ONCE = 100;

    private final Semaphore free = new Semaphore(MOST_AT_ONCE);
    private final Consumer<String> told;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TIMEOUT)
            .build();

    /** A sender that says in a line what became of each. */
    public CallbackSender(Consumer<String> told) {
        this.told = told;
    }

    /** The engine, with callbacks after its answers. */
    public Service before(MockEngine engine) {
        return (request, rest) -> rest.isPresent() ? engine.answer(request, rest) : answer(engine, request);
    }

    /** The answer of the engine; its callbacks follow. */
    public Answer answer(MockEngine engine, Request request) {
        var answer = engine.answer(request);
        long after = answer.delay().toMillis() + AFTER_MILLIS;
        engine.callbacks(request, answer).forEach(callback -> schedule(callback, after));
        return answer;
    }

    private void schedule(Callback callback, long millis) {
        if (free.tryAcquire()) {
            var unused = send(callback, millis, ATTEMPTS).whenComplete((done, failed) -> free.release());
        } else {
            told.accept(line(callback) + " was dropped: " + MOST_AT_ONCE + " others are on their way");
        }
    }

    private CompletableFuture<Void> send(Callback callback, long millis, int attempts) {
        var later = CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS);
        return CompletableFuture.supplyAsync(() -> outgoing(callback), later)
                .thenCompose(request -> client.sendAsync(request, HttpResponse.BodyHandlers.discarding()))
                .thenAccept(response -> told.accept(line(callback) + " → " + response.statusCode()))
                .exceptionallyCompose(failed -> again(callback, attempts - 1));
    }

    private CompletableFuture<Void> again(Callback callback, int attempts) {
        if (attempts > 0) {
            return send(callback, RETRY_MILLIS, attempts);
        }
        told.accept(line(callback) + " failed");
        return CompletableFuture.completedFuture(null);
    }

    private static HttpRequest outgoing(Callback callback) {
        var request = callback.request();
        var outgoing = HttpRequest.newBuilder(callback.url())
                .timeout(TIMEOUT)
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
        request.headers().fields().forEach(field -> outgoing.header(field.getKey(), field.getValue()));
        return outgoing.build();
    }

    private static String line(Callback callback) {
        return "callback " + callback.name() + ": " + callback.request().method() + " " + callback.url();
    }
}
