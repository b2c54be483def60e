package dev.counterpart.mock.server;

import dev.counterpart.mock.engine.Answer;
import dev.counterpart.mock.engine.Service;
import dev.counterpart.mock.live.Exchanges;
import dev.counterpart.mock.settings.HeaderLimits;
import dev.counterpart.mock.settings.MockOptions;
import dev.counterpart.spec.http.Problem;
import dev.counterpart.spec.http.ReasonPhrase;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.tls.Identity;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.servlet.SubmitOrder;
import io.javalin.http.servlet.Task;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import kotlin.Unit;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Javalin's server: the mock in front of the servlet layer, the web application in it. Everything that Jetty would say itself is a
 * problem document.
 */
public final class JavalinAdapter {

    /** Jetty's answer to the preface of HTTP/2, which lacks the header that RFC 9110 §15.5.22 requires. */
    private static final int UPGRADE_REQUIRED = 426;

    private static final int VERSION_NOT_SUPPORTED = 505;

    /** What Jetty adds to the headers of an answer: the status line, Date and the like; in bytes. */
    private static final int OWN_HEADERS = 16 * 1024;

    /** Lets Jetty decide the number of threads that accept connections. */
    private static final int AUTOMATIC = -1;

    /** Maximum number of clients that receive events. */
    private static final int MOST_STREAMS = 32;

    private final Semaphore streams = new Semaphore(MOST_STREAMS);
    private final WebApplication application;
    private final MockHandler mock;
    private final Javalin javalin;
    private volatile boolean isRunning = true;

    /** Called when an answer is sent. */
    public interface Sent {
        void sent(Exchanges.Started started, Request request, Answer answer);
    }

    /**
     * A server that is not started yet.
     *
     * @param service answers everything that is not of {@code application}
     * @param sent called with each answer of {@code service}
     */
    public JavalinAdapter(MockOptions options, Service service, WebApplication application, Sent sent) {
        this.application = application;
        this.mock = new MockHandler(
                service, sent, application::covers, options.headerLimits().response());
        this.javalin = Javalin.create(config -> configure(config, options, mock));
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

    /**
     * Accepts no further connection, and sends the answers that are under way.
     *
     * @param limit maximum time to wait for them
     */
    public void finish(Duration limit) {
        for (var connector : javalin.jettyServer().server().getConnectors()) {
            ((NetworkConnector) connector).close();
        }
        mock.finish(limit);
    }

    public void stop() {
        isRunning = false;
        javalin.stop();
    }

    @SuppressWarnings("unchecked") // an array of one, created by the call itself
    private void configure(JavalinConfig config, MockOptions options, MockHandler mock) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.generateEtags = false;
        config.concurrency.useVirtualThreads = Runtime.version().feature() >= 21;
        config.jetty.modifyHttpConfiguration(http -> configure(http, options.headerLimits()));
        config.jetty.modifyServer(server -> {
            server.setHandler(mock);
            server.setErrorHandler(JavalinAdapter::jettyProblem);
            server.setStopTimeout(0);
        });
        config.jetty.addConnector((server, http) -> options.identity()
                .map(identity -> secure(server, new HttpConfiguration(http), options, identity))
                .orElseGet(() -> connector(server, options, new TargetConnections(http))));
        config.requestLifeCycle((submit, servlet, context, uri) ->
                submit.invoke(SubmitOrder.LAST, new Task(false, () -> inServlet(context))));
    }

    private static void configure(HttpConfiguration http, HeaderLimits limits) {
        http.setUriCompliance(UriCompliance.UNSAFE);
        // An absolute target counts, whatever Host says (RFC 9112 §3.2.2).
        http.setHttpCompliance(
                HttpCompliance.RFC9110.with("absolute targets", HttpCompliance.Violation.MISMATCHED_AUTHORITY));
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(limits.request());
        // Jetty can enlarge the buffer, but then it does not close connections that are to be closed.
        http.setResponseHeaderSize(limits.response() + OWN_HEADERS);
    }

    private static Connector secure(Server server, HttpConfiguration http, MockOptions options, Identity identity) {
        var factory = new SslContextFactory.Server();
        factory.setKeyStore(identity.store());
        factory.setKeyStorePassword(identity.password());
        http.addCustomizer(new SecureRequestCustomizer(false));
        return connector(server, options, AbstractConnectionFactory.getFactories(factory, new TargetConnections(http)));
    }

    /**
     * With a selector for each processor. A selector's thread answers mock traffic itself, so with Jetty's own number, one for two
     * processors, half of them would wait.
     */
    private static Connector connector(Server server, MockOptions options, ConnectionFactory... factories) {
        var connector =
                new ServerConnector(server, AUTOMATIC, Runtime.getRuntime().availableProcessors(), factories);
        connector.setHost(options.host());
        connector.setPort(options.port());
        return connector;
    }

    /** What is a web application is small, so it is held whole. */
    private Unit inServlet(Context context) {
        var jetty = ServletContextRequest.getServletContextRequest(context.req());
        var request = MockHandler.request(jetty, context.bodyAsBytes());
        var client = client(jetty);
        var stream = application.stream(request, client);
        if (stream.isPresent()) {
            stream(context, stream.get());
            return Unit.INSTANCE;
        }
        var response = application.answer(request, client);
        context.status(response.status());
        response.headers().fields().forEach(field -> context.header(field.getKey(), field.getValue()));
        context.result(response.body());
        return Unit.INSTANCE;
    }

    private static Optional<InetAddress> client(org.eclipse.jetty.server.Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress address
                ? Optional.of(address.getAddress())
                : Optional.empty();
    }

    /** Sends each part at once. The thread is the client's own, so one that never reads delays no other. */
    private void stream(Context context, WebApplication.Stream stream) {
        if (!streams.tryAcquire()) {
            var problem = Problem.plain(
                            503, "There are " + MOST_STREAMS + " readers of events already, which is the maximum.")
                    .response();
            context.status(503).contentType(Problem.MEDIA_TYPE).result(problem.body());
            return;
        }
        try {
            send(stream, context);
        } finally {
            streams.release();
        }
    }

    private void send(WebApplication.Stream stream, Context context) {
        var response = context.res();
        response.setContentType("text/event-stream");
        response.setHeader("Cache-Control", "no-store");
        try {
            var out = response.getOutputStream(); // that of Javalin keeps back what is flushed
            while (isRunning) {
                out.write(stream.next().getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException gone) {
            // The client has closed the connection.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** What Jetty rejects before we see it: a request line or header that is not HTTP, or too long. */
    private static boolean jettyProblem(
            org.eclipse.jetty.server.Request request, org.eclipse.jetty.server.Response response, Callback callback) {
        boolean isHttp2 = response.getStatus() == UPGRADE_REQUIRED;
        int status = isHttp2 ? VERSION_NOT_SUPPORTED : Math.max(400, response.getStatus());
        String reason = isHttp2 ? "HTTP/2 is not supported. Send HTTP/1.1" : ReasonPhrase.of(status);
        var problem = Problem.plain(status, "The request could not be read: " + reason + ".")
                .response();
        response.setStatus(status);
        response.getHeaders().put("Content-Type", Problem.MEDIA_TYPE);
        response.getHeaders().put("Content-Length", problem.body().length);
        Content.Sink.write(response, true, problem.text(), callback);
        return true;
    }
}
