package dev.counterpart.mock.proxy;

import dev.counterpart.mock.engine.Proxy;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The server that a proxy stands before. Redirects, cookies and compressed bodies come back as they are.
 *
 * <p>Threads may share it.
 */
public final class Upstream implements Proxy.Forwarding {

    /** The greatest body of an answer, in bytes. */
    private static final int LARGEST_BODY = 100 * 1024 * 1024;

    private static final Duration CONNECTING = Duration.ofSeconds(30);

    /** Headers that belong to one connection (RFC 9110 §7.6.1), or that are made anew. */
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

    private static final String PLAIN = "!#$%&'()*+,-./:;=?@_~";

    private final URI base;
    private final HttpClient client;

    /**
     * The server at {@code base}.
     *
     * @param proxy an HTTP proxy on the way to it
     * @param verify whether certificates are checked
     */
    public Upstream(URI base, Optional<URI> proxy, boolean verify) {
        this.base = base;
        var builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECTING);
        proxy.ifPresent(way -> builder.proxy(
                ProxySelector.of(new InetSocketAddress(way.getHost(), way.getPort() < 0 ? 80 : way.getPort()))));
        if (!verify) {
            builder.sslContext(trusting());
        }
        this.client = builder.build();
    }

    @Override
    public Proxy.Forwarded forward(Request request) {
        try {
            var answer = client.send(outgoing(request), HttpResponse.BodyHandlers.ofInputStream());
            try (var stream = answer.body()) {
                var body = stream.readNBytes(LARGEST_BODY + 1);
                return body.length > LARGEST_BODY
                        ? new Proxy.Forwarded.Failed("the body is larger than " + LARGEST_BODY + " bytes")
                        : answered(answer, body);
            }
        } catch (IOException | IllegalArgumentException failed) {
            return new Proxy.Forwarded.Failed("request to " + base + " failed, reason: " + reason(failed));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Proxy.Forwarded.Failed("request to " + base + " was interrupted");
        }
    }

    private static String reason(Exception failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null) {
                return cause.getMessage();
            }
        }
        return failed.getClass().getSimpleName().replace("Exception", "");
    }

    private HttpRequest outgoing(Request request) {
        var body = request.hasBody()
                ? HttpRequest.BodyPublishers.ofByteArray(request.body())
                : HttpRequest.BodyPublishers.noBody();
        var outgoing = HttpRequest.newBuilder(target(request)).method(request.method(), body);
        boolean hasAgent = false;
        for (var field : request.headers().fields()) {
            String name = field.getKey().toLowerCase(Locale.ROOT);
            hasAgent |= name.equals("user-agent");
            if (!HOP_BY_HOP.contains(name)) {
                outgoing.header(field.getKey(), field.getValue());
            }
        }
        if (!hasAgent) {
            outgoing.header("User-Agent", "Counterpart");
        }
        return outgoing.build();
    }

    private URI target(Request request) {
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        String prefix = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return URI.create(base.getScheme() + "://" + base.getRawAuthority() + prefix + legal(request.target()));
    }

    /** The request target, with what a URI must not hold percent-encoded. */
    private static String legal(String target) {
        var legal = new StringBuilder();
        for (byte b : target.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
            legal.append(plain ? String.valueOf(c) : String.format("%%%02X", b & 0xFF));
        }
        return legal.toString();
    }

    private static Proxy.Forwarded answered(HttpResponse<InputStream> answer, byte[] body) {
        var fields = new ArrayList<Map.Entry<String, String>>();
        answer.headers().map().forEach((name, values) -> {
            if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":")) {
                values.forEach(value -> fields.add(Map.entry(name, value)));
            }
        });
        var response = new Response(answer.statusCode(), new Headers(fields), body);
        return new Proxy.Forwarded.Answered(response, response.withBody(plain(response)));
    }

    /** The body decompressed; as it is where it cannot be. */
    private static byte[] plain(Response response) {
        String encoding =
                response.headers().first("Content-Encoding").orElse("").strip().toLowerCase(Locale.ROOT);
        try (var bytes = new ByteArrayInputStream(response.body());
                var stream = encoding.equals("gzip")
                        ? new GZIPInputStream(bytes)
                        : encoding.equals("deflate") ? new InflaterInputStream(bytes) : bytes) {
            return stream.readNBytes(LARGEST_BODY);
        } catch (IOException broken) {
            return response.body();
        }
    }

    private static SSLContext trusting() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Trusting()}, null);
            return context;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("TLS is part of every JDK", missing);
        }
    }

    /** Believes every certificate, and whose it is. */
    private static final class Trusting extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
