package dev.counterpart.mock.server;

import dev.counterpart.mock.engine.Rest;
import dev.counterpart.mock.engine.Service;
import dev.counterpart.mock.live.Exchanges;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Problem;
import dev.counterpart.spec.http.Request;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers the traffic of the mock in front of the servlet layer. It runs on the thread that has read the request, so it never waits:
 * bodies are read as they come, and what may wait (a service that does, bodies that are streamed) has a thread of its own.
 *
 * <p>Thread-safe.
 */
final class MockHandler extends Handler.Wrapper {

    /** Services that wait, and bodies that are sent as they come, have threads of their own. */
    private static final Executor WAITING = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "counterpart-waiting");
        thread.setDaemon(true);
        return thread;
    });

    /** An answer that takes longer on average delays the other connections of the thread too much. */
    private static final long LONGEST_HERE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** A larger request, body and target together, may take long to validate; in bytes. */
    private static final int LARGEST_HERE = 16 * 1024;

    /** Of the average: each answer counts for one part in so many. */
    private static final int WEIGHT = 8;

    private final UnderWay underWay = new UnderWay();
    private final Service service;
    private final JavalinAdapter.Sent sent;
    private final Predicate<String> isForJavalin;
    private final int largestHeaders;

    /** How long answers took lately; a race loses one of them, which does not matter. */
    private final AtomicLong averageNanos = new AtomicLong();

    /**
     * The handler of one server.
     *
     * @param isForJavalin whether a path is Javalin's to answer
     * @param largestHeaders of an answer, in bytes
     */
    MockHandler(Service service, JavalinAdapter.Sent sent, Predicate<String> isForJavalin, int largestHeaders) {
        this.service = service;
        this.sent = sent;
        this.isForJavalin = isForJavalin;
        this.largestHeaders = largestHeaders;
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(org.eclipse.jetty.server.Request request, Response response, Callback callback) {
        if (isForJavalin.test(path(request))) {
            getServer().getThreadPool().execute(() -> inServlet(request, response, callback));
        } else {
            var client = request.getConnectionMetaData().getRemoteSocketAddress();
            read(new Call(Exchanges.Started.now(client), request, new Sender(request, response, underWay, callback)));
        }
        return true;
    }

    /** See {@link UnderWay#finish}. */
    void finish(Duration limit) {
        underWay.finish(limit);
    }

    private void inServlet(org.eclipse.jetty.server.Request request, Response response, Callback callback) {
        try {
            if (!super.handle(request, response, callback)) {
                Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
            }
        } catch (Exception failed) { // declared by Jetty
            Response.writeError(request, response, callback, failed);
        }
    }

    /** An exchange under way. */
    private record Call(Exchanges.Started started, org.eclipse.jetty.server.Request jetty, Sender sender) {}

    private void read(Call call) {
        var refusal = refusal(call.jetty());
        if (refusal.isPresent()) {
            call.sender().send(problem(HttpStatus.NOT_IMPLEMENTED_501, refusal.get()));
            return;
        }
        if (call.jetty().getLength() == 0) {
            decide(call, new byte[0], Optional.empty());
            return;
        }
        BodyReader.read(call.jetty(), Service.MOST_HELD, new BodyReader.Reader() {
            @Override
            public void whole(byte[] body) {
                decide(call, body, Optional.empty());
            }

            @Override
            public void beginning(byte[] body) {
                var bytes = Content.Source.asInputStream(call.jetty());
                decide(call, body, Optional.of(new Rest(bytes, length(call.jetty()))));
            }

            @Override
            public void malformed() {
                call.sender()
                        .send(problem(400, "The body could not be read: it ends early, or its chunks are malformed."));
            }
        });
    }

    /** What only a server can do that we are not: tunnels (RFC 9110 §9.3.6), and transfer codings besides chunked (RFC 9112 §6.1). */
    private static Optional<String> refusal(org.eclipse.jetty.server.Request request) {
        if (HttpMethod.CONNECT.is(request.getMethod())) {
            return Optional.of("CONNECT is not supported, because this server is not a tunnel.");
        }
        return request.getHeaders().getCSV(HttpHeader.TRANSFER_ENCODING, false).stream()
                .filter(coding -> !coding.equalsIgnoreCase("chunked"))
                .findFirst()
                .map(coding ->
                        "The transfer coding \"" + coding + "\" is not supported. Send chunked, or a Content-Length.");
    }

    /** On this thread, or on one that may wait. */
    private void decide(Call call, byte[] body, Optional<Rest> rest) {
        guarded(call, () -> {
            var request = request(call.jetty(), body);
            boolean isLarge = body.length + request.target().length() > LARGEST_HERE;
            if (rest.isPresent() || isLarge || service.mayWait() || averageNanos.get() > LONGEST_HERE_NANOS) {
                WAITING.execute(() -> guarded(call, () -> answer(call, request, rest)));
            } else {
                answer(call, request, rest);
            }
        });
    }

    /** Whatever fails, the exchange ends: on these threads no other code ends it. */
    private static void guarded(Call call, Runnable task) {
        try {
            task.run();
        } catch (Throwable failed) {
            call.sender().send(problem(500, "Internal error, please report it: " + failed));
        }
    }

    private void answer(Call call, Request request, Optional<Rest> rest) {
        long start = System.nanoTime();
        var answer = Sender.sendable(service.answer(request, rest), largestHeaders);
        long average = averageNanos.get();
        averageNanos.set(average + (System.nanoTime() - start - average) / WEIGHT);
        call.sender().send(answer, WAITING, () -> sent.sent(call.started(), request, answer.ended()));
    }

    /** An answer after which the connection is closed. */
    private static dev.counterpart.spec.http.Response problem(int status, String detail) {
        return Problem.plain(status, detail).response().with("Connection", "close");
    }

    /** What the request says of its length; empty if it comes in chunks. */
    private static OptionalLong length(org.eclipse.jetty.server.Request request) {
        long length = request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
        return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
    }

    /** The request as it came: path and query undecoded, header lines in their order. */
    static Request request(org.eclipse.jetty.server.Request request, byte[] body) {
        var lines = new String[request.getHeaders().size() * 2];
        int at = 0;
        for (HttpField field : request.getHeaders()) {
            lines[at++] = field.getName();
            lines[at++] = Objects.requireNonNullElse(field.getValue(), "");
        }
        String query = request.getHttpURI().getQuery();
        var sent = new Request(request.getMethod(), path(request), query == null ? "" : query, Headers.of(lines), body);
        return query == null ? sent : sent.withMark();
    }

    private static String path(org.eclipse.jetty.server.Request request) {
        String path = request.getHttpURI().getPath();
        return path == null ? "/" : path.startsWith("/") ? path : "/" + path;
    }
}
