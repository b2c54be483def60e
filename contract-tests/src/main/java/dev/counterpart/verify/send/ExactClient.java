package dev.counterpart.verify.send;

import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.http.HttpEntity;
import org.apache.http.HttpRequest;
import org.apache.http.HttpRequestInterceptor;
import org.apache.http.HttpResponseInterceptor;
import org.apache.http.conn.scheme.Scheme;
import org.apache.http.conn.ssl.SSLSocketFactory;
import org.apache.http.entity.HttpEntityWrapper;
import org.apache.http.impl.NoConnectionReuseStrategy;
import org.apache.http.impl.client.DefaultHttpClient;
import org.apache.http.impl.client.DefaultHttpRequestRetryHandler;
import org.apache.http.impl.client.RequestWrapper;
import org.apache.http.message.BasicHeader;
import org.apache.http.params.CoreConnectionPNames;
import org.apache.http.params.HttpConnectionParams;
import org.apache.http.protocol.BasicHttpProcessor;
import org.apache.http.protocol.RequestContent;
import org.apache.http.protocol.RequestTargetHost;

/**
 * The HTTP client below REST Assured, set up to send exactly one prepared request: its target, and its fields in their order.
 * REST Assured gets only the address, because its own URL handling would change some targets.
 */
@SuppressWarnings("deprecation") // REST Assured works with this client only
final class ExactClient extends DefaultHttpClient {

    /** The size limit of an answer, in bytes. */
    static final int LARGEST = 64 * 1024 * 1024;

    private static final int LONGEST_LINE = 64 * 1024;
    private static final int MOST_HEADERS = 1000;

    private record Prepared(Request request, String target, Consumer<Runnable> sending, Stopwatch stopwatch) {}

    private static final ThreadLocal<Prepared> NEXT = new ThreadLocal<>();

    /** Set by the client: framing and address. */
    private static final Set<String> OURS = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        OURS.addAll(Set.of("Host", "Content-Length", "Transfer-Encoding"));
    }

    private ExactClient() {}

    static ExactClient to(Target target) throws IOException {
        var timeout = target.timeout();
        var client = new ExactClient();
        if (target.isSecure()) {
            var socket = new Secure(target.tls());
            client.getConnectionManager().getSchemeRegistry().register(new Scheme("https", 443, socket));
        }
        HttpConnectionParams.setConnectionTimeout(client.getParams(), (int) timeout.toMillis());
        HttpConnectionParams.setSoTimeout(client.getParams(), (int) timeout.toMillis());
        client.getParams().setIntParameter(CoreConnectionPNames.MAX_LINE_LENGTH, LONGEST_LINE);
        client.getParams().setIntParameter(CoreConnectionPNames.MAX_HEADER_COUNT, MOST_HEADERS);
        client.setHttpRequestRetryHandler(new DefaultHttpRequestRetryHandler(0, false));
        client.setReuseStrategy(NoConnectionReuseStrategy.INSTANCE);
        return client;
    }

    /** TLS with a certificate for the host of the URL, checked by the JDK as for the other transports. */
    private static final class Secure extends SSLSocketFactory {
        Secure(SSLContext tls) {
            super(tls, SSLSocketFactory.ALLOW_ALL_HOSTNAME_VERIFIER);
        }

        @Override
        protected void prepareSocket(SSLSocket socket) {
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
        }
    }

    /**
     * The request that this thread sends next.
     *
     * @param sending receives the code that aborts the request, for another thread, once the connection is established. Work of
     * this program before that, such as loading classes, does not count against the provider
     */
    static void next(Request request, String target, Consumer<Runnable> sending) {
        NEXT.set(new Prepared(request, target, sending, new Stopwatch()));
    }

    static void done() {
        NEXT.remove();
    }

    /** The time of the last answer that this thread waited for: from the request to the last byte that was read. */
    static Optional<Duration> took() {
        return Optional.ofNullable(NEXT.get())
                .flatMap(prepared -> prepared.stopwatch().time());
    }

    /** Whether the head of the last answer that this thread waited for has arrived. */
    static boolean isBegun() {
        return took().isPresent();
    }

    /** The time since the request that this thread waited for last was sent. */
    static Optional<Duration> sinceSent() {
        return Optional.ofNullable(NEXT.get())
                .flatMap(prepared -> prepared.stopwatch().sinceStart());
    }

    /** Measures the provider only, without the work of the client before and after, such as loading classes. */
    private static final class Stopwatch {
        private long start;
        private long end;
        private boolean hasStarted;
        private boolean hasEnded;

        void start() {
            start = System.nanoTime();
            hasStarted = true;
        }

        Optional<Duration> sinceStart() {
            return hasStarted ? Optional.of(Deadlines.since(start)) : Optional.empty();
        }

        void end() {
            end = System.nanoTime();
            hasEnded = true;
        }

        Optional<Duration> time() {
            return hasEnded ? Optional.of(Duration.ofNanos(end - start)) : Optional.empty();
        }
    }

    @Override
    protected BasicHttpProcessor createHttpProcessor() {
        var processor = new BasicHttpProcessor();
        processor.addInterceptor(new RequestContent());
        processor.addInterceptor(new RequestTargetHost());
        processor.addInterceptor((HttpRequestInterceptor) (request, context) -> exact(request));
        processor.addInterceptor((HttpResponseInterceptor) (response, context) -> {
            lap();
            if (response.getEntity() != null) {
                response.setEntity(new Bounded(response.getEntity()));
            }
        });
        return processor;
    }

    /** A body that is read up to the limit. */
    private final class Bounded extends HttpEntityWrapper {
        Bounded(HttpEntity whole) {
            super(whole);
        }

        @Override
        public InputStream getContent() throws IOException {
            return new FilterInputStream(super.getContent()) {
                private long count;

                @Override
                public int read() throws IOException {
                    int next = super.read();
                    counted(next < 0 ? 0 : 1);
                    return next;
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    int read = super.read(buffer, offset, length);
                    counted(Math.max(0, read));
                    return read;
                }

                private void counted(int more) throws IOException {
                    lap();
                    count += more;
                    if (count > LARGEST) {
                        getConnectionManager().shutdown();
                        throw new EndlessException();
                    }
                }
            };
        }
    }

    /** The answer is larger than the limit. */
    static final class EndlessException extends IOException {
        private static final long serialVersionUID = 1L;

        EndlessException() {
            super("the answer has not ended after " + LARGEST / 1024 / 1024 + " MiB");
        }
    }

    private static void lap() {
        var prepared = NEXT.get();
        if (prepared != null) {
            prepared.stopwatch().end();
        }
    }

    private void exact(HttpRequest request) {
        var prepared = NEXT.get();
        if (prepared == null) {
            return;
        }
        replaceHeaders(request, prepared.request().headers());
        request.addHeader("Connection", "close");
        if (request instanceof RequestWrapper wrapper) {
            wrapper.setURI(URI.create(prepared.target()));
        }
        prepared.stopwatch().start();
        prepared.sending().accept(() -> getConnectionManager().shutdown());
    }

    private static void replaceHeaders(HttpRequest request, Headers headers) {
        for (var header : request.getAllHeaders()) {
            if (!OURS.contains(header.getName())) {
                request.removeHeader(header);
            }
        }
        for (var field : headers.fields()) {
            if (OURS.contains(field.getKey())) {
                request.removeHeaders(field.getKey());
            }
            request.addHeader(new BasicHeader(field.getKey(), field.getValue()));
        }
    }
}
