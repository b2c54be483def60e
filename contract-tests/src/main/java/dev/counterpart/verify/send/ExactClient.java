package dev.counterpart.verify.send;

import dev.counterpart.spec.http.Request;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.apache.http.HttpRequest;
import org.apache.http.HttpRequestInterceptor;
import org.apache.http.impl.NoConnectionReuseStrategy;
import org.apache.http.impl.client.DefaultHttpClient;
import org.apache.http.impl.client.DefaultHttpRequestRetryHandler;
import org.apache.http.impl.client.RequestWrapper;
import org.apache.http.message.BasicHeader;
import org.apache.http.params.HttpConnectionParams;
import org.apache.http.protocol.BasicHttpProcessor;
import org.apache.http.protocol.RequestContent;
import org.apache.http.protocol.RequestTargetHost;

/**
 * The HTTP client below REST Assured, made to send exactly one prepared request: its target, and its fields in their order.
 * REST Assured is told the address only, since its own URL handling would change some targets.
 */
@SuppressWarnings("deprecation") // REST Assured works with this client only
final class ExactClient extends DefaultHttpClient {

    private record Prepared(Request request, String target) {}

    private static final ThreadLocal<Prepared> NEXT = new ThreadLocal<>();

    /** Set by the client: framing and address. */
    private static final Set<String> OURS = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        OURS.addAll(Set.of("Host", "Content-Length", "Transfer-Encoding"));
    }

    private ExactClient() {}

    static ExactClient with(Duration timeout) {
        var client = new ExactClient();
        HttpConnectionParams.setConnectionTimeout(client.getParams(), (int) timeout.toMillis());
        HttpConnectionParams.setSoTimeout(client.getParams(), (int) timeout.toMillis());
        client.setHttpRequestRetryHandler(new DefaultHttpRequestRetryHandler(0, false));
        client.setReuseStrategy(NoConnectionReuseStrategy.INSTANCE);
        return client;
    }

    /** The request that this thread sends next. */
    static void next(Request request, String target) {
        NEXT.set(new Prepared(request, target));
    }

    static void done() {
        NEXT.remove();
    }

    @Override
    protected BasicHttpProcessor createHttpProcessor() {
        var processor = new BasicHttpProcessor();
        processor.addInterceptor(new RequestContent());
        processor.addInterceptor(new RequestTargetHost());
        processor.addInterceptor((HttpRequestInterceptor) (request, context) -> exact(request));
        return processor;
    }

    private static void exact(HttpRequest request) {
        var prepared = NEXT.get();
        if (prepared == null) {
            return;
        }
        for (var header : request.getAllHeaders()) {
            if (!OURS.contains(header.getName())) {
                request.removeHeader(header);
            }
        }
        for (var field : prepared.request().headers().fields()) {
            if (OURS.contains(field.getKey())) {
                request.removeHeaders(field.getKey());
            }
            request.addHeader(new BasicHeader(field.getKey(), field.getValue()));
        }
        request.addHeader("Connection", "close");
        if (request instanceof RequestWrapper wrapper) {
            wrapper.setURI(URI.create(prepared.target()));
        }
    }
}
