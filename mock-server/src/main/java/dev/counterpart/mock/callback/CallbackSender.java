package dev.counterpart.mock.callback;

import dev.counterpart.mock.engine.MockEngine;
import dev.counterpart.mock.engine.Service;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.secret.Secrets;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Sends the callbacks of answers shortly after them, without delaying them. The responses are validated, redirects are not
 * followed, and a failed connection is retried twice.
 *
 * <p>Thread-safe.
 */
public final class CallbackSender {

    /** Delay after an answer, so that the client receives it first. */
    public static final Duration SOON = Duration.ofMillis(100);

    private static final long RETRY_MILLIS = 1_000;
    private static final int ATTEMPTS = 3;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** The size limit of a response, in bytes. */
    private static final int MOST_READ = 1024 * 1024;

    /** The maximum number of waiting and running callbacks; more are dropped, which is logged. */
    private static final int MOST_AT_ONCE = 100;

    private final Semaphore free = new Semaphore(MOST_AT_ONCE);
    private final CallbackHosts hosts;
    private final Duration after;
    private final Consumer<String> log;

    /** Made when the first callback is sent, because it reads the certificates of the JVM, which takes a tenth of the start of a mock. */
    private static final class Client {

        private static final HttpClient ONE = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(TIMEOUT)
                .build();
    }

    /**
     * A sender that reports the result of each callback in one line.
     *
     * @param after delay after the answer
     */
    public CallbackSender(CallbackHosts hosts, Duration after, Consumer<String> log) {
        this.hosts = hosts;
        this.after = after;
        this.log = log;
    }

    /** The engine, with callbacks after its answers. */
    public Service before(MockEngine engine) {
        var callbacks = new Callbacks(engine.materials());
        return (request, rest) -> {
            var answer = engine.answer(request, rest);
            if (rest.isEmpty()) {
                long millis = answer.delay().plus(after).toMillis();
                callbacks.after(request, answer, log).forEach(callback -> schedule(callbacks, callback, millis));
            }
            return answer;
        };
    }

    private void schedule(Callbacks callbacks, CallbackRequest callback, long millis) {
        if (!hosts.allows(callback.url())) {
            log.accept(line(callback) + " was not sent: the host is not this machine; to allow it, start with"
                    + " --callback-hosts " + callback.url().getHost());
        } else if (free.tryAcquire()) {
            var unused = send(callbacks, callback, millis, ATTEMPTS).whenComplete((done, failed) -> free.release());
        } else {
            log.accept(line(callback) + " was dropped: " + MOST_AT_ONCE + " callbacks are pending already");
        }
    }

    private CompletableFuture<Void> send(Callbacks callbacks, CallbackRequest callback, long millis, int attempts) {
        var later = CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS);
        return CompletableFuture.supplyAsync(() -> outgoing(callback), later)
                .thenCompose(this::answered)
                .thenAccept(answer -> log.accept(
                        line(callback) + " → " + answer.statusCode() + validated(callbacks, callback, answer)))
                .exceptionallyCompose(failed -> again(callbacks, callback, attempts - 1, cause(failed)));
    }

    /** The response, if all of it arrives before the timeout. */
    private CompletableFuture<HttpResponse<Optional<byte[]>>> answered(HttpRequest request) {
        var sent = Client.ONE.sendAsync(request, head -> new BoundedBody(MOST_READ));
        return sent.copy()
                .orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                .whenComplete((answer, failed) -> sent.cancel(true));
    }

    private static String validated(
            Callbacks callbacks, CallbackRequest callback, HttpResponse<Optional<byte[]>> answer) {
        if (answer.body().isEmpty()) {
            return ", of which more than " + MOST_READ + " bytes are not read";
        }
        var fields = new ArrayList<Map.Entry<String, String>>();
        answer.headers().map().forEach((name, values) -> values.forEach(value -> fields.add(Map.entry(name, value))));
        var response = new Response(
                answer.statusCode(), new Headers(fields), answer.body().get());
        return callbacks.violations(callback, response).stream()
                .map(violation -> "\n  " + violation.line())
                .collect(Collectors.joining());
    }

    private static Throwable cause(Throwable failed) {
        return failed instanceof CompletionException && failed.getCause() != null ? failed.getCause() : failed;
    }

    /** Sends a callback again that no server can have received. */
    private CompletableFuture<Void> again(
            Callbacks callbacks, CallbackRequest callback, int attempts, Throwable failed) {
        boolean isUnreceived = failed instanceof ConnectException || failed instanceof HttpConnectTimeoutException;
        if (isUnreceived && attempts > 0) {
            return send(callbacks, callback, RETRY_MILLIS, attempts);
        }
        log.accept(line(callback) + " failed: " + reason(failed, isUnreceived));
        return CompletableFuture.completedFuture(null);
    }

    private static String reason(Throwable failed, boolean isUnreceived) {
        if (isUnreceived) {
            return "no connection in " + ATTEMPTS + " attempts";
        }
        return failed instanceof TimeoutException || failed instanceof HttpTimeoutException
                ? "no whole answer within " + TIMEOUT.toSeconds() + " s"
                : Objects.requireNonNullElse(
                        failed.getMessage(), failed.getClass().getSimpleName());
    }

    private static HttpRequest outgoing(CallbackRequest callback) {
        var request = callback.request();
        var outgoing = HttpRequest.newBuilder(callback.url())
                .timeout(TIMEOUT)
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
        request.headers().fields().forEach(field -> outgoing.header(field.getKey(), field.getValue()));
        return outgoing.build();
    }

    private static String line(CallbackRequest callback) {
        var url = callback.url();
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        String query = Secrets.byName().query(callback.request().query());
        return "callback " + callback.name() + ": " + callback.request().method() + " " + url.getScheme() + "://"
                + url.getHost() + port + callback.request().path() + (query.isEmpty() ? "" : "?" + query);
    }
}
