package dev.counterpart.mock.server;

import dev.counterpart.fixtures.Fixture;
import dev.counterpart.mock.engine.Answer;
import dev.counterpart.mock.engine.Rest;
import dev.counterpart.mock.engine.Service;
import dev.counterpart.mock.live.Exchanges;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.mock.settings.ServerIdentity;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.Problem;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.servlet.SubmitOrder;
import io.javalin.http.servlet.Task;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import kotlin.Unit;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Converts Javalin's requests and responses to ours and back. Everything that Jetty itself would answer is a problem document.
 */
public final class JavalinAdapter {

    private static final int LARGEST_HEADERS = 16 * 1024;
    /** How many bytes of a body are awaited without a thread, so that slow clients do not block others. */
    private static final long READ_BEFORE = 64 * 1024;

    private static final String WEB_SOCKET = "Sec-WebSocket-Version";
    private static final long LONGEST_STALL_SECONDS = 300;

    /** Bodies that are streamed as they arrive; each waits for its source, so they have their own threads. */
    private static final Executor STREAMS = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "counterpart-stream");
        thread.setDaemon(true);
        return thread;
    });

    private final Service service;
    private final Sent sent;
    private final Javalin javalin;

    /** Called after an answer was sent. */
    public interface Sent {
        void sent(Exchanges.Started started, Request request, Answer answer);
    }

    /** A running exchange. */
    private record Call(Context context, Exchanges.Started started, Request request) {}

    public JavalinAdapter(MockOptions options, Service service, Sent sent) {
        this.service = service;
        this.sent = sent;
        this.javalin = Javalin.create(config -> configure(config, options));
    }

    /** The port that is bound, or empty if another process uses it. */
    public Optional<Integer> start() {
        try {
            javalin.start();
            return Optional.of(javalin.port());
        } catch (RuntimeException failed) {
            javalin.stop();
            for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
                if (cause instanceof BindException) {
                    return Optional.empty();
                }
            }
            throw failed;
        }
    }

    public void stop() {
        javalin.stop();
    }

    @SuppressWarnings("unchecked") // an array of one, created by the call itself
    private void configure(JavalinConfig config, MockOptions options) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.generateEtags = false;
        config.concurrency.useVirtualThreads = Runtime.version().feature() >= 21;
        config.jetty.host = options.host();
        config.jetty.port = options.port();
        config.jetty.modifyHttpConfiguration(http -> {
            http.setUriCompliance(UriCompliance.UNSAFE);
            // An absolute target counts, whatever Host says (RFC 9112 §3.2.2).
            http.setHttpCompliance(
                    HttpCompliance.RFC9110.with("absolute targets", HttpCompliance.Violation.MISMATCHED_AUTHORITY));
            http.addCustomizer((request, fields) ->
                    request.getHeaders().contains(WEB_SOCKET) ? new NoWebSocket(request) : request);
            http.setSendServerVersion(false);
            http.setRequestHeaderSize(LARGEST_HEADERS);
        });
        config.jetty.modifyServletContextHandler(context -> {
            context.getServletHandler().setDecodeAmbiguousURIs(true);
            context.insertHandler(new EagerContentHandler(
                    new EagerContentHandler.RetainedContentLoaderFactory(READ_BEFORE, -1, false)));
        });
        config.jetty.modifyServer(server -> {
            server.setErrorHandler(JavalinAdapter::jettyProblem);
            server.setStopTimeout(0);
        });
        options.identity()
                .ifPresent(identity -> config.jetty.addConnector(
                        (server, http) -> secure(server, new HttpConfiguration(http), options, identity)));
        config.requestLifeCycle((submit, servlet, context, uri) ->
                submit.invoke(SubmitOrder.LAST, new Task(false, () -> handle(context))));
    }

    private static Connector secure(
            Server server, HttpConfiguration http, MockOptions options, ServerIdentity identity) {
        var factory = new SslContextFactory.Server();
        factory.setKeyStore(identity.store());
        factory.setKeyStorePassword(identity.password());
        http.addCustomizer(new SecureRequestCustomizer(false));
        var connector = new ServerConnector(server, factory, new HttpConnectionFactory(http));
        connector.setHost(options.host());
        connector.setPort(options.port());
        return connector;
    }

    /** A request to switch protocols is answered as an ordinary request (RFC 9110 §7.8). */
    private static final class NoWebSocket extends org.eclipse.jetty.server.Request.Wrapper {

        NoWebSocket(org.eclipse.jetty.server.Request request) {
            super(request);
        }

        @Override
        public HttpFields getHeaders() {
            return HttpFields.build(super.getHeaders()).remove(WEB_SOCKET).asImmutable();
        }
    }

    private Unit handle(Context context) {
        try {
            exchange(context);
        } catch (IOException gone) {
            // The client has left, so nothing can be sent.
        }
        return Unit.INSTANCE;
    }

    private void exchange(Context context) throws IOException {
        var stream = context.req().getInputStream();
        byte[] body;
        try {
            body = stream.readNBytes(Service.MOST_HELD + 1);
        } catch (IOException | RuntimeException malformed) {
            send(context, problem(400, "The body could not be read: it is incomplete, or its chunks are malformed."));
            return;
        }
        try {
            answer(context, stream, body);
        } catch (RuntimeException | StackOverflowError failed) {
            send(context, problem(500, "This should not have happened, please report it: " + failed));
        }
    }

    /** An answer after which the connection is closed. */
    private static Response problem(int status, String detail) {
        return Problem.of("about:blank", HttpStatus.getMessage(status), status, detail)
                .response()
                .with("Connection", "close");
    }

    private void answer(Context context, InputStream stream, byte[] body) throws IOException {
        var call = new Call(context, Exchanges.Started.now(), request(context.req(), body));
        var answer = service.answer(
                call.request(),
                body.length > Service.MOST_HELD
                        ? Optional.of(new Rest(stream, length(context.req())))
                        : Optional.empty());
        if (answer.rest().isPresent()) {
            context.future(() -> CompletableFuture.runAsync(
                    () -> {
                        stream(context, answer);
                        published(call, answer);
                    },
                    STREAMS));
        } else if (answer.fault().filter(Fixture.Fault.STALL::equals).isPresent()) {
            published(call, answer);
            context.future(() -> later(LONGEST_STALL_SECONDS * 1_000, () -> close(context, false)));
        } else if (answer.delay().isZero()) {
            finish(call, answer);
        } else {
            context.future(() -> later(answer.delay().toMillis(), () -> finish(call, answer)));
        }
    }

    private void finish(Call call, Answer answer) throws IOException {
        try {
            send(call.context(), answer);
        } finally {
            published(call, answer);
        }
    }

    private void published(Call call, Answer answer) {
        sent.sent(call.started(), call.request(), answer);
    }

    /** The announced length of the request; empty if it is chunked. */
    private static OptionalLong length(HttpServletRequest servlet) {
        long length = servlet.getContentLengthLong();
        return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
    }

    /** Sends the bytes held and then the rest as it arrives; if that is incomplete, the answer is aborted. */
    private static void stream(Context context, Answer answer) {
        var rest = answer.rest().orElseThrow();
        try (var bytes = rest.bytes()) {
            var servlet = context.res();
            write(servlet, answer.response());
            asWritten(context, answer.response());
            rest.length().ifPresent(servlet::setContentLengthLong);
            var out = servlet.getOutputStream();
            out.write(answer.response().body());
            out.flush();
            var buffer = new byte[16 * 1024];
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                out.write(buffer, 0, read);
                if (bytes.available() == 0) {
                    out.flush();
                }
            }
        } catch (IOException broken) {
            endPoint(context).close();
        }
    }

    private interface Sending {
        void run() throws IOException;
    }

    private static CompletableFuture<Void> later(long millis, Sending sending) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        sending.run();
                    } catch (IOException gone) {
                        // The client has left, so nothing can be sent.
                    }
                },
                CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
    }

    /** The request unchanged: path and query undecoded, header lines in their order. */
    private static Request request(HttpServletRequest servlet, byte[] body) {
        var fields = new ArrayList<Map.Entry<String, String>>();
        for (String name : Collections.list(servlet.getHeaderNames())) {
            Collections.list(servlet.getHeaders(name)).forEach(value -> fields.add(Map.entry(name, value)));
        }
        String path = servlet.getRequestURI();
        String query = servlet.getQueryString();
        return new Request(
                servlet.getMethod(),
                path.startsWith("/") ? path : "/" + path,
                query == null ? "" : query,
                new Headers(fields),
                body);
    }

    private static void send(Context context, Answer answer) throws IOException {
        if (answer.fault().isEmpty()) {
            send(context, answer.response());
            return;
        }
        switch (answer.fault().get()) {
            case RESET -> close(context, true);
            case EMPTY, STALL -> close(context, false);
            case GARBAGE -> garbage(context);
            case TRUNCATE -> truncated(context, answer.response());
        }
    }

    private static void send(Context context, Response response) throws IOException {
        var servlet = context.res();
        boolean isHead = context.req().getMethod().equals(Method.HEAD.name());
        write(servlet, response);
        asWritten(context, response);
        if (mayHaveBody(response.status())) {
            if (!isHead || !response.headers().has("Content-Length")) {
                servlet.setContentLength(response.body().length);
            }
            if (!isHead && response.hasBody()) {
                servlet.getOutputStream().write(response.body());
            }
        }
        servlet.flushBuffer();
    }

    private static boolean mayHaveBody(int status) {
        return status >= 200 && status != 204 && status != 304;
    }

    private static void write(HttpServletResponse servlet, Response response) {
        servlet.reset();
        servlet.setStatus(response.status());
        for (var field : response.headers().fields()) {
            servlet.addHeader(field.getKey(), field.getValue());
        }
    }

    /** The servlet API rewrites media types; ours is sent unchanged. */
    private static void asWritten(Context context, Response response) {
        response.headers()
                .first("Content-Type")
                .ifPresent(type -> ServletContextRequest.getServletContextRequest(context.req())
                        .getServletContextResponse()
                        .getWrapped()
                        .getHeaders()
                        .put("Content-Type", type));
    }

    private static void truncated(Context context, Response response) throws IOException {
        var servlet = context.res();
        write(servlet, response);
        var body = response.body();
        servlet.setContentLength(body.length);
        servlet.getOutputStream().write(body, 0, body.length / 2);
        servlet.flushBuffer();
        close(context, false);
    }

    private static void garbage(Context context) throws IOException {
        if (endPoint(context).getTransport() instanceof SocketChannel channel) {
            channel.write(ByteBuffer.wrap("\u0000garbage\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1)));
        }
        close(context, false);
    }

    private static void close(Context context, boolean reset) throws IOException {
        var endPoint = endPoint(context);
        if (reset && endPoint.getTransport() instanceof SocketChannel channel) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        }
        endPoint.close();
    }

    private static EndPoint endPoint(Context context) {
        return ServletContextRequest.getServletContextRequest(context.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
    }

    /** What Jetty refuses before we see it: a request line or header that is not HTTP, or too long. */
    private static boolean jettyProblem(
            org.eclipse.jetty.server.Request request, org.eclipse.jetty.server.Response response, Callback callback) {
        int status = response.getStatus() < 400 ? 400 : response.getStatus();
        String title = HttpStatus.getMessage(status);
        var problem = Problem.of("about:blank", title, status, "The request could not be read: " + title + ".")
                .response();
        response.setStatus(status);
        response.getHeaders().put("Content-Type", Problem.MEDIA_TYPE);
        response.getHeaders().put("Content-Length", problem.body().length);
        Content.Sink.write(response, true, problem.text(), callback);
        return true;
    }
}
