package dev.counterpart.mock.journal;

import dev.counterpart.spec.decode.Pairs;
import dev.counterpart.spec.http.Headers;
import dev.counterpart.spec.http.MediaType;
import dev.counterpart.spec.http.Pair;
import dev.counterpart.spec.http.Request;
import dev.counterpart.spec.http.Response;
import dev.counterpart.spec.http.Utf8;
import dev.counterpart.spec.secret.Secrets;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Exchanges as an HTTP Archive, which browsers show and {@code import har} reads.
 *
 * <p>Names that begin with an underscore are ours, as the format wants it: {@code _cut} for a body of which the journal has the beginning
 * only, {@code _encoding} for a request body that is not text.
 *
 * @see <a href="http://www.softwareishard.com/blog/har-12-spec/">HAR 1.2</a>
 */
public final class HttpArchive {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String CUT = "_cut";

    private final URI server;
    private final Optional<Secrets> secrets;
    private final String version;

    /**
     * @param server its URL, for the scheme of requests, and for the authority of those without {@code Host}
     * @param secrets masks secrets; empty if they are shown
     * @param version of this program
     */
    public HttpArchive(URI server, Optional<Secrets> secrets, String version) {
        this.server = server;
        this.secrets = secrets;
        this.version = version;
    }

    /** @param entries oldest first */
    public ObjectNode of(List<Journal.Entry> entries) {
        var root = NODES.objectNode();
        var log = root.putObject("log");
        log.put("version", "1.2");
        log.putObject("creator").put("name", "Counterpart").put("version", version);
        var list = log.putArray("entries");
        entries.forEach(entry -> list.add(entry(entry)));
        return root;
    }

    private ObjectNode entry(Journal.Entry entry) {
        var exchange = entry.exchange();
        double millis = exchange.duration().toNanos() / 1_000_000.0;
        var node = NODES.objectNode();
        node.put("startedDateTime", exchange.time().toString());
        node.put("time", millis);
        node.set("request", request(entry));
        node.set("response", response(entry));
        node.putObject("cache");
        node.putObject("timings").put("send", 0).put("wait", millis).put("receive", 0);
        node.put("comment", exchange.answer().explanation().summary());
        return node;
    }

    private ObjectNode request(Journal.Entry entry) {
        var sent = entry.exchange().request();
        var request = secrets.map(known -> known.masked(sent)).orElse(sent);
        var node = NODES.objectNode();
        node.put("method", request.method());
        String host = request.headers().first("Host").orElse(server.getAuthority());
        node.put("url", server.getScheme() + "://" + host + request.target());
        node.put("httpVersion", "HTTP/1.1");
        cookies(Pair.ofCookies(request.headers()), node.putArray("cookies"));
        headers(request.headers(), node.putArray("headers"));
        query(request.query(), node.putArray("queryString"));
        if (request.hasBody()) {
            postData(request, entry.isRequestCut(), node.putObject("postData"));
        }
        node.put("headersSize", -1);
        node.put("bodySize", entry.requestBytes());
        return node;
    }

    private static void query(String query, ArrayNode entries) {
        var pairs = Pairs.ofQuery(query);
        pairs.names().stream()
                .distinct()
                .forEach(name -> pairs.decodedValues(name)
                        .forEach(value -> entries.addObject().put("name", name).put("value", value)));
    }

    private static void postData(Request request, boolean isCut, ObjectNode node) {
        node.put("mimeType", type(request.headers()));
        node.putArray("params");
        var text = Utf8.text(request.body());
        node.put("text", text.orElseGet(() -> base64(request.body())));
        if (text.isEmpty()) {
            node.put("_encoding", "base64");
        }
        if (isCut) {
            node.put(CUT, true);
        }
    }

    /** A fault that prevents the answer is status 0, as browsers write it. */
    private ObjectNode response(Journal.Entry entry) {
        var sent = entry.exchange().response();
        var response = secrets.map(known -> known.masked(sent)).orElse(sent);
        boolean isSent = entry.exchange().answer().fault().isEmpty();
        var node = NODES.objectNode();
        node.put("status", isSent ? response.status() : 0);
        node.put("statusText", "");
        node.put("httpVersion", "HTTP/1.1");
        var cookies = response.headers().all("Set-Cookie").stream().flatMap(value -> value.lines());
        cookies(cookies.map(Pair::ofSetCookie).toList(), node.putArray("cookies"));
        headers(response.headers(), node.putArray("headers"));
        content(response, entry, node.putObject("content"));
        node.put("redirectURL", response.headers().first("Location").orElse(""));
        node.put("headersSize", -1);
        node.put("bodySize", entry.responseBytes());
        return node;
    }

    private static void content(Response response, Journal.Entry entry, ObjectNode node) {
        node.put("size", entry.responseBytes());
        node.put("mimeType", type(response.headers()));
        if (entry.isResponseCut()) {
            node.put(CUT, true);
        }
        if (!response.hasBody()) {
            return;
        }
        var text = isText(response) ? Utf8.text(response.body()) : Optional.<String>empty();
        node.put("text", text.orElseGet(() -> base64(response.body())));
        if (text.isEmpty()) {
            node.put("encoding", "base64");
        }
    }

    private static boolean isText(Response response) {
        return response.contentType()
                .filter(type -> !type.isJson() && !type.isXml() && !type.isText())
                .isEmpty();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String type(Headers headers) {
        return headers.first("Content-Type")
                .filter(text -> MediaType.parse(text).isPresent())
                .orElse("x-unknown");
    }

    private static void headers(Headers headers, ArrayNode list) {
        headers.fields()
                .forEach(field -> list.addObject().put("name", field.getKey()).put("value", field.getValue()));
    }

    /** Name and value of each cookie. */
    private static void cookies(List<Pair> pairs, ArrayNode list) {
        for (var pair : pairs) {
            if (!pair.text().isEmpty()) {
                list.addObject().put("name", pair.hasValue() ? pair.name() : "").put("value", pair.cookieValue());
            }
        }
    }
}
