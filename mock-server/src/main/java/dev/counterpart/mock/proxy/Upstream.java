package dev.counterpart.mock.proxy;

import dev.counterpart.mock.engine.Rest;
import dev.counterpart.mock.engine.Service;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The server behind a proxy. Redirects, cookies and compressed bodies are returned unchanged.
 *
 * <p>Thread-safe.
 */
public final class Upstream implements Proxy.Forwarding {

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

    private static final String PLAIN = "!#$%&'()*+,-./:;=?@_~";

    /** Media types that are streamed as they arrive, and may be silent for a long time. */
    private static final Set<String> STREAMS = Set.of(
            "text/event-stream",
            "application/x-ndjson",
            "application/ndjson",
            "application/jsonl",
            "application/json-seq",
            "multipart/x-mixed-replace");

    private final URI base;
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
        this.patience = patience;
        var builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience.compareTo(CONNECTING) < 0 ? patience : CONNECTING)
                .sslContext(trust.context());
        proxy.ifPresent(way -> builder.proxy(
                ProxySelector.of(new InetSocketAddress(way.getHost(), way.getPort() < 0 ? 80 : way.getPort()))));
        this.client = builder.build();
    }

    @Override
    public Proxy.Forwarded forward(Request request, Optional<Rest> rest) {
        var watch = new StallWatch(patience, Thread.currentThread()::interrupt);
        try {
            var answer = client.send(outgoing(request, rest, watch), BodyHandlers.ofInputStream());
            watch.close();
            return watch.isOver() ? late(answer.body()) : read(answer);
        } catch (IOException | IllegalArgumentException failed) {
            return failed instanceof HttpTimeoutException ? late() : failed(failed);
        } catch (InterruptedException stopped) {
            return late();
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

    private Proxy.Forwarded failed(Exception failed) {
        return new Proxy.Forwarded.Failed("request to " + base + " failed, reason: " + reason(failed));
    }

    private Proxy.Forwarded late() {
        return new Proxy.Forwarded.Late(
                "request to " + base + " failed, reason: no answer within " + patience.toMillis() + " ms");
    }

    /** The answer: complete, or its beginning if it is large or a stream. */
    private Proxy.Forwarded read(HttpResponse<InputStream> answer) {
        var head = new Response(answer.statusCode(), headers(answer), new byte[0]);
        boolean isStream = head.contentType()
                .filter(type -> STREAMS.contains(type.essence()))
                .isPresent();
        var body = answer.body();
        var watch = isStream ? Optional.<StallWatch>empty() : Optional.of(new StallWatch(patience, () -> close(body)));
        var stream = new WatchedStream(body, watch);
        var rest = new Rest(stream, answer.headers().firstValueAsLong("Content-Length"));
        if (isStream) {
            return new Proxy.Forwarded.Begun(head, rest, false);
        }
        try {
            var read = stream.readNBytes(Service.MOST_HELD + 1);
            if (read.length > Service.MOST_HELD) {
                return new Proxy.Forwarded.Begun(head.withBody(read), rest, true);
            }
            close(stream);
            return new Proxy.Forwarded.Answered(head.withBody(read));
        } catch (IOException broken) {
            close(stream);
            return watch.filter(StallWatch::isOver).isPresent() ? late() : failed(broken);
        }
    }

    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException gone) {
            // Already closed, which is the aim.
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

    private static BodyPublisher body(Request request, Optional<Rest> rest, StallWatch watch) {
        if (rest.isEmpty()) {
            return request.hasBody() ? BodyPublishers.ofByteArray(request.body()) : BodyPublishers.noBody();
        }
        var following = new WatchedStream(rest.get().bytes(), Optional.of(watch));
        var all = new SequenceInputStream(new ByteArrayInputStream(request.body()), following);
        var unknown = BodyPublishers.ofInputStream(() -> all);
        var length = rest.get().length();
        return length.isPresent() ? BodyPublishers.fromPublisher(unknown, length.getAsLong()) : unknown;
    }

    private HttpRequest outgoing(Request request, Optional<Rest> rest, StallWatch watch) {
        var body = body(request, rest, watch);
        var connection = connection(request.headers().all("Connection"));
        var outgoing = HttpRequest.newBuilder(target(request)).method(request.method(), body);
        boolean hasAgent = false;
        for (var field : request.headers().fields()) {
            String name = field.getKey().toLowerCase(Locale.ROOT);
            hasAgent |= name.equals("user-agent");
            if (!HOP_BY_HOP.contains(name) && !connection.contains(name)) {
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

    /** The request target, with characters that are not allowed in a URI percent-encoded. */
    private static String legal(String target) {
        var legal = new StringBuilder();
        for (byte b : target.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
            legal.append(plain ? String.valueOf(c) : String.format("%%%02X", b & 0xFF));
        }
        return legal.toString();
    }

    /** The names in {@code Connection}, which belong to one connection only (RFC 9110 §7.6.1). */
    private static Set<String> connection(List<String> values) {
        return values.stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static Headers headers(HttpResponse<?> answer) {
        var fields = new ArrayList<Map.Entry<String, String>>();
        var connection = connection(answer.headers().allValues("Connection"));
        answer.headers().map().forEach((name, values) -> {
            String known = name.toLowerCase(Locale.ROOT);
            boolean isLength =
                    known.equals("content-length") && answer.request().method().equals("HEAD");
            boolean isOfConnection = HOP_BY_HOP.contains(known) || connection.contains(known) || name.startsWith(":");
            if (isLength || !isOfConnection) {
                values.forEach(value -> fields.add(Map.entry(name, value)));
            }
        });
        return new Headers(fields);
    }
}
