package dev.counterpart.mock.proxy;

import dev.counterpart.mock.engine.Rest;
import dev.counterpart.mock.engine.Service;
import dev.counterpart.spec.http.BodyFormat;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Method;
import dev.counterpart.spec.http.PercentEncoding;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.tls.Trust;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpProxy;
import org.eclipse.jetty.client.HttpResponseException;
import org.eclipse.jetty.client.InputStreamRequestContent;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.ProcessingProtocolHandler;
import org.eclipse.jetty.client.ProxyAuthenticationProtocolHandler;
import org.eclipse.jetty.client.RedirectProtocolHandler;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.client.transport.HttpConversation;
import org.eclipse.jetty.client.transport.HttpRequest;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * The server behind a proxy. Redirects, cookies and compressed bodies are returned unchanged.
 *
 * <p>Thread-safe.
 */
public final class Upstream implements Proxy.Forwarding, AutoCloseable {

    private static final Duration CONNECTING = Duration.ofSeconds(30);

    /** Headers that belong to one connection (RFC 9110 §7.6.1), or that are generated again. */
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** The same without the length, for HEAD and 304, where it is that of the answer to GET (RFC 9110 §8.6). */
    private static final Set<String> HOP_BY_HOP_WITHOUT_LENGTH =
            HOP_BY_HOP.stream().filter(name -> !name.equals("content-length")).collect(Collectors.toUnmodifiableSet());

    /** Bodies keep the media type of the request's header, or none. */
    private static final @Nullable String UNTYPED = null;

    /** Connections at once; more requests wait. */
    private static final int MOST_CONNECTIONS = 1_000;

    private static final int LARGEST_HEADERS = 64 * 1024;
    private static final int DEFAULT_PROXY_PORT = 80;

    private final URI base;
    private final URI server;

    /** What stands before each request target. */
    private final String prefix;

    private final Duration patience;
    private final HttpClient client;

    /**
     * The server at {@code base}.
     *
     * @param proxy an HTTP proxy on the way to it
     * @param patience maximum time without a byte
     */
    public Upstream(URI base, Optional<URI> proxy, Trust trust, Duration patience) {
        this.base = base;
        this.server = URI.create(base.getScheme() + "://" + base.getRawAuthority() + "/");
        this.prefix = prefix(base, proxy.isPresent());
        this.patience = patience;
        this.client = client(proxy, trust, patience);
    }

    /** The path of the base URL; with the server before it for an HTTP proxy without a tunnel (RFC 9112 §3.2.2). */
    private static String prefix(URI base, boolean hasProxy) {
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        String prefix = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return hasProxy && base.getScheme().equalsIgnoreCase("http")
                ? "http://" + base.getRawAuthority() + prefix
                : prefix;
    }

    /** Ends its connections and threads, one of which would keep the process alive. */
    @Override
    public void close() {
        try {
            client.stop();
        } catch (Exception failed) { // declared by Jetty
            throw new IllegalStateException("the HTTP client cannot be stopped: " + failed, failed);
        }
    }

    private static HttpClient client(Optional<URI> proxy, Trust trust, Duration patience) {
        var threads = threads();
        var client = new HttpClient(transport(trust, threads));
        client.setExecutor(threads);
        configure(client, patience);
        proxy.ifPresent(way -> client.getProxyConfiguration()
                .addProxy(new HttpProxy(way.getHost(), way.getPort() < 0 ? DEFAULT_PROXY_PORT : way.getPort())));
        try {
            client.start();
        } catch (Exception failed) { // declared by Jetty
            throw new IllegalStateException("the HTTP client cannot start: " + failed, failed);
        }
        keepAnswers(client);
        return client;
    }

    private static void configure(HttpClient client, Duration patience) {
        client.setConnectTimeout(Math.min(patience.toMillis(), CONNECTING.toMillis()));
        client.setIdleTimeout(0);
        client.setMaxConnectionsPerDestination(MOST_CONNECTIONS);
        client.setMaxResponseHeadersSize(LARGEST_HEADERS);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.setUserAgentField(null);
        client.setDefaultRequestContentType(null);
    }

    /** Answers are forwarded as they are: redirects, challenges and coded bodies included. Jetty adds what is removed here at the start. */
    private static void keepAnswers(HttpClient client) {
        client.getContentDecoderFactories().clear();
        client.getProtocolHandlers().put(new InterimAnswers());
        client.getProtocolHandlers().remove(RedirectProtocolHandler.NAME);
        client.getProtocolHandlers().remove(WWWAuthenticationProtocolHandler.NAME);
        client.getProtocolHandlers().remove(ProxyAuthenticationProtocolHandler.NAME);
    }

    private static QueuedThreadPool threads() {
        // Each large upload keeps a thread while it waits for the client.
        var threads = new QueuedThreadPool(MOST_CONNECTIONS + 50);
        threads.setName("counterpart-upstream");
        threads.setDaemon(true);
        return threads;
    }

    private static HttpClientTransportOverHTTP transport(Trust trust, QueuedThreadPool threads) {
        var tls = new SslContextFactory.Client();
        tls.setSslContext(trust.context());
        var connector = new ClientConnector();
        connector.setSslContextFactory(tls);
        connector.setExecutor(threads);
        return new HttpClientTransportOverHTTP(connector);
    }

    @Override
    public Proxy.Forwarded forward(Request request, Optional<Rest> rest) {
        boolean mayRepeat = request.knownMethod().filter(Method::isIdempotent).isPresent() && rest.isEmpty();
        return attempt(request, rest)
                .or(() -> mayRepeat ? attempt(request, rest) : Optional.empty())
                .orElseGet(() -> failed(new EOFException()));
    }

    /** One attempt; empty if the connection was closed before an answer, as the server may do with a kept one (RFC 9112 §9.3.1). */
    private Optional<Proxy.Forwarded> attempt(Request request, Optional<Rest> rest) {
        var watch = new StallWatch(patience, Thread.currentThread()::interrupt);
        var listener = new Listener();
        Optional<org.eclipse.jetty.client.Request> sent = Optional.empty();
        try {
            var outgoing = outgoing(request, rest, watch);
            sent = Optional.of(outgoing);
            outgoing.send(listener);
            // The watch interrupts this thread if nothing arrives; this limit is never reached.
            var head = listener.get(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
            watch.close();
            var body = new AnswerStream(head, listener.getInputStream());
            return Optional.of(watch.isOver() ? late(body) : read(head, body));
        } catch (ExecutionException | IllegalArgumentException failed) {
            var cause = failed.getCause() == null ? failed : failed.getCause();
            boolean isClosed = cause instanceof EOFException || cause instanceof ClosedChannelException;
            return isClosed ? Optional.empty() : Optional.of(failed(cause));
        } catch (TimeoutException | InterruptedException stopped) {
            sent.ifPresent(outgoing -> {
                var unused = outgoing.abort(stopped);
            });
            return Optional.of(late());
        } finally {
            watch.close();
            if (watch.isOver()) {
                Thread.interrupted();
            }
        }
    }

    private Proxy.Forwarded late(InputStream body) {
        close(body);
        return late();
    }

    private Proxy.Forwarded failed(Throwable failed) {
        return new Proxy.Forwarded.Failed("request to " + base + " failed, reason: " + reason(failed));
    }

    private Proxy.Forwarded late() {
        return new Proxy.Forwarded.Late(
                "request to " + base + " failed, reason: no answer within " + patience.toMillis() + " ms");
    }

    /** Answers before the final one, with statuses that the client does not know; they are ignored (RFC 9110 §15.2). */
    private static final class InterimAnswers extends ProcessingProtocolHandler {

        @Override
        public String getName() {
            return "interim";
        }

        @Override
        public boolean accept(org.eclipse.jetty.client.Request request, org.eclipse.jetty.client.Response response) {
            return response.getStatus() > HttpStatus.EARLY_HINTS_103
                    && HttpStatus.isInformational(response.getStatus());
        }
    }

    /** The answer: complete, or its beginning if it is large or a stream. */
    private Proxy.Forwarded read(org.eclipse.jetty.client.Response answer, InputStream body) {
        var head = new Response(answer.getStatus(), headers(answer), new byte[0]);
        boolean isStream = head.contentType()
                .filter(type -> isStream(type, length(answer).isPresent()))
                .isPresent();
        var watch = isStream ? Optional.<StallWatch>empty() : Optional.of(new StallWatch(patience, () -> close(body)));
        var stream = new WatchedStream(body, watch);
        var rest = new Rest(stream, length(answer));
        return isStream ? new Proxy.Forwarded.Begun(head, rest, false) : held(head, rest, watch.orElseThrow());
    }

    /** The answer with its body, or with as much of it as is held. */
    private Proxy.Forwarded held(Response head, Rest rest, StallWatch watch) {
        var stream = rest.bytes();
        try {
            var read = stream.readNBytes(Service.MOST_HELD + 1);
            if (read.length > Service.MOST_HELD) {
                return new Proxy.Forwarded.Begun(head.withBody(read), rest, true);
            }
            close(stream);
            return new Proxy.Forwarded.Answered(head.withBody(read));
        } catch (IOException broken) {
            close(stream);
            return watch.isOver() ? late() : failed(broken);
        }
    }

    /** Whether the body is forwarded as it arrives, and may be silent for a long time. Parts with an announced length are read as a whole. */
    private static boolean isStream(MediaType type, boolean hasLength) {
        return BodyFormat.of(type).isSequence()
                || type.essence().equals("multipart/x-mixed-replace")
                || (type.essence().equals("multipart/mixed") && !hasLength);
    }

    private static OptionalLong length(org.eclipse.jetty.client.Response answer) {
        long length = answer.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
        return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
    }

    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException gone) {
            // Already closed, which is the aim.
        }
    }

    private static String reason(Throwable failed) {
        if (failed instanceof EOFException || failed instanceof ClosedChannelException) {
            return "the connection was closed before the answer";
        }
        if (failed instanceof HttpResponseException) {
            return "the answer is not valid HTTP"
                    + (failed.getCause() instanceof HttpException bad ? ": " + bad.getReason() : "");
        }
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null) {
                return cause.getMessage();
            }
        }
        return failed.getClass().getSimpleName().replace("Exception", "");
    }

    private Optional<org.eclipse.jetty.client.Request.Content> body(
            Request request, Optional<Rest> rest, StallWatch watch) {
        if (rest.isEmpty()) {
            return request.hasBody() ? Optional.of(new BytesRequestContent(UNTYPED, request.body())) : Optional.empty();
        }
        var following = new WatchedStream(rest.get().bytes(), Optional.of(watch));
        var all = new SequenceInputStream(new ByteArrayInputStream(request.body()), following);
        long length = rest.get().length().orElse(-1);
        return Optional.of(
                new InputStreamRequestContent(UNTYPED, all, new ByteBufferPool.Sized(client.getByteBufferPool())) {
                    @Override
                    public long getLength() {
                        return length;
                    }
                });
    }

    private org.eclipse.jetty.client.Request outgoing(Request request, Optional<Rest> rest, StallWatch watch) {
        var outgoing = new ExactRequest(client, server, request.method(), prefix + asItCame(request.target()));
        body(request, rest, watch).ifPresent(outgoing::body);
        outgoing.headers(headers -> {
            for (var field : endToEnd(request.headers(), HOP_BY_HOP).fields()) {
                headers.add(field.getKey(), field.getValue());
            }
            if (!headers.contains(HttpHeader.USER_AGENT)) {
                headers.add(HttpHeader.USER_AGENT, "Counterpart");
            }
        });
        return outgoing;
    }

    /**
     * Refuses 101, because a connection of another protocol would stay open without a reader ({@code Upgrade} is never forwarded), and
     * transfer codings that cannot be removed.
     */
    private static final class Listener extends InputStreamResponseListener {

        @Override
        public void onBegin(org.eclipse.jetty.client.Response answer) {
            if (answer.getStatus() == HttpStatus.SWITCHING_PROTOCOLS_101) {
                var unused = answer.abort(new IOException("it switches protocols (101), which was not requested"));
            }
        }

        /** The body of another coding than chunked would be forwarded still coded, but without the name of its coding. */
        @Override
        public void onHeaders(org.eclipse.jetty.client.Response answer) {
            var unknown = answer.getHeaders().getCSV(HttpHeader.TRANSFER_ENCODING, false).stream()
                    .filter(coding -> !coding.equalsIgnoreCase("chunked"))
                    .findFirst();
            if (unknown.isPresent()) {
                var unused =
                        answer.abort(new IOException("its transfer coding " + unknown.get() + " is not supported"));
            } else {
                super.onHeaders(answer);
            }
        }
    }

    /**
     * A request whose method and target are sent as they are: methods are case-sensitive (RFC 9110 §9.1), but Jetty writes them in capitals,
     * and a target may have characters that a URI does not allow.
     */
    private static final class ExactRequest extends HttpRequest {

        private final String exact;
        private final String path;
        private final @Nullable String query;

        ExactRequest(HttpClient client, URI uri, String method, String target) {
            super(client, new HttpConversation(), uri);
            this.exact = method;
            int end = target.indexOf('?');
            this.path = end < 0 ? target : target.substring(0, end);
            this.query = end < 0 ? null : target.substring(end + 1);
            var unused = method(method);
        }

        @Override
        public String getMethod() {
            return exact;
        }

        @Override
        public String getPath() {
            return path;
        }

        @Override
        public @Nullable String getQuery() {
            return query;
        }
    }

    /**
     * The request target as it came, except for what no request line may have: blanks, controls and bytes outside of ASCII. In the path, a
     * percent sign that begins no triplet is encoded too, because Jetty cannot send it.
     */
    private static String asItCame(String target) {
        var sent = new StringBuilder();
        for (byte octet : PercentEncoding.completed(target).getBytes(StandardCharsets.UTF_8)) {
            boolean isPlain = octet > ' ' && octet < 0x7F && octet != '#';
            sent.append(isPlain ? String.valueOf((char) octet) : String.format("%%%02X", octet & 0xFF));
        }
        return sent.toString();
    }

    private static Headers headers(org.eclipse.jetty.client.Response answer) {
        var fields = new ArrayList<Map.Entry<String, String>>();
        for (var field : answer.getHeaders()) {
            fields.add(Map.entry(field.getName(), Objects.requireNonNullElse(field.getValue(), "")));
        }
        boolean isOfOther =
                answer.getRequest().getMethod().equals("HEAD") || answer.getStatus() == HttpStatus.NOT_MODIFIED_304;
        return endToEnd(new Headers(fields), isOfOther ? HOP_BY_HOP_WITHOUT_LENGTH : HOP_BY_HOP);
    }

    /** Without these fields, and without those that {@code Connection} names (RFC 9110 §7.6.1). */
    private static Headers endToEnd(Headers headers, Set<String> removed) {
        var connection = headers.elements("Connection");
        connection.replaceAll(name -> name.toLowerCase(Locale.ROOT));
        return new Headers(headers.fields().stream()
                .filter(field -> {
                    String name = field.getKey().toLowerCase(Locale.ROOT);
                    return !removed.contains(name) && !connection.contains(name);
                })
                .toList());
    }
}
